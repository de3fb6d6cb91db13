package io.sojourn.api.store;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.Result;
import io.sojourn.mining.facts.BatchEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings in the events that came when the stream had evicted their case already: the batch engine recomputes these
 * cases over all their events, their facts are replaced, and the panes get the difference that the late events make
 * (beside the streamed rows, which the stream goes on to own). One transaction; repairing again changes nothing.
 *
 * <p>What a case that a late event opened again owes to the clock, and the ages in the queues where it waits, are right
 * at the as_of of the repair; while the stream goes on, it overwrites those ages, until the next repair.
 */
public final class CaseRepair {
    /** The in-memory database of a repair. */
    private static final String AREA = "repairing";

    private static final String LATE_CASES = "SELECT DISTINCT e.case_id FROM main.events e JOIN kept.evicted_cases"
            + " USING (process, version, case_id) WHERE e.late";

    private final Store store;
    private final ReentrantLock running = new ReentrantLock();

    public CaseRepair(Store store) {
        this.store = store;
    }

    /** Repairs all cases with late events, and returns how many there are. */
    public int repair() {
        if (!running.tryLock()) {
            throw new SojournException(ErrorCode.BUSY, "a repair is running.", "Maybe wait until it ends.");
        }
        try (Connection c = store.newConnection()) {
            Sql.run(c, "ATTACH ':memory:' AS " + AREA);
            try {
                return repair(c);
            } finally {
                Sql.run(c, "DETACH " + AREA);
            }
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the repair failed: " + e.getMessage(), null, e);
        } finally {
            running.unlock();
        }
    }

    private int repair(Connection c) throws SQLException {
        c.setAutoCommit(false);
        Batch results = store.newBatch();
        int cases;
        try {
            long asOf = Sql.oneLong(c, "SELECT as_of_us FROM kept.progress").orElse(Long.MIN_VALUE);
            Sql.run(
                    c,
                    "CREATE TABLE " + AREA + ".main.all_events AS SELECT * FROM main.events WHERE case_id IN ("
                            + LATE_CASES + ")");
            cases = replacements(c, results);
            if (cases > 0) {
                compute(c, asOf);
                facts(c, results);
                ages(c, asOf, results);
            }
            c.commit();
        } finally {
            c.rollback();
            c.setAutoCommit(true);
        }
        if (cases > 0) {
            store.applyNow(results, paneRepairs());
        } else {
            // A repair of an earlier run may have left some.
            store.applyNow(store.newBatch(), noPaneRepairs());
        }
        return cases;
    }

    private void compute(Connection c, long asOf) throws SQLException {
        Sql.run(
                c,
                "CREATE TABLE " + AREA + ".main.timely_events AS SELECT * FROM " + AREA
                        + ".main.all_events WHERE late IS NOT TRUE");
        BatchEngine engine = new BatchEngine(store.definition());
        engine.compute(c, AREA + ".main.all_events", AREA + ".with_late", asOf);
        engine.compute(c, AREA + ".main.timely_events", AREA + ".without_late", asOf);
    }

    private static int replacements(Connection c, Batch results) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "SELECT DISTINCT process, version, case_id FROM " + AREA + ".main.all_events ORDER BY ALL")) {
            while (r.next()) {
                results.replaceFacts(new Object[] {r.getString(1), r.getLong(2), r.getString(3)});
            }
        }
        return results.said();
    }

    private void facts(Connection c, Batch results) throws SQLException {
        for (Tables.Keyed table : store.tables().all()) {
            FactTable t = table.table();
            if (t.owner() == Owner.CASE && t.isDerived()) {
                rows(c, table, results);
            }
        }
    }

    /** Ages of the queues where repaired cases wait: of all their open stays, those of other cases too. */
    private void ages(Connection c, long asOf, Batch results) throws SQLException {
        Tables.Keyed aging = store.tables().of(FactTable.QUEUE_AGING);
        String key = aging.schema().keyList();
        String touched = "SELECT DISTINCT " + key + " FROM " + AREA + ".with_late.queue_aging";
        Sql.run(
                c,
                "CREATE TABLE " + AREA + ".main.waiting_events AS SELECT * FROM main.events WHERE case_id IN ("
                        + LATE_CASES + ") OR case_id IN (SELECT case_id FROM main.stays SEMI JOIN (" + touched
                        + ") USING (" + key + ") WHERE left_at IS NULL)");
        new BatchEngine(store.definition()).compute(c, AREA + ".main.waiting_events", AREA + ".waiting", asOf);
        String rows = AREA + ".waiting.queue_aging SEMI JOIN (" + touched + ") USING (" + key + ") LEFT JOIN (SELECT "
                + key + ", _group FROM " + aging.stored() + ") USING (" + key + ")";
        rows(c, aging, rows, "coalesce(_group, " + Result.NO_GROUP + ")", results);
    }

    private static void rows(Connection c, Tables.Keyed table, Batch results) throws SQLException {
        String from = AREA + ".with_late." + table.table().tableName();
        rows(c, table, from, Integer.toString(Result.NO_GROUP), results);
    }

    /** Rows keep the group of the row that they replace, so that its writer can take them back. */
    private static void rows(Connection c, Tables.Keyed table, String from, String group, Batch results)
            throws SQLException {
        List<Column> columns = table.schema().columns();
        StringBuilder select = new StringBuilder("SELECT ");
        for (Column column : columns) {
            String name = '"' + column.name() + '"';
            select.append(column.type() == ColumnType.TIME ? "epoch_us(" + name + ")" : name)
                    .append(", ");
        }
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(select + group + " FROM " + from)) {
            while (r.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = r.getObject(i + 1);
                }
                results.repaired(table.table(), row, r.getInt(columns.size() + 1));
            }
        }
    }

    private List<String> noPaneRepairs() {
        List<String> statements = new ArrayList<>();
        for (Tables.Keyed table : store.tables().all()) {
            if (table.isSummed()) {
                statements.add("DELETE FROM " + table.repairs());
                statements.add(table.createView(false));
            }
        }
        return statements;
    }

    /** SQL that fills the repairs of the panes anew: with the late events minus without them. */
    private List<String> paneRepairs() {
        List<String> statements = new ArrayList<>();
        for (Tables.Keyed table : store.tables().all()) {
            if (table.isSummed()) {
                statements.add("DELETE FROM " + table.repairs());
                statements.add("INSERT INTO " + table.repairs() + " "
                        + table.sums(
                                "SELECT * FROM " + AREA + ".with_late."
                                        + table.table().tableName() + " UNION ALL "
                                        + table.negated(AREA + ".without_late."
                                                + table.table().tableName()),
                                "<> 0"));
                statements.add(table.createView(true));
            }
        }
        return statements;
    }
}
