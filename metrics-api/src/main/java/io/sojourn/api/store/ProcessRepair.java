package io.sojourn.api.store;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import io.sojourn.mining.facts.BatchEngine;
import io.sojourn.mining.facts.CaseVersions;
import io.sojourn.mining.facts.HistoryEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Repairs the cases of one process that are due: see {@link CaseRepair}. Works on one snapshot and applies its result in one
 * transaction.
 */
final class ProcessRepair {
    /** The in-memory database of a repair. */
    private static final String AREA = "repairing";

    private static final String DUE = AREA + ".main.due";

    private static final String TOLD = "(SELECT case_id, version FROM " + DUE + ")";

    private static final String ASSIGNED = AREA + ".main.assigned";

    private final Store store;
    private final DefinitionHistory history;
    /** Those that the store would have if this were its only process. */
    private final Tables tables;

    ProcessRepair(Store store, DefinitionHistory history) {
        this.store = store;
        this.history = history;
        this.tables = new Tables(Processes.of(history));
    }

    /** Returns how many cases were due; {@code all}: all with late events are. */
    int repair(Connection c, boolean all) throws SQLException {
        Sql.run(c, "ATTACH ':memory:' AS " + AREA);
        try {
            return inArea(c, all);
        } finally {
            Sql.run(c, "DETACH " + AREA);
        }
    }

    /** The condition that a row is of this process; the column's name follows what is before. */
    private String own(String before) {
        return before + "process = " + Sql.text(history.process());
    }

    private int inArea(Connection c, boolean all) throws SQLException {
        store.watchReplacements();
        Sql.run(c, "BEGIN TRANSACTION");
        Batch results = store.newBatch();
        List<Long> cases;
        long asOf;
        try {
            asOf = Sql.oneLong(c, "SELECT as_of_us FROM kept.progress").orElse(Long.MIN_VALUE);
            cases = due(c, asOf, all, results);
            if (!cases.isEmpty()) {
                compute(c, asOf);
                facts(c, results);
                ages(c, asOf, results);
            }
            Sql.run(c, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(c, e);
            throw e;
        }
        if (!cases.isEmpty() && !store.applyRepair(results, cases, afterwards(asOf))) {
            throw new SojournException(
                    ErrorCode.BUSY, "the stream told a case anew while it was repaired.", "Maybe try again.");
        }
        return cases.size();
    }

    private static void rollBack(Connection c, Exception cause) {
        try {
            Sql.run(c, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Cases that are the batch engine's, with the version under which the stream told what it told of them. */
    private static String owned(DefinitionHistory history) {
        String own = " AND e.process = " + Sql.text(history.process());
        String moved = "SELECT e._k1 FROM kept.evicted_cases e JOIN kept.cases k USING (_k1) WHERE k.episode = 1" + own
                + " AND e.version <> " + CaseVersions.versionAt(history, "epoch_us(k.started_at)");
        return "SELECT _k1, any_value(e.process) AS process, any_value(v.version) AS version,"
                + " any_value(e.case_id) AS case_id, count(*) AS events, count_if(late) AS late"
                + " FROM kept.events e JOIN kept.evicted_cases v USING (_k1)"
                + " WHERE (_k1 IN (SELECT _k1 FROM kept.events WHERE late)"
                + (history.isSingle() ? "" : " OR _k1 IN (" + moved + ")") + ")" + own + " GROUP BY _k1";
    }

    /** The batch engine's cases of a process with events that no repair has seen; column {@code _k1}. */
    static String unrepaired(DefinitionHistory history) {
        return "SELECT o._k1 FROM (" + owned(history) + ") o LEFT JOIN kept.repaired_cases r USING (_k1)"
                + " WHERE r._k1 IS NULL OR r.events <> o.events OR r.late <> o.late";
    }

    /** Which cases are recomputed; their facts go. */
    private List<Long> due(Connection c, long asOf, boolean all, Batch results) throws SQLException {
        Sql.run(
                c,
                "CREATE TABLE " + DUE + " AS SELECT o.* FROM (" + owned(history) + ") o LEFT JOIN kept.repaired_cases r"
                        + " USING (_k1) WHERE " + all + " OR r._k1 IS NULL OR r.events <> o.events OR r.late <> o.late"
                        + " OR (r.open AND r.as_of_us <> " + asOf + ")");
        List<Long> cases = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT _k1, process, version, case_id FROM " + DUE + " ORDER BY ALL")) {
            while (r.next()) {
                cases.add(r.getLong(1));
                results.replaceFacts(new Object[] {r.getString(2), r.getLong(3), r.getString(4)});
            }
        }
        return cases;
    }

    private void compute(Connection c, long asOf) throws SQLException {
        String columns = tables.of(FactTable.EVENTS).schema().columnList();
        Sql.run(
                c,
                "CREATE TABLE " + AREA + ".main.all_events AS SELECT " + columns + " FROM kept.events SEMI JOIN " + DUE
                        + " USING (_k1)");
        Sql.run(
                c,
                "CREATE TABLE " + AREA + ".main.timely_events AS SELECT * FROM " + AREA
                        + ".main.all_events WHERE late IS NOT TRUE");
        String query = CaseVersions.query(history, AREA + ".main.all_events");
        Sql.run(c, "CREATE TABLE " + ASSIGNED + " AS " + query);
        HistoryEngine engine = new HistoryEngine(history);
        engine.computeByCase(c, AREA + ".main.all_events", ASSIGNED, AREA + ".with_late", asOf);
        engine.computeByCase(c, AREA + ".main.timely_events", TOLD, AREA + ".without_late", asOf);
    }

    private void facts(Connection c, Batch results) throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            FactTable t = table.table();
            if (t.owner() == Owner.CASE && t.isDerived()) {
                String none = Integer.toString(Result.NO_GROUP);
                for (DefinitionVersion v : history.versions()) {
                    String rows = AREA + ".with_late." + t.tableName() + " WHERE version = " + v.number();
                    rows(c, TableSchema.of(t, v.definition()), rows, none, results);
                }
            }
        }
    }

    /** Ages of the queues where repaired cases wait, or waited: of all open stays there, those of other cases too. */
    private void ages(Connection c, long asOf, Batch results) throws SQLException {
        for (DefinitionVersion v : history.versions()) {
            ages(c, v, asOf, results);
        }
    }

    private void ages(Connection c, DefinitionVersion v, long asOf, Batch results) throws SQLException {
        TableSchema aging = TableSchema.of(FactTable.QUEUE_AGING, v.definition());
        String columns = TableSchema.of(FactTable.STAYS, v.definition()).columnList();
        String open = " WHERE left_at IS NULL AND version = " + v.number() + own(" AND ");
        Sql.run(
                c,
                "CREATE TABLE " + AREA + ".main.waiting AS SELECT " + columns
                        + " FROM kept.stays ANTI JOIN " + DUE + " USING (_k1)" + open + " UNION ALL SELECT " + columns
                        + " FROM " + AREA + ".with_late.stays" + open);
        new BatchEngine(v.compiled()).computeAges(c, AREA + ".main.waiting", AREA + ".ages", asOf);
        String key = aging.keyList();
        String ofVersion = " WHERE version = " + v.number() + own(" AND ");
        Sql.run(
                c,
                "CREATE TABLE " + AREA + ".main.touched AS SELECT " + key + " FROM " + AREA
                        + ".with_late.queue_aging" + ofVersion + " UNION SELECT " + key + " FROM " + AREA
                        + ".without_late.queue_aging" + ofVersion + " UNION SELECT " + key + " FROM "
                        + Tables.AGING_REPAIRS
                        + " SEMI JOIN " + DUE + " USING (_k1)" + ofVersion);
        String touched = AREA + ".main.touched";
        gone(c, aging, touched + " ANTI JOIN " + AREA + ".ages.queue_aging USING (" + key + ")", results);
        String rows = AREA + ".ages.queue_aging SEMI JOIN " + touched + " USING (" + key + ") LEFT JOIN (SELECT " + key
                + ", _group FROM kept.queue_aging) USING (" + key + ")";
        rows(c, aging, rows, "coalesce(_group, " + Result.NO_GROUP + ")", results);
        // A table that is replaced in the transaction that made it makes DuckDB's commit fail.
        for (String made : List.of(".main.waiting", ".main.touched", ".ages.queue_aging")) {
            Sql.run(c, "DROP TABLE " + AREA + made);
        }
    }

    private static void gone(Connection c, TableSchema table, String from, Batch results) throws SQLException {
        int width = table.keyColumns();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT " + table.keyList() + " FROM " + from)) {
            while (r.next()) {
                Object[] key = new Object[width];
                for (int i = 0; i < width; i++) {
                    key[i] = r.getObject(i + 1);
                }
                results.add(Result.delete(table.table(), key, Result.NO_GROUP, 0));
            }
        }
    }

