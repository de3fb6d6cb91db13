package io.sojourn.api.resources;

import io.sojourn.api.access.ScopedTables;
import io.sojourn.api.follow.FollowedMeasures;
import io.sojourn.definition.Processes;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Panes of one document: those that are stored, and those of the measures that follow relations, which are computed for it
 * into a temporary table. Each followed case is in the minute in which its time ran out.
 */
final class FollowedPanes {
    private static final String COMPUTED = "followed_cases";

    private final FollowedMeasures measures;
    private final Processes processes;

    /** @param processes those that are seen, as they were before the snapshot began, so that it has all of their columns */
    FollowedPanes(FollowedMeasures measures, Processes processes) {
        this.measures = measures;
        this.processes = processes;
    }

    /**
     * A relation like {@code measure_panes}. The table behind it goes when the snapshot's transaction is rolled back. Where
     * rows of a process are hidden nothing is computed: whether a case was followed may be a matter of hidden ones.
     *
     * @param from the panes before this instant are not needed; the least one: all are
     */
    String relation(Snapshot s, long from) throws SQLException {
        Optional<String> query = s.sight().hidesValues()
                ? Optional.empty()
                : measures.query(processes, s.definition().process(), s.clock(), from);
        if (query.isEmpty()) {
            return stored(s);
        }
        try (Statement statement = s.connection().createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE " + COMPUTED + " AS " + query.get());
        }
        return "(SELECT * FROM " + stored(s) + " UNION ALL BY NAME SELECT * EXCLUDE (until_us, counted)" + masks(s)
                + ", make_timestamp(until_us // 60000000 * 60000000) AS pane, 1 AS denominator FROM " + COMPUTED
                + " WHERE counted)";
    }

    /** Conditions of measures are about the true values; only what is shown is masked. */
    private String masks(Snapshot s) {
        List<String> masks = new ArrayList<>();
        Set<String> dimensions = new TreeSet<>();
        processes
                .get(s.history().process())
                .versions()
                .forEach(v -> dimensions.addAll(v.definition().dimensions()));
        for (String dimension : dimensions) {
            String shown =
                    s.tables().shown(FactTable.MEASURE_PANES.tableName(), new ScopedTables.Col(dimension, "VARCHAR"));
            if (!shown.equals(Snapshot.name(dimension))) {
                masks.add(shown + " AS " + Snapshot.name(dimension));
            }
        }
        return masks.isEmpty() ? "" : " REPLACE (" + String.join(", ", masks) + ")";
    }

    private static String stored(Snapshot s) {
        return s.rows(FactTable.MEASURE_PANES);
    }

    /** How many cases of each such measure are censored, of those whose time had not run out before the relation's panes. */
    Map<String, Long> censored(Snapshot s, String relation, Where where) throws SQLException {
        Map<String, Long> censored = new HashMap<>();
        if (!relation.equals(stored(s))) {
            s.list(
                    "SELECT measure, count(*) AS n FROM (SELECT *" + masks(s) + " FROM " + COMPUTED
                            + ") WHERE NOT counted AND " + where.condition(FactTable.MEASURE_PANES)
                            + " GROUP BY measure",
                    r -> censored.put(r.getString("measure"), r.getLong("n")));
        }
        return censored;
    }
}
