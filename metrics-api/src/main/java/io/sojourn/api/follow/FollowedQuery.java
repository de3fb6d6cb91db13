package io.sojourn.api.follow;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;

/**
 * One measure of one version, as a query over the tables of cases and of their relations. Its rows are the closed cases
 * that fulfil the measure's {@code of}: {@code measure, until_us} (when the time to follow runs out), {@code followed}
 * (a case that began in time fulfils the condition), {@code undecided} (none does, and one that began in time is still
 * open), and the dimensions, those that the measure is not split by as {@code (all)}.
 *
 * @param compiled the version
 * @param measure one of its measures
 * @param last definition of the process whose cases follow
 * @param when DuckDB SQL of what they have to fulfil
 */
record FollowedQuery(CompiledDefinition compiled, Measure.Followed measure, DefinitionHistory last, String when) {

    /**
     * @param from cases whose time ran out before this instant, in microseconds, are left out
     * @param whole cases that began before this instant are left out: what followed them may be retained no longer
     */
    String sql(long from, long whole) {
        List<String> parts = new ArrayList<>();
        parts.add("firsts AS (" + firsts(from, whole) + ")");
        parts.add("reached0 AS (SELECT x$case, x$episode, x$until, x$case AS x$at, x$started AS x$since FROM firsts)");
        List<String> path = measure.rule().path();
        String before = compiled.definition().process();
        for (int i = 0; i < path.size(); i++) {
            parts.add("links" + (i + 1) + " AS (" + links(before, path.get(i)) + ")");
            parts.add(
                    "reached" + (i + 1) + " AS (" + (i == path.size() - 1 ? lastStep(i) : step(i, path.get(i))) + ")");
            before = path.get(i);
        }
        parts.add(
                "found AS (SELECT x$case, x$episode, bool_or(x$fulfils) AS x$any, bool_or(x$open) AS x$open FROM reached"
                        + path.size() + " GROUP BY x$case, x$episode)");
        return "WITH " + String.join(",\n", parts) + "\nSELECT " + Sql.text(measure.name())
                + " AS measure, x$until AS until_us, coalesce(x$any, FALSE) AS followed,"
                + " NOT coalesce(x$any, FALSE) AND coalesce(x$open, FALSE) AS undecided" + dimensions()
                + "\nFROM firsts LEFT JOIN found USING (x$case, x$episode)";
    }

    private String firsts(long from, long whole) {
        ProcessDefinition d = compiled.definition();
        long within = measure.rule().withinMicros();
        String rows = CaseRows.query(
                List.of(d),
                "version = " + d.version() + " AND closed_at IS NOT NULL AND epoch_us(closed_at) >= "
                        + saturated(from, within) + "::BIGINT AND epoch_us(started_at) >= " + whole + "::BIGINT");
        return "SELECT *, x$closed + " + within + "::BIGINT AS x$until FROM (" + rows + ") WHERE coalesce(("
                + compiled.sql(measure.of()) + "), FALSE)";
    }

    private static long saturated(long from, long within) {
        return from < Long.MIN_VALUE + within ? Long.MIN_VALUE + 1 : from - within;
    }

    /** Pairs of related cases, whichever of the two names the other; a pair may come several times. */
    private static String links(String from, String to) {
        String named = " FROM case_relations WHERE process = %s AND related_process = %s";
        String forth =
                "SELECT case_id AS x$from, related_case_id AS x$to" + named.formatted(Sql.text(from), Sql.text(to));
        String back =
                "SELECT related_case_id AS x$from, case_id AS x$to" + named.formatted(Sql.text(to), Sql.text(from));
        String both = forth + " UNION ALL " + back;
        return from.equals(to) ? "SELECT * FROM (" + both + ") WHERE x$from <> x$to" : both;
    }

    /** On the way: of each case the earliest episode that began in time is as good as all of them. */
    private static String step(int i, String process) {
        return "SELECT r.x$case, r.x$episode, r.x$until, l.x$to AS x$at, min(epoch_us(c.started_at)) AS x$since FROM reached"
                + i + " r JOIN links" + (i + 1) + " l ON l.x$from = r.x$at JOIN cases c ON c.process = "
                + Sql.text(process) + " AND c.case_id = l.x$to"
                + " WHERE epoch_us(c.started_at) BETWEEN r.x$since AND r.x$until GROUP BY ALL";
    }

    private String lastStep(int i) {
        List<ProcessDefinition> versions =
                last.versions().stream().map(DefinitionVersion::definition).toList();
        String judged = "SELECT x$case, x$started, x$closed IS NULL AS x$open, coalesce((" + when
                + "), FALSE) AS x$fulfils FROM (" + CaseRows.query(versions, "TRUE") + ")";
        return "SELECT r.x$case, r.x$episode, c.x$open, c.x$fulfils FROM reached" + i + " r JOIN links" + (i + 1)
                + " l ON l.x$from = r.x$at JOIN (" + judged + ") c ON c.x$case = l.x$to"
                + " WHERE c.x$started BETWEEN r.x$since AND r.x$until";
    }

    private String dimensions() {
        StringBuilder sql = new StringBuilder();
        for (String name : compiled.definition().dimensions()) {
            String value = measure.by().contains(name) ? Sql.name(name) : Sql.text(FactTable.ALL);
            sql.append(", ").append(value).append(" AS ").append(Sql.name(name));
        }
        return sql.toString();
    }
}
