package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures over a window: numerator and denominator from the panes (of measures that follow relations from the facts),
 * percentiles of durations from the facts. Numerators
 * are shown in the measure's unit, so that value = numerator / denominator always holds.
 */
final class MeasuresDocument {
    private final Snapshot s;
    private final Window window;
    private final List<String> by;
    private final Where where;
    private final String panes;
    private final Map<String, Long> censored;

    private MeasuresDocument(
            Snapshot s, Window window, List<String> by, Where where, String panes, Map<String, Long> censored) {
        this.s = s;
        this.panes = panes;
        this.censored = censored;
        this.window = window;
        this.by = by;
        this.where = where;
    }

    record Sums(double numerator, double denominator) {
        static final Sums NONE = new Sums(0, 0);

        Sums scaled(double scale) {
            return new Sums(numerator / scale, denominator);
        }
    }

    private record Percentiles(Long p50, Long p90) {}

    static Map<String, Object> of(Snapshot s, FollowedPanes followed, String windowWord, String byWord, Where where)
            throws SQLException {
        List<String> by = Dimensions.of(s.definition(), byWord);
        boolean all = windowWord.equals(Window.ALL);
        Window window = all ? null : Window.of(windowWord, s.clock(), null);
        String counted =
                followed.relation(s, all ? Long.MIN_VALUE : window.previous().from());
        String panes = where.isEmpty()
                ? counted
                : "(SELECT * FROM " + counted + " WHERE " + where.condition(FactTable.MEASURE_PANES) + ")";
        if (all) {
            Long first = s.list("SELECT epoch_us(min(pane)) AS t FROM " + panes, r -> Snapshot.nullableLong(r, "t"))
                    .get(0);
            window = Window.of(windowWord, s.clock(), first);
        }
        Map<String, Long> censored = followed.censored(s, counted, where);
        return Json.object(
                "as_of", Json.instant(s.asOf()),
                "window", window.json(),
                "measures", new MeasuresDocument(s, window, by, where, panes, censored).measures());
    }

    private List<Map<String, Object>> measures() throws SQLException {
        Map<String, Sums> now = sums(window);
        Map<String, Sums> before = sums(window.previous());
        Map<String, Sums[]> history = history();
        Map<String, Percentiles> percentiles = percentiles();
        censored.putAll(censoredDurations());
        Map<String, List<Map<String, Object>>> groups = by.isEmpty() ? Map.of() : groups();
        List<Map<String, Object>> all = new ArrayList<>();
        for (MeasureInfo m : MeasureInfo.all(s.definition())) {
            Map<String, Object> json = Json.object(
                    "measure", m.name(), "title", m.title(), "kind", m.kind().word(), "unit", m.unit());
            all.add(json);
            String hidden = hidden(m);
            if (hidden != null) {
                putHidden(json, m, hidden);
                continue;
            }
            putFigures(json, m, now.getOrDefault(m.name(), Sums.NONE));
            if (m.kind() == MeasureKind.DURATION) {
                putPercentiles(json, m, percentiles.get(m.name()));
            }
            if (m.canBeCensored()) {
                json.put("censored", censored.getOrDefault(m.name(), 0L));
            }
            putTarget(json, m);
            json.put("previous", figures(m, before.getOrDefault(m.name(), Sums.NONE)));
            json.put("history", points(m, history.get(m.name())));
            json.put("groups", groups.getOrDefault(m.name(), List.of()));
        }
        return all;
    }

    /** Why it has no figures for who asks, or for the dimensions that are chosen; null where it has. */
    private String hidden(MeasureInfo m) {
        String notCounted = m.notSplitBy(where.names());
        return notCounted == null ? m.hiddenFrom(s.sight().scope()) : notCounted;
    }

    /** All members are there, so that pages show it as one without data; and why. */
    private static void putHidden(Map<String, Object> json, MeasureInfo m, String why) {
        putFigures(json, m, Sums.NONE);
        if (m.kind() == MeasureKind.DURATION) {
            putPercentiles(json, m, null);
        }
        if (m.canBeCensored()) {
            json.put("censored", null);
        }
        Suppression.clear(json);
        putTarget(json, m);
        Map<String, Object> previous = figures(m, Sums.NONE);
        Suppression.clear(previous);
        json.put("previous", previous);
        json.put("history", List.of());
        json.put("groups", List.of());
        json.put("hidden", why);
    }

    static Map<String, Object> figures(MeasureInfo m, Sums raw) {
        Sums sums = raw.scaled(m.scale());
        return Json.object(
                "numerator", Json.number(sums.numerator()),
                "denominator", Json.number(sums.denominator()),
                "value", m.value(sums.numerator(), sums.denominator()));
    }

    static void putFigures(Map<String, Object> json, MeasureInfo m, Sums raw) {
        json.putAll(figures(m, raw));
        if (m.kind() == MeasureKind.SHARE) {
            Wilson wilson = raw.denominator() > 0 ? Wilson.of(raw.numerator(), raw.denominator()) : null;
            json.put("wilson_low", wilson == null ? null : wilson.low());
            json.put("wilson_high", wilson == null ? null : wilson.high());
        }
    }

    private static void putPercentiles(Map<String, Object> json, MeasureInfo m, Percentiles p) {
        json.put("p50", p == null || p.p50() == null ? null : p.p50() / m.scale());
        json.put("p90", p == null || p.p90() == null ? null : p.p90() / m.scale());
    }

