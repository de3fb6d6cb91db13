package io.sojourn.api.resources;

import io.sojourn.definition.QueueRule;
import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Queues at as_of, from the stays: how many wait, how long already (nearest-rank percentiles), how many by age band,
 * and what came and went in the last day.
 */
final class QueuesDocument {
    private static final long HOUR = 3_600_000_000L;
    private static final int HOURS = 24;

    private final Snapshot s;
    private final List<String> by;
    private final String stays;
    private final Map<List<Object>, Figures> figures = new HashMap<>();
    private final Map<List<Object>, long[]> bands = new HashMap<>();
    private final Map<List<Object>, long[]> arrivals;
    private final Map<List<Object>, long[]> departures;

    private QueuesDocument(Snapshot s, List<String> by, String stays) throws SQLException {
        this.s = s;
        this.by = by;
        this.stays = stays;
        readFigures();
        readBands();
        arrivals = moves("entered_at");
        departures = moves("left_at");
    }

    private record Figures(long open, Double oldest, Double mean, Double p50, Double p90, Double p95) {
        static final Figures NONE = new Figures(0, null, null, null, null, null);
    }

    static Map<String, Object> of(Snapshot s, String byWord, Choice choice) throws SQLException {
        List<String> by = Dimensions.of(s.definition(), byWord);
        String stays = choice.rows(s, FactTable.STAYS);
        QueuesDocument all = new QueuesDocument(s, List.of(), stays);
        QueuesDocument split = by.isEmpty() ? null : new QueuesDocument(s, by, stays);
        List<Map<String, Object>> queues = new ArrayList<>();
        for (QueueRule q : s.definition().queues()) {
            Map<String, Object> json = Json.object("queue", q.name(), "title", q.title(), "waits_on", q.waitsOn());
            all.put(json, q, all.key(q.name(), Map.of()));
            json.put("history", all.history(q.name()));
            if (split != null) {
                json.put("groups", split.groups(q));
            }
            queues.add(json);
        }
        return Json.object("as_of", Json.instant(s.asOf()), "queues", queues);
    }

    private List<Object> key(String queue, Map<String, Object> group) {
        return List.of(queue, group);
    }

    private List<Object> key(ResultSet r) throws SQLException {
        return key(r.getString("queue"), Dimensions.key(r, by));
    }

    private String age() {
        return "(" + s.clock() + " - epoch_us(entered_at))";
    }

    private void readFigures() throws SQLException {
        String columns = Dimensions.columns(by);
        s.list(
                "SELECT queue" + columns + ", count(*) AS open, max(age) AS oldest, avg(age) AS mean,"
                        + " quantile_disc(age, 0.5) AS p50, quantile_disc(age, 0.9) AS p90,"
                        + " quantile_disc(age, 0.95) AS p95 FROM (SELECT *, " + age()
                        + " AS age FROM " + stays + " WHERE left_at IS NULL) GROUP BY queue"
                        + columns,
                r -> figures.put(key(r), figures(r)));
    }

    private static Figures figures(ResultSet r) throws SQLException {
        return new Figures(
                r.getLong("open"),
                seconds(r, "oldest"),
                seconds(r, "mean"),
                seconds(r, "p50"),
                seconds(r, "p90"),
                seconds(r, "p95"));
    }

    private static Double seconds(ResultSet r, String column) throws SQLException {
        return r.getDouble(column) / 1e6;
    }

    private void readBands() throws SQLException {
        List<String> bounds = new ArrayList<>();
        for (QueueRule q : s.definition().queues()) {
            for (int i = 0; i <= q.agesMicros().size(); i++) {
                String queue = Snapshot.text(q.name());
                bounds.add("(" + queue + ", " + i + ", " + from(q, i) + "::BIGINT, " + to(q, i) + "::BIGINT)");
            }
        }
        if (bounds.isEmpty()) {
            return;
        }
        String columns = Dimensions.columns(by);
        s.list(
                "SELECT s.queue" + columns + ", b.band, count(*) AS n FROM " + stays
                        + " s JOIN (VALUES "
                        + String.join(", ", bounds) + ") b(queue, band, lo, hi) ON s.queue = b.queue AND " + age()
                        + " >= b.lo AND " + age() + " < b.hi WHERE s.left_at IS NULL GROUP BY ALL",
                r -> bands.computeIfAbsent(key(r), k -> new long[64])[r.getInt("band")] = r.getLong("n"));
    }

