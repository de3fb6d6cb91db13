package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measure over a period: its figures, those of the period of the same length before and the difference, a series of steps, and
 * groups. Numerators and denominators are sums of the minutes in the period, as in {@link MeasuresDocument}.
 */
final class MeasureSeries {
    private final Snapshot s;
    private final MeasureInfo measure;
    private final Where where;
    private final String panes;

    private MeasureSeries(Snapshot s, MeasureInfo measure, Where where, String panes) {
        this.s = s;
        this.measure = measure;
        this.where = where;
        this.panes = "(SELECT * FROM " + panes + " WHERE measure = " + Snapshot.text(measure.name()) + " AND "
                + where.condition(FactTable.MEASURE_PANES) + ")";
    }

    static Map<String, Object> of(Snapshot s, FollowedPanes followed, String name, Asked asked) throws SQLException {
        MeasureInfo measure = named(s, name);
        String hidden = measure.hiddenFrom(s.sight().scope());
        if (hidden != null) {
            throw Asked.wrong(measure.name() + " is not shown to you: " + hidden + ".", null);
        }
        Where where = Where.of(s.definition(), asked);
        List<String> by = Dimensions.of(s.definition(), asked.text("by"));
        checkSplit(measure, where.names());
        checkSplit(measure, by);
        String panes = followed.relation(s, Long.MIN_VALUE);
        Map<String, Long> censored = followed.censored(s, panes, where);
        MeasureSeries series = new MeasureSeries(s, measure, where, panes);
        Period period =
                Period.of(asked, s.clock(), series.first(), s.definition().zone());
        Map<String, Object> json = series.head(period);
        series.putDurations(json, period.window(), censored.get(name));
        MeasuresDocument.putTarget(json, measure);
        Window before = Period.isAll(asked) ? null : period.window().previous();
        json.put("previous", before == null ? null : series.figures(before));
        json.put("difference", before == null ? null : series.difference(period.window(), before));
        json.put("series", series.steps(period));
        json.put("groups", by.isEmpty() ? List.of() : series.groups(period.window(), by));
        return json;
    }

    private static MeasureInfo named(Snapshot s, String name) {
        List<MeasureInfo> all = MeasureInfo.all(s.definition());
        List<String> names = all.stream().map(MeasureInfo::name).toList();
        return all.get(names.indexOf(Names.known("measure", name, names)));
    }

    /** A measure that is not split by a dimension has figures over all of its values only. */
    private static void checkSplit(MeasureInfo measure, List<String> dimensions) {
        for (String name : dimensions) {
            if (!measure.by().contains(name)) {
                throw Asked.wrong(
                        measure.name() + " is not split by " + name + ".",
                        measure.by().isEmpty()
                                ? "Maybe add `by` to the measure in the definition."
                                : "Maybe by " + String.join(", ", measure.by()) + ".");
            }
        }
    }

    private Long first() throws SQLException {
        return s.list("SELECT epoch_us(min(pane)) AS t FROM " + panes, r -> Snapshot.nullableLong(r, "t"))
                .get(0);
    }

    private Map<String, Object> head(Period period) throws SQLException {
        Map<String, Object> json = Json.object(
                "as_of", Json.instant(s.asOf()),
                "measure", measure.name(),
                "title", measure.title(),
                "kind", measure.kind().word(),
                "unit", measure.unit(),
                "where", where.values(),
                "step", period.step().word());
        json.putAll(figures(period.window()));
        return json;
    }

    private MeasuresDocument.Sums sums(Window w) throws SQLException {
        return s.list(
                        "SELECT coalesce(sum(numerator), 0) AS n, coalesce(sum(denominator), 0) AS d FROM " + panes
                                + " WHERE " + MeasuresDocument.within("pane", w),
                        MeasuresDocument::sums)
                .get(0);
    }

    private Map<String, Object> figures(Window w) throws SQLException {
        Map<String, Object> json = Json.object("window", w.json());
        json.putAll(figures(sums(w)));
        return json;
    }

    /** With Wilson's interval, null where it isn't a share. */
    private Map<String, Object> figures(MeasuresDocument.Sums sums) {
        Map<String, Object> json = new LinkedHashMap<>();
        MeasuresDocument.putFigures(json, measure, sums);
        json.putIfAbsent("wilson_low", null);
        json.putIfAbsent("wilson_high", null);
        return json;
    }

    /** This period minus the one before; the interval is that of two independent shares. */
    private Map<String, Object> difference(Window now, Window before) throws SQLException {
        MeasuresDocument.Sums a = sums(now);
        MeasuresDocument.Sums b = sums(before);
        if (measure.kind() == MeasureKind.SHARE && a.denominator() > 0 && b.denominator() > 0) {
            Newcombe d = Newcombe.of(a.numerator(), a.denominator(), b.numerator(), b.denominator());
            return Json.object("value", d.value(), "low", d.low(), "high", d.high());
        }
        Double one = value(a);
        Double other = value(b);
        return Json.object("value", one == null || other == null ? null : one - other, "low", null, "high", null);
    }

    private Double value(MeasuresDocument.Sums raw) {
        return (Double) MeasuresDocument.figures(measure, raw).get("value");
    }

    private void putDurations(Map<String, Object> json, Window w, Long censoredFollowed) throws SQLException {
        boolean isDuration = measure.kind() == MeasureKind.DURATION;
        String rows = s.rows(FactTable.DURATIONS) + " WHERE measure = " + Snapshot.text(measure.name()) + " AND "
                + where.condition(FactTable.DURATIONS);
        if (isDuration) {
            s.list(
                    "SELECT quantile_disc(duration_us, 0.5) AS p50, quantile_disc(duration_us, 0.9) AS p90 FROM " + rows
                            + " AND " + MeasuresDocument.within("to_at", w),
                    r -> {
                        json.put("p50", scaled(Snapshot.nullableLong(r, "p50")));
                        return json.put("p90", scaled(Snapshot.nullableLong(r, "p90")));
                    });
            json.put("censored", s.one("SELECT count(*) FROM " + rows + " AND to_at IS NULL"));
        } else {
            json.put("p50", null);
            json.put("p90", null);
            json.put("censored", censoredFollowed);
        }
    }

    private Double scaled(Long micros) {
        return micros == null ? null : micros / measure.scale();
    }

    private List<Map<String, Object>> steps(Period period) throws SQLException {
        MeasuresDocument.Sums[] sums = new MeasuresDocument.Sums[period.steps()];
        s.list(
                "SELECT step, sum(numerator) AS n, sum(denominator) AS d FROM " + panes + " JOIN " + period.relation()
                        + " ON pane >= lo AND pane < hi GROUP BY step",
                r -> sums[r.getInt("step")] = MeasuresDocument.sums(r));
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            Map<String, Object> step = Json.object(
                    "from", Json.instant(period.bounds().get(i)),
                    "to", Json.instant(period.bounds().get(i + 1)));
            step.putAll(figures(sums[i] == null ? MeasuresDocument.Sums.NONE : sums[i]));
            steps.add(step);
        }
        return steps;
    }

    private List<Map<String, Object>> groups(Window w, List<String> by) throws SQLException {
        String columns = Dimensions.columns(by);
        return s.list(
                "SELECT measure" + columns + ", sum(numerator) AS n, sum(denominator) AS d FROM " + panes + " WHERE "
                        + MeasuresDocument.within("pane", w) + " GROUP BY measure" + columns + " ORDER BY measure"
                        + columns,
                r -> {
                    Map<String, Object> group = Json.object("key", Dimensions.key(r, by));
                    group.putAll(figures(MeasuresDocument.sums(r)));
                    return group;
                });
    }
}