    static void putTarget(Map<String, Object> json, MeasureInfo m) {
        json.put(
                "target",
                m.target() == null
                        ? null
                        : Json.object(
                                "operator",
                                m.target().operator(),
                                "value",
                                m.target().value()));
        json.put("meets_target", m.meetsTarget((Double) json.get("value")));
    }

    static String within(String column, Window w) {
        return column + " >= " + Snapshot.timestamp(w.from()) + " AND " + column + " < " + Snapshot.timestamp(w.to());
    }

    static Sums sums(ResultSet r) throws SQLException {
        return new Sums(r.getDouble("n"), r.getDouble("d"));
    }

    private Map<String, Sums> sums(Window w) throws SQLException {
        Map<String, Sums> all = new HashMap<>();
        s.list(
                "SELECT measure, sum(numerator) AS n, sum(denominator) AS d FROM " + panes + " WHERE "
                        + within("pane", w) + " GROUP BY measure",
                r -> all.put(r.getString("measure"), sums(r)));
        return all;
    }

    private Map<String, Sums[]> history() throws SQLException {
        Map<String, Sums[]> all = new HashMap<>();
        s.list(
                "SELECT measure, least(" + (Window.POINTS - 1) + ", (epoch_us(pane) - " + window.from() + ") * "
                        + Window.POINTS + " // " + window.length()
                        + ")::INTEGER AS point, sum(numerator) AS n, sum(denominator) AS d FROM " + panes + " WHERE "
                        + within("pane", window) + " GROUP BY ALL",
                r -> all.computeIfAbsent(r.getString("measure"), m -> new Sums[Window.POINTS])[r.getInt("point")] =
                        sums(r));
        return all;
    }

    private List<Map<String, Object>> points(MeasureInfo m, Sums[] sums) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int i = 0; i < Window.POINTS; i++) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("at", Json.instant(window.endOfPoint(i)));
            point.putAll(figures(m, sums == null || sums[i] == null ? Sums.NONE : sums[i]));
            points.add(point);
        }
        return points;
    }

    private Map<String, Percentiles> percentiles() throws SQLException {
        Map<String, Percentiles> all = new HashMap<>();
        s.list(
                "SELECT measure, quantile_disc(duration_us, 0.5) AS p50, quantile_disc(duration_us, 0.9) AS p90"
                        + " FROM " + durations() + " WHERE " + within("to_at", window)
                        + " GROUP BY measure",
                r -> all.put(r.getString("measure"), percentiles(r)));
        return all;
    }

    private String durations() {
        return new Choice(where, Choice.ALL.cases()).rows(s, FactTable.DURATIONS);
    }

    private static Percentiles percentiles(ResultSet r) throws SQLException {
        return new Percentiles(Snapshot.nullableLong(r, "p50"), Snapshot.nullableLong(r, "p90"));
    }

    private Map<String, Long> censoredDurations() throws SQLException {
        Map<String, Long> all = new HashMap<>();
        s.list(
                "SELECT measure, count(*) AS n FROM " + durations() + " WHERE to_at IS NULL GROUP BY measure",
                r -> all.put(r.getString("measure"), r.getLong("n")));
        return all;
    }

    private Map<String, List<Map<String, Object>>> groups() throws SQLException {
        Map<String, MeasureInfo> split = new HashMap<>();
        MeasureInfo.all(s.definition()).stream()
                .filter(m -> m.by().containsAll(by))
                .forEach(m -> split.put(m.name(), m));
        Map<List<Object>, Percentiles> percentiles = groupPercentiles();
        Map<String, List<Map<String, Object>>> groups = new HashMap<>();
        String columns = Dimensions.columns(by);
        s.list(
                "SELECT measure" + columns + ", sum(numerator) AS n, sum(denominator) AS d FROM " + panes + " WHERE "
                        + within("pane", window) + " GROUP BY measure" + columns + " ORDER BY measure" + columns,
                r -> {
                    MeasureInfo m = split.get(r.getString("measure"));
                    if (m != null) {
                        groups.computeIfAbsent(m.name(), x -> new ArrayList<>()).add(group(r, m, percentiles));
                    }
                    return m;
                });
        return groups;
    }

    private Map<String, Object> group(ResultSet r, MeasureInfo m, Map<List<Object>, Percentiles> percentiles)
            throws SQLException {
        Map<String, Object> key = Dimensions.key(r, by);
        Map<String, Object> json = Json.object("key", key);
        putFigures(json, m, sums(r));
        if (m.kind() == MeasureKind.DURATION) {
            putPercentiles(json, m, percentiles.get(List.of(m.name(), key)));
        }
        return json;
    }

    private Map<List<Object>, Percentiles> groupPercentiles() throws SQLException {
        Map<List<Object>, Percentiles> all = new HashMap<>();
        String columns = Dimensions.columns(by);
        s.list(
                "SELECT measure" + columns + ", quantile_disc(duration_us, 0.5) AS p50,"
                        + " quantile_disc(duration_us, 0.9) AS p90 FROM " + durations() + " WHERE "
                        + within("to_at", window)
                        + " GROUP BY measure" + columns,
                r -> all.put(List.of(r.getString("measure"), Dimensions.key(r, by)), percentiles(r)));
        return all;
    }
}
