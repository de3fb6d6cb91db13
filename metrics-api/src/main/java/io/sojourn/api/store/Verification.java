package io.sojourn.api.store;

import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.UnitedSchema;
import io.sojourn.mining.facts.ProcessesEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Recomputes all derived facts of all processes from the stored events by the batch engine, at the store's as_of, and holds them against
 * what the stream said: every row, every column. Works on one snapshot of the store, in memory, and does not hold up
 * the writer. One at a time.
 */
public final class Verification {
    /** The in-memory database that the recomputed facts go to. */
    private static final String RECOMPUTED = "recomputed";

    private static final int SHOWN = 10;

    private final Store store;
    private final ReentrantLock running = new ReentrantLock();

    public Verification(Store store) {
        this.store = store;
    }

    /** Of what is stored. */
    public VerifyReport verify() {
        return verify(this::begin);
    }

    /**
     * Of a store that a stream fills: at an instant for which the whole stream has spoken, after a repair of the cases with
     * late events, which are right at the instant of their last repair only.
     */
    public VerifyReport verifyLive() {
        CaseRepair repair = new CaseRepair(store);
        return verify(c -> store.atOneInstant(() -> {
            repair.repair();
            return begin(c);
        }));
    }

    /** Begins the snapshot that is verified, and gives its as_of. */
    private interface Beginning {
        long of(Connection c) throws SQLException;
    }

    private long begin(Connection c) throws SQLException {
        c.setAutoCommit(false);
        return Sql.oneLong(c, "SELECT as_of_us FROM kept.progress").orElse(Long.MIN_VALUE);
    }

    private VerifyReport verify(Beginning beginning) {
        if (!running.tryLock()) {
            throw new SojournException(ErrorCode.BUSY, "a verification is running.", "Maybe wait until it ends.");
        }
        try (Connection c = store.newConnection()) {
            Sql.run(c, "ATTACH ':memory:' AS " + RECOMPUTED);
            try {
                return verify(c, beginning);
            } finally {
                Sql.run(c, "DETACH " + RECOMPUTED);
            }
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the verification failed: " + e.getMessage() + ".",
                    "Maybe memory was too small.",
                    e);
        } finally {
            running.unlock();
        }
    }

    private VerifyReport verify(Connection c, Beginning beginning) throws SQLException {
        try {
            long asOf = beginning.of(c);
            if (asOf == Long.MIN_VALUE) {
                throw new SojournException(
                        ErrorCode.NOT_FOUND,
                        "the store is empty: there is nothing to verify.",
                        "Maybe run a log first.");
            }
            new ProcessesEngine(store.processes()).compute(c, "main.events", RECOMPUTED + ".main", asOf);
            List<VerifyReport.TableReport> reports = new ArrayList<>();
            for (Tables.Keyed table : store.tables().all()) {
                if (table.table().isDerived()) {
                    reports.add(compare(c, table));
                }
            }
            return new VerifyReport(asOf, reports);
        } finally {
            c.rollback();
            c.setAutoCommit(true);
        }
    }

    private static VerifyReport.TableReport compare(Connection c, Tables.Keyed keyed) throws SQLException {
        FactTable table = keyed.table();
        UnitedSchema schema = keyed.schema();
        String joined = joined(table, schema, recomputed(keyed));
        try (Statement s = c.createStatement()) {
            try (ResultSet r = s.executeQuery("SELECT count(*) FILTER (side = 'equal'), count(*) FILTER (side ="
                    + " 'stored'), count(*) FILTER (side = 'recomputed'), count(*) FILTER (side = 'different') FROM ("
                    + joined + ")")) {
                r.next();
                boolean any = r.getLong(2) + r.getLong(3) + r.getLong(4) > 0;
                return new VerifyReport.TableReport(
                        table.tableName(),
                        r.getLong(1),
                        r.getLong(2),
                        r.getLong(3),
                        r.getLong(4),
                        any ? differences(c, schema, joined) : List.of());
            }
        }
    }

    /** What the stored events make, and what cases that were let go had made of the sums. */
    private static String recomputed(Tables.Keyed table) {
        String name = RECOMPUTED + ".main." + table.table().tableName();
        if (!table.isSummed()) {
            return name;
        }
        String columns = "SELECT " + table.schema().columnList() + " FROM ";
        return "(" + table.sums(columns + name + " UNION ALL " + columns + table.retired(), "", "> 0") + ")";
    }

    /** All keys of both sides: {@code side}, and the columns of both as {@code s0, s1, ...} and {@code r0, r1, ...}. */
    private static String joined(FactTable table, UnitedSchema schema, String recomputed) {
        StringBuilder columns = new StringBuilder();
        StringBuilder on = new StringBuilder("TRUE");
        StringBuilder same = new StringBuilder("TRUE");
        for (int i = 0; i < schema.columns().size(); i++) {
            String name = '"' + schema.columns().get(i).name() + '"';
            columns.append(", s.").append(name).append(" AS s").append(i);
            columns.append(", r.").append(name).append(" AS r").append(i);
            (schema.isKey(schema.columns().get(i)) ? on : same)
                    .append(" AND s." + name + " IS NOT DISTINCT FROM r.")
                    .append(name);
        }
        return "SELECT CASE WHEN r._present IS NULL THEN 'stored' WHEN s._present IS NULL THEN 'recomputed' WHEN "
                + same
                + " THEN 'equal' ELSE 'different' END AS side" + columns
                + " FROM (SELECT *, TRUE AS _present FROM main."
                + table.tableName() + ") s FULL JOIN (SELECT *, TRUE AS _present FROM " + recomputed + ") r ON " + on;
    }

    private static List<VerifyReport.Difference> differences(Connection c, UnitedSchema schema, String joined)
            throws SQLException {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < schema.columns().size(); i++) {
            if (schema.isKey(schema.columns().get(i))) {
                order.append(order.isEmpty() ? "" : ", ").append("coalesce(s" + i + ", r" + i + ")");
            }
        }
        List<VerifyReport.Difference> differences = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "SELECT * FROM (" + joined + ") WHERE side <> 'equal' ORDER BY " + order + " LIMIT " + SHOWN)) {
            while (r.next()) {
                differences.add(difference(r, schema));
            }
        }
        return differences;
    }

    private static VerifyReport.Difference difference(ResultSet r, UnitedSchema schema) throws SQLException {
        String side = r.getString("side");
        boolean stored = !side.equals("recomputed");
        boolean recomputed = !side.equals("stored");
        return new VerifyReport.Difference(
                values(r, schema, stored ? "s" : "r", true),
                stored ? values(r, schema, "s", false) : null,
                recomputed ? values(r, schema, "r", false) : null);
    }

    private static Map<String, String> values(ResultSet r, UnitedSchema schema, String side, boolean key)
            throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < schema.columns().size(); i++) {
            Column column = schema.columns().get(i);
            if (schema.isKey(column) == key) {
                values.put(column.name(), r.getString(side + i));
            }
        }
        return values;
    }
}
