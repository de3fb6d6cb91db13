package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Variants and the process map, over the effective events of all cases in case order; episodes are ignored. When the
 * log has {@code complete} events only those count, so that an activity with a start and a complete counts once.
 */
final class FlowDocument {
    static final int MOST_VARIANTS = 1_000;

    private static final int ARCS = 2_000;

    private FlowDocument() {}

    /** Effective events (rule 3): the highest version wins, in the original's place; a retraction takes away. */
    private static String events(Snapshot s) throws SQLException {
        String events = s.rows(FactTable.EVENTS);
        boolean corrected =
                s.one("SELECT count(*) FROM (SELECT 1 FROM " + events + " WHERE operation <> 'append' LIMIT 1)") > 0;
        String effective = corrected
                ? """
                  SELECT o.case_id, o.source, o.sequence, coalesce(c.activity, o.activity) AS activity,
                         coalesce(c.lifecycle, o.lifecycle) AS lifecycle, coalesce(c.time, o.time) AS time
                  FROM %s o LEFT JOIN (
                      SELECT * FROM %s WHERE operation <> 'append'
                      QUALIFY row_number() OVER (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1) c
                    USING (case_id, source, event_id)
                  WHERE o.operation = 'append' AND c.operation IS DISTINCT FROM 'retract'
                  """
                        .formatted(events, events)
                : "SELECT case_id, source, sequence, activity, lifecycle, time FROM " + events;
        boolean completes =
                s.one("SELECT count(*) FROM (SELECT 1 FROM " + events + " WHERE lifecycle = 'complete' LIMIT 1)") > 0;
        return "(SELECT * FROM (" + effective + ")" + (completes ? " WHERE lifecycle = 'complete')" : ")");
    }

    static Map<String, Object> variants(Snapshot s, int top) throws SQLException {
        String variants =
                """
                WITH traces AS (
                    SELECT case_id, list(activity ORDER BY time, source, sequence) AS activities,
                           epoch_us(max(time)) - epoch_us(min(time)) AS duration
                    FROM %s GROUP BY case_id),
                variants AS (
                    SELECT activities, count(*) AS n, quantile_disc(duration, 0.5) AS median FROM traces GROUP BY activities)
                SELECT *, sum(n) OVER () AS cases, count(*) OVER () AS variant_count FROM variants
                ORDER BY n DESC, activities LIMIT %d
                """
                        .formatted(events(s), Math.max(1, top));
        long[] totals = new long[2];
        List<Map<String, Object>> list = s.list(variants, r -> {
            totals[0] = r.getLong("cases");
            totals[1] = r.getLong("variant_count");
            return Json.object(
                    "activities", strings(r.getArray("activities")),
                    "count", r.getLong("n"),
                    "share", r.getLong("n") / (double) totals[0],
                    "median_duration_seconds", Json.seconds(r.getLong("median")));
        });
        return Json.object(
                "as_of", Json.instant(s.asOf()), "cases", totals[0], "variant_count", totals[1], "variants", list);
    }

    private static List<Object> strings(Array array) throws SQLException {
        return Arrays.asList((Object[]) array.getArray());
    }

    static Map<String, Object> processMap(Snapshot s) throws SQLException {
        String steps =
                """
                WITH steps AS (
                    SELECT case_id, activity, epoch_us(time) AS t, lead(activity) OVER w AS next,
                           lead(epoch_us(time)) OVER w AS next_t, row_number() OVER w AS n
                    FROM %s WINDOW w AS (PARTITION BY case_id ORDER BY time, source, sequence))
                """
                        .formatted(events(s));
        Map<String, Object> document = Json.object(
                "as_of", Json.instant(s.asOf()),
                "cases", s.one(steps + "SELECT count(*) FROM steps WHERE n = 1"));
        document.put("activities", activities(s, steps));
        document.put("arcs", arcs(s, steps));
        document.put("starts", ends(s, steps, "n = 1"));
        document.put("ends", ends(s, steps, "next IS NULL"));
        return document;
    }

    private static List<Map<String, Object>> activities(Snapshot s, String steps) throws SQLException {
        return s.list(
                steps + "SELECT activity, count(*) AS n, count(DISTINCT case_id) AS cases FROM steps GROUP BY activity"
                        + " ORDER BY n DESC, activity",
                r -> Json.object(
                        "activity", r.getString("activity"), "events", r.getLong("n"), "cases", r.getLong("cases")));
    }

    private static List<Map<String, Object>> arcs(Snapshot s, String steps) throws SQLException {
        return s.list(
                steps
                        + """
                        SELECT activity, next, count(*) AS n, avg(next_t - t) / 1e6 AS mean,
                               quantile_disc(next_t - t, 0.5) / 1e6 AS median, quantile_disc(next_t - t, 0.9) / 1e6 AS p90
                        FROM steps WHERE next IS NOT NULL GROUP BY activity, next ORDER BY n DESC, activity, next LIMIT
                        """
                        + ARCS,
                r -> Json.object(
                        "from", r.getString("activity"),
                        "to", r.getString("next"),
                        "count", r.getLong("n"),
                        "mean_seconds", r.getDouble("mean"),
                        "median_seconds", r.getDouble("median"),
                        "p90_seconds", r.getDouble("p90")));
    }

    private static List<Map<String, Object>> ends(Snapshot s, String steps, String condition) throws SQLException {
        return s.list(
                steps + "SELECT activity, count(*) AS n FROM steps WHERE " + condition
                        + " GROUP BY activity ORDER BY n DESC, activity",
                r -> Json.object("activity", r.getString("activity"), "count", r.getLong("n")));
    }
}
