package io.sojourn.api.sql;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Read-only copies of the public tables, one file each, for readers in other processes. A copy is taken inside one
 * transaction of the live store, so it is one commit's state; it is made on demand, when the store has changed since
 * the last one and that one is old enough. Price: a copy reads all public tables (one to five seconds for a million events);
 * a copy that took long is kept ten times as long.
 */
public final class Snapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int REST_FACTOR = 10;

    private final Path folder;
    private final Supplier<Connection> live;
    private final LongSupplier commits;
    private final Duration maxAge;
    private final InstantSource clock;
    private final EventArchive archive;
    private final Map<Path, Integer> leases = new HashMap<>();
    private Supplier<List<ProcessDefinition>> definitions = List::of;
    private Published current;
    private long number;

    /** A file and the state that it holds. */
    private record Published(Path file, long commit, Instant at, Duration took) {}

    /**
     * @param folder where the files lie; belongs to this object, what an earlier process left there is deleted
     * @param live gives a new connection to the live store each time; it is closed here
     * @param commits a number that grows with every commit of the live store
     * @param maxAge how old a snapshot of a store that has changed may be; zero: never older than the newest commit, whatever
     *     the copies cost
     */
    public Snapshots(
            Path folder, Supplier<Connection> live, LongSupplier commits, Duration maxAge, InstantSource clock) {
        this(folder, live, commits, maxAge, clock, null);
    }

    /** @param archive a copy shows it as a view, as soon as it holds a file; or null */
    public Snapshots(
            Path folder,
            Supplier<Connection> live,
            LongSupplier commits,
            Duration maxAge,
            InstantSource clock,
            EventArchive archive) {
        this.folder = folder.toAbsolutePath();
        this.live = live;
        this.commits = commits;
        this.maxAge = maxAge;
        this.clock = clock;
        this.archive = archive;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "folder " + folder + " can't be made", null, e);
        }
        deleteUnused();
    }

    /** From now on copies hold the calendars of these definitions too, for working time. */
    public synchronized Snapshots withCalendarsOf(Supplier<List<ProcessDefinition>> which) {
        definitions = which;
        return this;
    }

    /** A snapshot that stays until the lease is closed. */
    public synchronized Lease acquire() {
        if (isOld()) {
            publish();
            deleteUnused();
        }
        leases.merge(current.file, 1, Integer::sum);
        return new Lease(this, current.file, current.commit);
    }

    private boolean isOld() {
        if (current == null || !Files.exists(current.file)) {
            return true;
        }
        Duration keep = current.took.multipliedBy(REST_FACTOR);
        Duration rest = maxAge.isZero() || keep.compareTo(maxAge) < 0 ? maxAge : keep;
        return commits.getAsLong() != current.commit && !clock.instant().isBefore(current.at.plus(rest));
    }

    private void publish() {
        long commit = commits.getAsLong();
        Instant start = clock.instant();
        number++;
        Path part = folder.resolve("snap_" + number + ".part");
        Path file = folder.resolve("snap_" + number + ".duckdb");
        try (Connection connection = live.get()) {
            copy(connection, part, "sojourn_snap_" + number);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException | IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "snapshot " + file + " can't be written: " + Refusal.shortly(e.getMessage()),
                    "Maybe the disk is full.",
                    e);
        }
        current = new Published(file, commit, start, Duration.between(start, clock.instant()));
        LOG.debug("Published {} of commit {}", file, commit);
    }

    private void copy(Connection connection, Path file, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + file.toString().replace("'", "''") + "' AS " + name);
            try {
                statement.execute("BEGIN TRANSACTION");
                for (String table : tables(statement)) {
                    statement.execute("CREATE TABLE " + name + ".main." + table + " AS SELECT * FROM main." + table);
                }
                SnapshotState.write(connection, name, definitions.get());
                statement.execute("COMMIT");
                if (archive != null) {
                    archive.show(connection, name);
                }
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            } finally {
                statement.execute("DETACH " + name);
            }
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        String names = Catalog.PUBLIC.stream().map(t -> "'" + t + "'").collect(Collectors.joining(", "));
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT DISTINCT table_name FROM duckdb_columns() WHERE database_name = current_database()"
                        + " AND schema_name = 'main' AND table_name IN (" + names + ") ORDER BY 1")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private synchronized void release(Path file) {
        leases.computeIfPresent(file, (f, n) -> n == 1 ? null : n - 1);
        if (current == null || !file.equals(current.file)) {
            deleteUnused();
        }
    }

    /** A file that can't be deleted yet (a reader has it open, on some systems) is tried again next time. */
    private void deleteUnused() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "snap_*")) {
            for (Path file : files) {
                boolean used = leases.containsKey(file) || current != null && file.equals(current.file);
                if (!used) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.debug("An old snapshot in {} stays for now: {}", folder, e.toString());
        }
    }

    @Override
    public synchronized void close() {
        current = null;
        leases.clear();
        deleteUnused();
    }

    /** The right to read one snapshot. */
    public static final class Lease implements AutoCloseable {
        private final Snapshots owner;
        private final Path file;
        private final long commit;
        private boolean closed;

        private Lease(Snapshots owner, Path file, long commit) {
            this.owner = owner;
            this.file = file;
            this.commit = commit;
        }

        public Path file() {
            return file;
        }

        /** The live store's commit number when the copy began. */
        public long commit() {
            return commit;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                owner.release(file);
            }
        }
    }
}
