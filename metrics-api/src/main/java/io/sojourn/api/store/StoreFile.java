package io.sojourn.api.store;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.duckdb.DuckDBConnection;

/** The DuckDB file, its settings, and the small tables beside the facts: meta values and progress. */
final class StoreFile implements AutoCloseable {
    private static final String NAME = "store.duckdb";
    /** Of tables and hidden columns; another one is refused. */
    private static final String FORMAT = "6";

    /** Size of the write-ahead log at which it goes into the tables: more at a time takes less in all, but commits wait for it. */
    private static final String CHECKPOINT_AT = "64MB";

    private static final String EVICTED_CASES = "CREATE TABLE IF NOT EXISTS kept.evicted_cases"
            + " (_k1 BIGINT, process VARCHAR, version BIGINT, case_id VARCHAR)";
    private static final String REPAIRED_CASES = "CREATE TABLE IF NOT EXISTS kept.repaired_cases"
            + " (_k1 BIGINT, events BIGINT, late BIGINT, open BOOLEAN, as_of_us BIGINT)";
    private static final String EPOCHS = "CREATE TABLE IF NOT EXISTS kept.epochs"
            + " (lane VARCHAR, key_group INTEGER, epoch BIGINT, PRIMARY KEY (lane, key_group))";
    private static final String POSITIONS =
            "CREATE TABLE IF NOT EXISTS kept.positions (name VARCHAR PRIMARY KEY, position BIGINT)";
    private static final String PROGRESS = "CREATE TABLE IF NOT EXISTS kept.progress AS SELECT (" + Long.MIN_VALUE
            + ")::BIGINT AS as_of_us, 0::BIGINT AS epoch, 0::BIGINT AS commits, '' AS writers";

    private final Path path;
    private final DuckDBConnection connection;

    private StoreFile(Path path, DuckDBConnection connection) {
        this.path = path;
        this.connection = connection;
    }

    static boolean isThere(Path dataDir) {
        return Files.exists(dataDir.resolve(NAME));
    }

