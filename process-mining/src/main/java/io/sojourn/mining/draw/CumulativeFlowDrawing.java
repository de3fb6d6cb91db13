package io.sojourn.mining.draw;

import io.sojourn.mining.bottleneck.CumulativeFlow;
import io.sojourn.mining.flow.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * Draws cumulative flow: all arrivals so far and all departures so far, day by day. How far apart the two are upright is how many
 * wait; how far apart they are sideways is how long, where first in is first out.
 */
public final class CumulativeFlowDrawing {
    private static final int MOST_DAYS = 3_000;
    private static final double TOP = Chart.TOP + 8;
    private static final double BOTTOM = TOP + 280;
    private static final double STANDING_TOP = BOTTOM + 40;
    private static final double STANDING_BOTTOM = STANDING_TOP + 80;
    private static final double FOOT = STANDING_BOTTOM + 62;
    private static final List<Chart.Key> KEYS = List.of(
            new Chart.Key("sj-fill-in", "arrived so far"),
            new Chart.Key("sj-fill-out", "left so far"),
            new Chart.Key("sj-area", "waiting: the difference"));

    private final List<CumulativeFlow> days;
    private final ZoneId zone;
    private final int step;
    private final Chart chart;
    private final TimeAxis time;

    private CumulativeFlowDrawing(String place, List<CumulativeFlow> days, ZoneId zone) {
        this.days = days;
        this.zone = zone;
        this.step = 1 + (days.size() - 1) / MOST_DAYS;
        this.chart = new Chart("Coming and going: " + place, subtitle(), FOOT + Chart.footHeight(KEYS, 1));
        this.time = TimeAxis.calendar(
                begin(days.get(0).day()),
                begin(days.get(days.size() - 1).day().plusDays(1)),
                zone,
                Chart.LEFT,
                Chart.RIGHT);
    }

    /**
     * The picture as SVG.
     *
     * @param place what is waited for, such as a segment
     * @param days in order, one at least
     */
    public static String svg(String place, List<CumulativeFlow> days, ZoneId zone) {
        CumulativeFlowDrawing drawing = new CumulativeFlowDrawing(place, days, zone);
        drawing.time.draw(drawing.chart, TOP, STANDING_BOTTOM);
        drawing.flow();
        drawing.standing();
        drawing.chart.legend(FOOT, KEYS);
        drawing.chart.notes(List.of(drawing.note()));
        return drawing.chart.markup();
    }

    private String subtitle() {
        long all = days.stream().mapToLong(CumulativeFlow::arrivals).sum();
        CumulativeFlow fullest = days.stream()
                .max(Comparator.comparingLong(CumulativeFlow::standing)
                        .thenComparing(CumulativeFlow::day, Comparator.reverseOrder()))
                .orElseThrow();
        return Wording.count(all) + " came; at most " + Wording.count(fullest.standing())
                + " waited at the end of a day, on " + fullest.day();
    }

    private long begin(LocalDate day) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, day.atStartOfDay(zone).toInstant());
    }

    /** A day's counts hold from its end on. */
    private double end(CumulativeFlow day) {
        return time.x(begin(day.day().plusDays(1)));
    }

    private void flow() {
        long all = days.stream().mapToLong(CumulativeFlow::arrivals).sum();
        CountAxis counts = new CountAxis(all, TOP, BOTTOM);
        PathData arrivals = new PathData().moveTo(Chart.LEFT, BOTTOM);
        PathData departures = new PathData().moveTo(Chart.LEFT, BOTTOM);
        long arrived = 0;
        for (int d = 0; d < days.size(); d++) {
            CumulativeFlow day = days.get(d);
            arrived += day.arrivals();
            if (isDrawn(d)) {
                arrivals.across(end(day)).upTo(counts.y(arrived));
                departures.across(end(day)).upTo(counts.y(arrived - day.standing()));
            }
        }
        between(counts);
        counts.draw(chart, Chart.LEFT, Chart.RIGHT);
        chart.path("sj-line sj-in", arrivals.across(Chart.RIGHT), 1.6, 1);
        chart.path("sj-line sj-out", departures.across(Chart.RIGHT), 1.6, 1);
    }

    private boolean isDrawn(int day) {
        return day % step == 0 || day == days.size() - 1;
    }

    /** The area between the two, as one shape: along the arrivals, and back along the departures. */
    private void between(CountAxis counts) {
        PathData area = new PathData().moveTo(Chart.LEFT, BOTTOM);
        long arrived = 0;
        for (int d = 0; d < days.size(); d++) {
            arrived += days.get(d).arrivals();
            if (isDrawn(d)) {
                area.across(end(days.get(d))).upTo(counts.y(arrived));
            }
        }
        for (int d = days.size() - 1; d >= 0; d--) {
            if (isDrawn(d)) {
                area.upTo(counts.y(arrived - days.get(d).standing())).across(end(days.get(d)));
            }
            arrived -= days.get(d).arrivals();
        }
        chart.path("sj-area", area.upTo(BOTTOM).close(), 0, 0.7);
    }

    private void standing() {
        long most = days.stream().mapToLong(CumulativeFlow::standing).max().orElse(0);
        CountAxis counts = new CountAxis(most, STANDING_TOP, STANDING_BOTTOM);
        PathData area = new PathData().moveTo(Chart.LEFT, STANDING_BOTTOM);
        for (int d = 0; d < days.size(); d++) {
            if (isDrawn(d)) {
                area.across(end(days.get(d))).upTo(counts.y(days.get(d).standing()));
            }
        }
        chart.path("sj-area", area.across(Chart.RIGHT).upTo(STANDING_BOTTOM).close(), 0, 1);
        counts.draw(chart, Chart.LEFT, Chart.RIGHT);
        chart.text("sj-soft", Chart.LEFT, STANDING_TOP - 8, "start", "waiting at the end of a day");
    }

    private String note() {
        String some = step == 1 ? "" : "Of the days in which anything happens, one in " + step + " is drawn. ";
        return some + "Days in " + Wording.zone(zone) + ".";
    }
}