    private static long from(QueueRule q, int band) {
        return band == 0 ? 0 : q.agesMicros().get(band - 1);
    }

    private static long to(QueueRule q, int band) {
        return band == q.agesMicros().size() ? Long.MAX_VALUE : q.agesMicros().get(band);
    }

    /** How often per hour before as_of; index 0 is the last hour. */
    private Map<List<Object>, long[]> moves(String column) throws SQLException {
        Map<List<Object>, long[]> all = new HashMap<>();
        String columns = Dimensions.columns(by);
        s.list(
                "SELECT queue" + columns + ", ((" + s.clock() + " - epoch_us(" + column + ")) // " + HOUR
                        + ")::INTEGER AS hour, count(*) AS n FROM " + stays + " WHERE " + column
                        + " > "
                        + Snapshot.timestamp(s.clock() - HOURS * HOUR) + " AND " + column + " <= "
                        + Snapshot.timestamp(s.clock()) + " GROUP BY ALL",
                r -> all.computeIfAbsent(key(r), k -> new long[HOURS])[r.getInt("hour")] = r.getLong("n"));
        return all;
    }

    private void put(Map<String, Object> json, QueueRule q, List<Object> key) {
        Figures f = figures.getOrDefault(key, Figures.NONE);
        json.put("open", f.open());
        json.put("oldest_seconds", f.oldest());
        json.put("mean_seconds", f.mean());
        json.put("p50_seconds", f.p50());
        json.put("p90_seconds", f.p90());
        json.put("p95_seconds", f.p95());
        json.put("bands", bands(q, key));
        json.put("arrivals_last_hour", at(arrivals, key, 0));
        json.put("departures_last_hour", at(departures, key, 0));
    }

    private static long at(Map<List<Object>, long[]> counts, List<Object> key, int hour) {
        long[] hours = counts.get(key);
        return hours == null ? 0 : hours[hour];
    }

    private List<Map<String, Object>> bands(QueueRule q, List<Object> key) {
        long[] counts = bands.getOrDefault(key, new long[64]);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i <= q.agesMicros().size(); i++) {
            boolean last = i == q.agesMicros().size();
            all.add(Json.object(
                    "from_seconds",
                    Json.seconds(from(q, i)),
                    "to_seconds",
                    last ? null : Json.seconds(to(q, i)),
                    "count",
                    counts[i]));
        }
        return all;
    }

    /** Hourly points, oldest first: going back from now, what came is taken away and what went is put back. */
    private List<Map<String, Object>> history(String queue) {
        List<Object> key = key(queue, Map.of());
        List<Map<String, Object>> points = new ArrayList<>();
        long open = figures.getOrDefault(key, Figures.NONE).open();
        for (int hour = 0; hour < HOURS; hour++) {
            long came = at(arrivals, key, hour);
            long went = at(departures, key, hour);
            points.add(
                    0,
                    Json.object(
                            "at",
                            Json.instant(s.clock() - hour * HOUR),
                            "open",
                            open,
                            "arrivals",
                            came,
                            "departures",
                            went));
            open += went - came;
        }
        return points;
    }

    private List<Map<String, Object>> groups(QueueRule q) {
        List<Map<String, Object>> all = new ArrayList<>();
        figures.keySet().stream()
                .filter(key -> key.get(0).equals(q.name()))
                .sorted((a, b) -> a.get(1).toString().compareTo(b.get(1).toString()))
                .forEach(key -> {
                    Map<String, Object> json = Json.object("key", key.get(1));
                    put(json, q, key);
                    all.add(json);
                });
        return all;
    }
}
