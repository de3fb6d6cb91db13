package io.sojourn.api.resources;

import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.ScopedTables;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.mining.facts.ProcessesEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The facts at a past instant: the batch engine computes them from the stored events up to it, as of it, and documents read
 * them as they read those of now. So every answer as of the past is that of the same definition of a fact, also where facts
 * forget, as the due time of a clock that was paused since. It is by the definitions and corrections that are known now.
 *
 * <p>One instant is kept at a time, in memory, for who turns pages; one question is answered at a time. Computing takes as
 * long as a verification; a store with more than {@link Limits#PAST_EVENTS} events up to the instant is refused.
 */
final class Past implements AutoCloseable {
    private static final int WAIT_SECONDS = 20;
    private static final AtomicLong COUNT = new AtomicLong();

    /** Rows of an event that count up to the instant: where the newest correction puts it. */
    private static final String UP_TO =
            """
            SELECT * EXCLUDE (placed) FROM (
                SELECT *, coalesce(arg_max(time, revision) FILTER (operation <> 'retract')
                    OVER (PARTITION BY process, case_id, source, event_id), time) AS placed FROM %s)
            WHERE placed <= %s
            """;

    private final Store store;
    private final ReentrantLock turn = new ReentrantLock(true);
    private Kept kept;

    Past(Store store) {
        this.store = store;
    }

    private record Kept(
            Connection connection, String database, String own, Processes processes, long asOf, Freshness freshness) {}

    /** @param asOf in microseconds */
    <T> T read(DefinitionHistory history, Scope scope, long asOf, Reads.Reader<T> reader) {
        take();
        try {
            return read(at(asOf), history, scope, reader);
        } catch (SQLTimeoutException e) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT, "the answer took too long.", "Maybe ask for a smaller part.", e);
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the past can't be computed: " + e.getMessage(), null, e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T read(Kept past, DefinitionHistory history, Scope scope, Reads.Reader<T> reader) throws SQLException {
        try {
            ScopedTables tables = Reads.tables(past.processes, scope);
            return reader.read(new Snapshot(past.connection, history, past.processes.isSingle(), past.asOf, tables));
        } finally {
            past.connection.rollback();
        }
    }

    private void take() {
        try {
            if (turn.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            throw new SojournException(
                    ErrorCode.BUSY, "another past instant is being computed.", "Maybe try again in some seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "the server is stopping", null, e);
        }
    }

    private Kept at(long asOf) throws SQLException {
        if (kept != null && kept.asOf == asOf && kept.freshness.holds(store.commits())) {
            return kept;
        }
        forget();
        Processes processes = store.processes();
        Connection c = store.newConnection();
        String database = "past_" + COUNT.incrementAndGet();
        String own = c.getCatalog();
        Kept next = new Kept(c, database, own, processes, asOf, null);
        try {
            MaskKey.ofThisServer().giveTo(c);
            run(c, "ATTACH ':memory:' AS " + database);
            c.setAutoCommit(false);
            long begin = System.nanoTime();
            long commit = store.commits();
            compute(next, processes);
            run(c, "SET search_path = '" + database + ".main," + own + ".main'");
            c.commit();
            kept = new Kept(c, database, own, processes, asOf, Freshness.since(begin, commit));
            return kept;
        } catch (SQLException | RuntimeException e) {
            drop(next, e);
            throw e;
        }
    }

    private static void compute(Kept past, Processes processes) throws SQLException {
        Connection c = past.connection;
        Snapshot now = new Snapshot(c, null, true, null, Reads.tables(processes, Scope.all()));
        check(past.asOf, now.one("SELECT as_of_us FROM kept.progress"), processes);
        String stored = past.own + ".main.events";
        String target = past.database + ".main";
        boolean isCorrected =
                now.one("SELECT count(*) FROM (SELECT 1 FROM " + stored + " WHERE operation <> 'append' LIMIT 1)") > 0;
        String until = Snapshot.timestamp(past.asOf);
        String events =
                isCorrected ? UP_TO.formatted(stored, until) : "SELECT * FROM " + stored + " WHERE time <= " + until;
        run(c, "CREATE VIEW " + target + ".events AS " + events);
        long count = now.one("SELECT count(*) FROM " + target + ".events");
        if (count > Limits.PAST_EVENTS) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT,
                    "up to " + Json.instant(past.asOf) + " there are " + count
                            + " events, the limit of a past instant is " + Limits.PAST_EVENTS + ".",
                    "Maybe ask for the history instead: /api/v1/queues/{queue} and /api/v1/measures/{measure} have it.");
        }
        new ProcessesEngine(processes).compute(c, target + ".events", target, past.asOf);
        if (shortest(processes) != Long.MAX_VALUE) {
            addRetired(past);
        }
    }

    /** What cases that were let go have added to the sums: all of it before the instant, else it would have been refused. */
    private static void addRetired(Kept past) throws SQLException {
        for (FactTable sums : List.of(FactTable.MEASURE_PANES, FactTable.QUEUE_PANES)) {
            String name = sums.tableName();
            run(
                    past.connection,
                    "INSERT INTO " + past.database + ".main." + name + " BY NAME SELECT * FROM " + past.own + ".kept."
                            + name + "_retired");
        }
    }

    private static void check(long asOf, long now, Processes processes) {
        if (asOf > now) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "as_of " + Json.instant(asOf) + " is later than the data, which "
                            + (now == Long.MIN_VALUE ? "has no event yet." : "is as of " + Json.instant(now) + "."),
                    "Maybe leave as_of out for the newest answer.");
        }
        long shortest = shortest(processes);
        if (shortest != Long.MAX_VALUE && asOf < now - shortest) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "as_of " + Json.instant(asOf) + " is before " + Json.instant(now - shortest)
                            + ": cases that were open then may have been let go (retain).",
                    "Maybe ask measures for a window: their sums are kept.");
        }
    }

    private static long shortest(Processes processes) {
        return processes.histories().stream()
                .map(DefinitionHistory::retainMicros)
                .mapToLong(retain -> retain == null ? Long.MAX_VALUE : retain)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static void run(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private void forget() {
        if (kept != null) {
            Kept old = kept;
            kept = null;
            drop(old, null);
        }
    }

    /** @param failure that it is dropped for, or null */
    private static void drop(Kept past, Exception failure) {
        try (Connection c = past.connection) {
            if (!c.getAutoCommit()) {
                c.rollback();
                c.setAutoCommit(true);
            }
            run(c, "SET search_path = '" + past.own + ".main'");
            run(c, "DETACH DATABASE IF EXISTS " + past.database);
        } catch (SQLException e) {
            if (failure == null) {
                throw new SojournException(ErrorCode.BROKEN, "a past can't be dropped: " + e.getMessage(), null, e);
            }
            failure.addSuppressed(e);
        }
    }

    /** Waits for the question that is being answered. */
    @Override
    public void close() {
        turn.lock();
        try {
            forget();
        } finally {
            turn.unlock();
        }
    }
}