    static StoreFile openExisting(Path dataDir, StoreOptions options) {
        if (!isThere(dataDir)) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "there is no store in " + dataDir + ".",
                    "Maybe run a log into it first, or name another folder with --data.");
        }
        return open(dataDir, options);
    }

    static StoreFile open(Path dataDir, StoreOptions options) {
        Path path = dataDir.resolve(NAME);
        DuckDBConnection connection = null;
        try {
            Files.createDirectories(dataDir);
            connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + path, properties(options));
            Sql.run(connection, "SET GLOBAL TimeZone = 'UTC'");
            Sql.run(connection, "CREATE SCHEMA IF NOT EXISTS kept");
            Sql.run(connection, "CREATE TABLE IF NOT EXISTS kept.meta (key VARCHAR, value VARCHAR)");
            return new StoreFile(path, connection);
        } catch (SQLException | IOException e) {
            closeQuietly(connection, e);
            throw cannotOpen(path, e);
        }
    }

    private static Properties properties(StoreOptions options) {
        Properties p = new Properties();
        p.setProperty("memory_limit", options.memoryMegabytes() + "MB");
        p.setProperty("threads", Integer.toString(options.threads()));
        p.setProperty("wal_autocheckpoint", CHECKPOINT_AT);
        p.setProperty("autoinstall_known_extensions", "false");
        p.setProperty("autoload_known_extensions", "false");
        return p;
    }

    private static SojournException cannotOpen(Path path, Exception e) {
        boolean held = String.valueOf(e.getMessage()).contains("Could not set lock");
        return held
                ? new SojournException(
                        ErrorCode.BUSY,
                        "the store " + path + " is open in another process.",
                        "Maybe a server is running on it: stop it, or ask it over HTTP.",
                        e)
                : new SojournException(
                        ErrorCode.BROKEN,
                        "the store " + path + " can't be opened: " + e.getMessage() + ".",
                        "Maybe the folder can't be written, or the file is not a store.",
                        e);
    }

    private static void closeQuietly(DuckDBConnection connection, Exception cause) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    Path path() {
        return path;
    }

    /** Notes whose store it is, or refuses when it is another one's. */
    synchronized Processes belongTo(
            List<CompiledDefinition> definitions, BiFunction<String, String, CompiledDefinition> compiler)
            throws SQLException {
        claim("format", FORMAT, "was written by another version of the program");
        KeptDefinitions.prepare(connection);
        return KeptDefinitions.of(path, connection, definitions, compiler);
    }

    /** The processes that it has. */
    synchronized Processes processes(BiFunction<String, String, CompiledDefinition> compiler) throws SQLException {
        claim("format", FORMAT, "was written by another version of the program");
        KeptDefinitions.prepare(connection);
        List<DefinitionVersion> kept = KeptDefinitions.load(connection, compiler);
        if (kept.isEmpty()) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "the store " + path + " holds no definition.",
                    "Maybe run a log into it first, or name another folder with --data.");
        }
        return new Processes(kept);
    }

    private void claim(String key, String value, String otherwise) {
        Optional<String> stored = meta(key);
        if (stored.isEmpty()) {
            putMeta(key, value);
        } else if (!stored.get().equals(value)) {
            boolean isShort = value.length() < 100;
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "the store " + path + " " + otherwise
                            + (isShort ? ": " + key + " is " + stored.get() + ", not " + value : "") + ".",
                    "Maybe name another folder with --data.");
        }
    }

    void createTables(Tables tables) throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            Sql.run(connection, table.createTable());
            boolean repaired = table.isSummed();
            if (repaired) {
                Sql.run(connection, table.createRepairs());
                Sql.run(connection, table.createRetired());
                repaired = Sql.oneLong(connection, "SELECT count(*) FROM " + table.repairs())
                                .orElse(0)
                        > 0;
            }
            Sql.run(connection, table.createView(repaired));
        }
        String key = tables.of(FactTable.QUEUE_AGING).schema().keyList();
        Sql.run(
                connection,
                "CREATE TABLE IF NOT EXISTS " + Tables.AGING_REPAIRS + " AS SELECT 0::BIGINT AS _k1, " + key
                        + " FROM kept.queue_aging LIMIT 0");
        Sql.run(connection, EVICTED_CASES);
        Sql.run(connection, REPAIRED_CASES);
        Sql.run(connection, EPOCHS);
        Sql.run(connection, POSITIONS);
        Sql.run(connection, PROGRESS);
    }

    WriterFigures figures() throws SQLException {
        OptionalLong asOf = Sql.oneLong(connection, "SELECT as_of_us FROM kept.progress");
        return new WriterFigures(
                Sql.oneLong(connection, "SELECT epoch FROM kept.progress").orElse(0),
                asOf.orElse(Long.MIN_VALUE),
                Sql.oneLong(connection, "SELECT commits FROM kept.progress").orElse(0));
    }

    DuckDBConnection newConnection() {
        try {
            return connection.duplicate();
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "no connection to the store " + path + ": " + e.getMessage(), null, e);
        }
    }

    Epochs epochs() throws SQLException {
        return Epochs.load(connection);
    }

    WriterClocks writerClocks() throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("SELECT writers FROM kept.progress");
                ResultSet r = s.executeQuery()) {
            r.next();
            return WriterClocks.ofText(r.getString(1));
        }
    }

    synchronized Map<String, Long> positions() {
        try (PreparedStatement s = connection.prepareStatement("SELECT name, position FROM kept.positions");
                ResultSet r = s.executeQuery()) {
            Map<String, Long> positions = new TreeMap<>();
            while (r.next()) {
                positions.put(r.getString(1), r.getLong(2));
            }
            return positions;
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the store can't read its positions: " + e.getMessage(), null, e);
        }
    }

    synchronized void putMeta(String key, String value) {
        try {
            connection.setAutoCommit(false);
            Sql.run(connection, "DELETE FROM kept.meta WHERE key = ?", key);
            Sql.run(connection, "INSERT INTO kept.meta VALUES (?, ?)", key, value);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the store can't keep the value of " + key + ": " + e.getMessage(), null, e);
        }
    }

    synchronized Optional<String> meta(String key) {
        try (PreparedStatement s = connection.prepareStatement("SELECT value FROM kept.meta WHERE key = ?")) {
            s.setString(1, key);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.ofNullable(r.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the store can't read the value of " + key + ": " + e.getMessage(), null, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the store " + path + " can't be closed: " + e.getMessage(), null, e);
        }
    }
}
