package io.sojourn.api.store;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.mining.facts.CaseVersions;
import io.sojourn.mining.facts.HistoryEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Lets cases of one process go: see {@link Retention}. Works on one snapshot and applies its result in one transaction. */
final class ProcessRetention {
    /** The in-memory database of a step. */
    private static final String AREA = "retiring";

    private static final String DUE = AREA + ".main.due";
    private static final String EVENTS = AREA + ".main.all_events";
    private static final String ASSIGNED = AREA + ".main.assigned";

    /** In the writer's own connection: those that are due and have got no event since they were counted. */
    private static final String GOING = "temp.stage_going";

    private final Store store;
    private final DefinitionHistory history;
    private final int most;
    /** Those that the store would have if this were its only process. */
    private final Tables tables;

    /** @param most cases at a time */
    ProcessRetention(Store store, DefinitionHistory history, int most) {
        this.store = store;
        this.history = history;
        this.most = most;
        this.tables = new Tables(Processes.of(history));
    }

    /** Returns how many cases were due, of a process that retains for a time only. */
    int step(Connection c) throws SQLException {
        Sql.run(c, "ATTACH ':memory:' AS " + AREA);
        try {
            return inArea(c, history.retainMicros());
        } finally {
            Sql.run(c, "DETACH " + AREA);
        }
    }

    private int inArea(Connection c, long retain) throws SQLException {
        store.watchReplacements();
        c.setAutoCommit(false);
        List<Long> cases;
        long asOf;
        try {
            asOf = Sql.oneLong(c, "SELECT as_of_us FROM kept.progress").orElse(Long.MIN_VALUE);
            cases = asOf == Long.MIN_VALUE ? List.of() : due(c, asOf, retain);
            if (!cases.isEmpty()) {
                count(c, asOf);
            }
            c.commit();
        } catch (SQLException | RuntimeException e) {
            c.rollback();
            throw e;
        } finally {
            c.setAutoCommit(true);
        }
        if (!cases.isEmpty() && !store.applyRepair(store.newBatch(), cases, departure())) {
            throw new SojournException(
                    ErrorCode.BUSY, "the stream told a case anew while it was let go.", "Maybe try again.");
        }
        return cases.size();
    }

    /** Chooses the cases; an open one is the stream's, and so is one that was closed less than its lateness ago. */
    private List<Long> due(Connection c, long asOf, long retain) throws SQLException {
        long lateness = history.versions().stream()
                .map(DefinitionVersion::definition)
                .mapToLong(ProcessDefinition::latenessMicros)
                .max()
                .orElse(0);
        long oldest = asOf - retain;
        Sql.run(
                c,
                "CREATE TABLE " + DUE + " AS SELECT _k1, any_value(case_id) AS case_id, count(*) AS events"
                        + " FROM kept.events SEMI JOIN kept.evicted_cases USING (_k1)"
                        + " SEMI JOIN (SELECT _k1 FROM kept.events WHERE epoch_us(time) < " + oldest + ") USING (_k1)"
                        + " ANTI JOIN (SELECT _k1 FROM kept.events WHERE epoch_us(time) >= " + oldest + ") USING (_k1)"
                        + " ANTI JOIN (SELECT _k1 FROM kept.cases WHERE closed_at IS NULL OR epoch_us(closed_at) >= "
                        + (asOf - lateness) + ") USING (_k1)"
                        + " ANTI JOIN (" + ProcessRepair.unrepaired(history) + ") USING (_k1)"
                        + " WHERE process = " + Sql.text(history.process())
                        + " GROUP BY _k1 ORDER BY max(time), _k1 LIMIT " + most);
        List<Long> cases = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT _k1 FROM " + DUE)) {
            while (r.next()) {
                cases.add(r.getLong(1));
            }
        }
        return cases;
    }

    /** What each of them adds to the panes. */
    private void count(Connection c, long asOf) throws SQLException {
        String columns = tables.of(FactTable.EVENTS).schema().columnList();
        Sql.run(
                c,
                "CREATE TABLE " + EVENTS + " AS SELECT " + columns + " FROM kept.events SEMI JOIN " + DUE
                        + " USING (_k1)");
        Sql.run(c, "CREATE TABLE " + ASSIGNED + " AS " + CaseVersions.query(history, EVENTS));
        new HistoryEngine(history).computeByCase(c, EVENTS, ASSIGNED, AREA + ".counted", asOf);
    }

    /** SQL that keeps their part of the panes and removes the rest. */
    private List<String> departure() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE OR REPLACE TEMP TABLE stage_going AS SELECT d._k1, d.case_id FROM " + DUE
                + " d JOIN (SELECT _k1, count(*) AS events FROM kept.events SEMI JOIN " + DUE
                + " USING (_k1) GROUP BY _k1) e ON d._k1 = e._k1 AND d.events = e.events");
        for (Tables.Keyed table : tables.all()) {
            if (table.isSummed()) {
                String counted = table.byCase(AREA + ".counted." + table.table().tableName()) + " SEMI JOIN " + GOING
                        + " USING (case_id)";
                statements.add("INSERT INTO " + table.retired() + " BY NAME " + table.sums(counted, "", "<> 0"));
                // What repairs added stays, as no case's any more.
                statements.add(
                        "UPDATE " + table.repairs() + " SET _k1 = 0 WHERE _k1 IN (SELECT _k1 FROM " + GOING + ")");
            }
        }
        for (Tables.Keyed table : tables.all()) {
            if (table.table().owner() == Owner.CASE) {
                remove(table.stored(), statements);
            }
        }
        remove(Tables.AGING_REPAIRS, statements);
        remove("kept.repaired_cases", statements);
        return statements;
    }

    private static void remove(String table, List<String> statements) {
        statements.add("DELETE FROM " + table + " AS t USING " + GOING + " AS g WHERE t._k1 = g._k1");
    }
}
