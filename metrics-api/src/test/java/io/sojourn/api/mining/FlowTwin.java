package io.sojourn.api.mining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.resources.Json;
import io.sojourn.mining.filter.FilterSql;
import io.sojourn.mining.filter.LogFilter;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Variants and the process map of a process by SQL over the stored events: what the routes answer from columns. */
final class FlowTwin {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Connection connection;
    private final String events;

    /** @param process whose events are looked at */
    FlowTwin(Connection connection, String process, LogFilter filter) throws SQLException {
        this.connection = connection;
        String chosen = "(" + filter.sql(new FilterSql(effective(process), UnaryOperator.identity())) + ")";
        boolean completes = one("SELECT count(*) FROM " + chosen + " WHERE lifecycle = 'complete'") > 0;
        this.events = completes ? "(SELECT * FROM " + chosen + " WHERE lifecycle = 'complete')" : chosen;
    }

    private static String effective(String process) {
        String all = "(SELECT * FROM events WHERE process = '" + process + "')";
        return """
               (SELECT o.case_id, o.source, o.sequence, coalesce(c.activity, o.activity) AS activity,
                       coalesce(c.lifecycle, o.lifecycle) AS lifecycle, coalesce(c.time, o.time) AS time,
                       IF(c.case_id IS NULL, o.payer, c.payer) AS payer, IF(c.case_id IS NULL, o.amount, c.amount) AS amount,
                       coalesce(c.team, o.team) AS team, coalesce(c.resource, o.resource) AS resource
                FROM %s o LEFT JOIN (
                    SELECT * FROM %s WHERE operation <> 'append'
                    QUALIFY row_number() OVER (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1) c
                  ON o.case_id = c.case_id AND o.source = c.source AND o.event_id = c.event_id
                WHERE o.operation = 'append' AND c.operation IS DISTINCT FROM 'retract')
               """
                .formatted(all, all);
    }

    private interface RowReader {
        Map<String, Object> read(ResultSet row) throws SQLException;
    }

    private List<Map<String, Object>> list(String sql, RowReader reader) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql);
                ResultSet r = s.executeQuery()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (r.next()) {
                rows.add(reader.read(r));
            }
            return rows;
        }
    }

    private long one(String sql) throws SQLException {
        return (Long) list(sql, r -> Json.object("n", r.getLong(1))).get(0).get("n");
    }

    private static JsonNode json(Object value) {
        return MAPPER.valueToTree(value);
    }

    JsonNode variants(int top) throws SQLException {
        String traces =
                """
                WITH traces AS (
                    SELECT case_id, list(activity ORDER BY time, source, sequence) AS activities,
                           epoch_us(max(time)) - epoch_us(min(time)) AS duration
                    FROM %s GROUP BY case_id),
                variants AS (
                    SELECT activities, count(*) AS n, quantile_cont(duration, 0.5) / 1e6 AS median FROM traces
                    GROUP BY activities)
                """
                        .formatted(events);
        long cases = one(traces + "SELECT count(*) FROM traces");
        return json(Json.object(
                "cases",
                cases,
                "variant_count",
                one(traces + "SELECT count(*) FROM variants"),
                "variants",
                list(
                        traces + "SELECT * FROM variants ORDER BY n DESC, activities LIMIT " + top,
                        r -> Json.object(
                                "activities", strings(r.getArray("activities")),
                                "count", r.getLong("n"),
                                "share", r.getLong("n") / (double) cases,
                                "median_duration_seconds", r.getDouble("median")))));
    }

    private static List<Object> strings(Array array) throws SQLException {
        return Arrays.asList((Object[]) array.getArray());
    }

    JsonNode processMap() throws SQLException {
        String steps =
                """
                WITH steps AS (
                    SELECT case_id, activity, epoch_us(time) AS t, lead(activity) OVER w AS next,
                           lead(epoch_us(time)) OVER w AS next_t, row_number() OVER w AS n
                    FROM %s WINDOW w AS (PARTITION BY case_id ORDER BY time, source, sequence))
                """
                        .formatted(events);
        List<Map<String, Object>> arcs = arcs(steps);
        return json(Json.object(
                "cases", one(steps + "SELECT count(*) FROM steps WHERE n = 1"),
                "activities", activities(steps),
                "arc_count", (long) arcs.size(),
                "arcs", arcs,
                "starts", ends(steps, "n = 1"),
                "ends", ends(steps, "next IS NULL")));
    }

    private List<Map<String, Object>> activities(String steps) throws SQLException {
        return list(
                steps + "SELECT activity, count(*) AS n, count(DISTINCT case_id) AS cases FROM steps GROUP BY activity"
                        + " ORDER BY n DESC, activity",
                r -> Json.object(
                        "activity", r.getString("activity"), "events", r.getLong("n"), "cases", r.getLong("cases")));
    }

    private List<Map<String, Object>> arcs(String steps) throws SQLException {
        return list(
                steps
                        + """
                        SELECT activity, next, count(*) AS n, avg(next_t - t) / 1e6 AS mean,
                               quantile_cont(next_t - t, 0.5) / 1e6 AS median, quantile_cont(next_t - t, 0.9) / 1e6 AS p90
                        FROM steps WHERE next IS NOT NULL GROUP BY activity, next ORDER BY n DESC, activity, next
                        """,
                r -> Json.object(
                        "from", r.getString("activity"),
                        "to", r.getString("next"),
                        "count", r.getLong("n"),
                        "mean_seconds", r.getDouble("mean"),
                        "median_seconds", r.getDouble("median"),
                        "p90_seconds", r.getDouble("p90")));
    }

    private List<Map<String, Object>> ends(String steps, String condition) throws SQLException {
        return list(
                steps + "SELECT activity, count(*) AS n FROM steps WHERE " + condition
                        + " GROUP BY activity ORDER BY n DESC, activity",
                r -> Json.object("activity", r.getString("activity"), "count", r.getLong("n")));
    }
}
