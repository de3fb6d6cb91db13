package io.sojourn.mining.facts;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The {@link BatchEngine} for a process with several versions of its definition: each version derives the facts of the
 * cases that belong to it. The tables have the columns of all versions; which of them a version lacks is null in its rows.
 */
public final class HistoryEngine {
    private static final String OF_VERSION = "sojourn_of_version";
    private static final String VERSIONS = "sojourn_versions";

    private final DefinitionHistory history;

    public HistoryEngine(DefinitionHistory history) {
        this.history = history;
    }

    private interface Computation {
        void run(BatchEngine engine, String events, String target);
    }

    /** As {@link BatchEngine#compute}. */
    public void compute(Connection c, String events, String target, long asOf) {
        Computation whole = (engine, relation, schema) -> engine.compute(c, relation, schema, asOf);
        if (history.isSingle()) {
            whole.run(new BatchEngine(history.newest().compiled()), events, target);
        } else {
            run(c, "CREATE OR REPLACE TEMP TABLE " + VERSIONS + " AS " + CaseVersions.query(history, events));
            each(c, events, VERSIONS, target, whole);
            run(c, "DROP TABLE temp." + VERSIONS);
        }
    }

    /**
     * As {@link #compute(Connection, String, String, long)}, by versions that are told.
     *
     * @param versions relation with the columns {@code case_id} and {@code version}; cases that it lacks don't count
     */
    public void compute(Connection c, String events, String versions, String target, long asOf) {
        each(c, events, versions, target, (engine, relation, schema) -> engine.compute(c, relation, schema, asOf));
    }

    /**
     * As {@link BatchEngine#computeByCase}, for cases whose versions are known.
     *
     * @param versions relation with the columns {@code case_id} and {@code version}; cases that it lacks don't count
     */
    public void computeByCase(Connection c, String events, String versions, String target, long asOf) {
        each(
                c,
                events,
                versions,
                target,
                (engine, relation, schema) -> engine.computeByCase(c, relation, schema, asOf));
    }

    private void each(Connection c, String events, String versions, String target, Computation computation) {
        List<String> parts = new ArrayList<>();
        for (DefinitionVersion v : history.versions()) {
            String part = target + "_of_" + v.number();
            parts.add(part);
            run(
                    c,
                    "CREATE OR REPLACE TEMP VIEW " + OF_VERSION + " AS SELECT * FROM " + events
                            + " WHERE case_id IN (SELECT case_id FROM " + versions + " WHERE version = " + v.number()
                            + ")");
            computation.run(new BatchEngine(v.compiled()), OF_VERSION, part);
        }
        run(c, "DROP VIEW temp." + OF_VERSION, "CREATE SCHEMA IF NOT EXISTS " + target);
        for (FactTable table : FactTable.values()) {
            if (table.isDerived()) {
                String all = parts.stream()
                        .map(part -> "SELECT * FROM " + part + "." + table.tableName())
                        .collect(Collectors.joining(" UNION ALL BY NAME "));
                run(c, "CREATE OR REPLACE TABLE " + target + "." + table.tableName() + " AS " + all);
                parts.forEach(part -> run(c, "DROP TABLE " + part + "." + table.tableName()));
            }
        }
        parts.forEach(part -> run(c, "DROP SCHEMA " + part));
    }

    private static void run(Connection c, String... statements) {
        try (Statement s = c.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the batch engine failed in " + Arrays.toString(statements) + ": " + e.getMessage(),
                    "Maybe memory was too small.",
                    e);
        }
    }
}