    /** Rows keep the group of the row that they replace, so that its writer can take them back. */
    private static void rows(Connection c, TableSchema table, String from, String group, Batch results)
            throws SQLException {
        List<Column> columns = table.columns();
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

    /** SQL that notes what was repaired, and fills the cases' part of the panes anew: with late events minus without. */
    private List<String> afterwards(long asOf) {
        List<String> statements = new ArrayList<>();
        for (Tables.Keyed table : tables.all()) {
            if (table.isSummed()) {
                String name = table.table().tableName();
                String difference = table.sums(
                        table.byCase(AREA + ".with_late." + name) + " UNION ALL "
                                + table.negated(AREA + ".without_late." + name),
                        "case_id, ",
                        "<> 0");
                forget(table.repairs(), statements);
                statements.add("INSERT INTO " + table.repairs() + " BY NAME SELECT _k1, "
                        + table.schema().columnList() + " FROM (" + difference + ") JOIN (SELECT _k1, case_id FROM "
                        + DUE + ") USING (case_id)");
                statements.add(store.tables().of(table.table()).createView(true));
            }
        }
        forget(Tables.AGING_REPAIRS, statements);
        statements.add("INSERT INTO " + Tables.AGING_REPAIRS + " BY NAME SELECT _k1, "
                + tables.of(FactTable.QUEUE_AGING).schema().keyList() + " FROM " + AREA
                + ".with_late.queue_aging JOIN (SELECT _k1, case_id FROM " + DUE + ") USING (case_id)");
        forget("kept.repaired_cases", statements);
        statements.add("INSERT INTO kept.repaired_cases SELECT _k1, events, late, case_id IN (SELECT case_id FROM "
                + AREA + ".with_late.cases WHERE closed_at IS NULL), " + asOf + " FROM " + DUE);
        return statements;
    }

    private static void forget(String table, List<String> statements) {
        statements.add("DELETE FROM " + table + " AS t USING " + DUE + " AS d WHERE t._k1 = d._k1");
    }
}
