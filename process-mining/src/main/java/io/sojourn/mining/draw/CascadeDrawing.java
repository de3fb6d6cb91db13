package io.sojourn.mining.draw;

import io.sojourn.event.Limits;
import io.sojourn.mining.cascade.Cascade;
import io.sojourn.mining.cascade.Cascades;
import io.sojourn.mining.cascade.Crowding;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.spectrum.Segment;
import io.sojourn.mining.spectrum.Windows;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Draws cascades: a row for each segment, a bar for each time in which it is unusually full, a line to what follows from it. Shown
 * are the segments of the greatest cascades, 16 at most; where there is no cascade, the segments with the greatest excess.
 */
public final class CascadeDrawing {
    private static final int MOST_ROWS = 16;
    private static final double ROW = 32;
    private static final double BAR = 13;
    private static final double LEFT = 330;
    private static final int LETTERS = 46;
    private static final double TOP = Chart.TOP;

    private final Cascades cascades;
    private final Windows windows;
    private final List<Cascade> shown;
    private final List<Segment> rows;
    private final double bottom;
    private final Chart chart;
    private final TimeAxis time;

    private CascadeDrawing(Cascades cascades) {
        this.cascades = cascades;
        this.windows = cascades.windows();
        this.shown = fitting(cascades.cascades());
        this.rows = rows();
        this.bottom = TOP + ROW * Math.max(1, rows.size());
        this.chart = new Chart("Where crowding spreads", subtitle(), bottom + 62 + Chart.footHeight(keys(), 2));
        this.time = windows == null
                ? TimeAxis.calendar(0, 1, ZoneOffset.UTC, LEFT, Chart.RIGHT)
                : TimeAxis.calendar(windows.begin(0), windows.begin(windows.size()), windows.zone(), LEFT, Chart.RIGHT);
    }

    /** The picture as SVG. */
    public static String svg(Cascades cascades) {
        CascadeDrawing drawing = new CascadeDrawing(cascades);
        if (drawing.windows != null) {
            drawing.time.draw(drawing.chart, TOP, drawing.bottom);
            drawing.labels();
            drawing.bars();
            drawing.links();
        }
        drawing.chart.legend(drawing.bottom + 62, drawing.keys());
        drawing.chart.notes(drawing.notes());
        return drawing.chart.markup();
    }

    /** As many of the greatest as have room together; one at least. */
    private static List<Cascade> fitting(List<Cascade> all) {
        Set<Segment> seen = new LinkedHashSet<>();
        List<Cascade> fitting = new ArrayList<>();
        for (Cascade cascade : all) {
            Set<Segment> more = new LinkedHashSet<>(seen);
            more.addAll(cascade.segments());
            if (more.size() <= MOST_ROWS) {
                seen = more;
                fitting.add(cascade);
            }
        }
        return fitting;
    }

    private List<Segment> rows() {
        Stream<Segment> segments = shown.isEmpty()
                ? cascades.crowdings().stream().map(Crowding::segment)
                : shown.stream().flatMap(c -> c.segments().stream());
        return segments.distinct().limit(MOST_ROWS).toList();
    }

    private String subtitle() {
        if (windows == null) {
            return "No case has two events.";
        }
        int all = cascades.cascades().size();
        String found = all == 0
                ? "No cascade was found; the segments that were fullest for a time"
                : Wording.count(all)
                        + (all == 1 ? " cascade" : " cascades")
                        + (shown.size() < all ? ", the greatest " + shown.size() + " shown" : "");
        return found + ". Windows of one " + windows.width().plain() + ".";
    }

    private void labels() {
        for (int r = 0; r < rows.size(); r++) {
            double y = middle(r);
            chart.line("sj-grid", LEFT, y, Chart.RIGHT, y);
            chart.longText("", LEFT - 10, y + 4, "end", rows.get(r).toString(), LETTERS);
        }
    }

    private double middle(int row) {
        return TOP + ROW * (row + 0.5);
    }

    private void bars() {
        List<Crowding> bars = cascades.crowdings().stream()
                .filter(c -> rows.contains(c.segment()))
                .limit(Limits.DRAWN_LINES)
                .toList();
        double most = bars.isEmpty() ? 1 : Math.max(1, bars.get(0).excessMicros());
        bars.forEach(c -> bar(c, 0.3 + 0.7 * Math.sqrt(Math.max(0, c.excessMicros() / most))));
    }

    private void bar(Crowding crowding, double opacity) {
        double left = time.x(windows.begin(crowding.first()));
        double right = time.x(windows.begin(crowding.last() + 1));
        chart.svg().start("rect").with("class", "sj-bar").with("x", left);
        chart.svg().with("y", middle(rows.indexOf(crowding.segment())) - BAR / 2);
        chart.svg().with("width", Math.max(2, right - left)).with("height", BAR).with("opacity", opacity);
        String text = crowding.segment() + ", " + windows.localBegin(crowding.first()) + " to "
                + windows.localBegin(crowding.last() + 1) + ": at most " + Wording.one(crowding.peak()) + " standing";
        chart.svg().start("title").text(text).end().end();
    }

    private void links() {
        Set<List<Crowding>> drawn = new LinkedHashSet<>();
        for (Cascade cascade : shown) {
            for (List<Crowding> chain : cascade.chains()) {
                for (int k = 1; k < chain.size() && drawn.size() < Limits.DRAWN_LINES; k++) {
                    drawn.add(List.of(chain.get(k - 1), chain.get(k)));
                }
            }
        }
        drawn.forEach(pair -> link(pair.get(0), pair.get(1)));
    }

    /** From where the one is when the other begins, or from its end, to the other's beginning. */
    private void link(Crowding first, Crowding second) {
        double to = time.x(windows.begin(second.first()));
        double from = Math.min(to, time.x(windows.begin(first.last() + 1)));
        double y1 = middle(rows.indexOf(first.segment()));
        double y2 = middle(rows.indexOf(second.segment()));
        chart.path("sj-link", new PathData().moveTo(from, y1).lineTo(to, y2), 1.2, 0.85);
        chart.svg()
                .start("circle")
                .with("class", "sj-tip")
                .with("cx", to)
                .with("cy", y2)
                .with("r", 2.6)
                .end();
    }

    private List<Chart.Key> keys() {
        return List.of(
                new Chart.Key("sj-bar", "unusually full; the stronger, the more above its usual"),
                new Chart.Key("sj-tip", "follows from, at the end with the dot"));
    }

    private List<String> notes() {
        return List.of(
                "Lines are drawn where the second segment fills up after the first more often than by chance.",
                windows == null ? "" : "Times in " + Wording.zone(windows.zone()) + ".");
    }
}
