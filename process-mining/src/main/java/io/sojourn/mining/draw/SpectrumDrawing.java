package io.sojourn.mining.draw;

import io.sojourn.event.Limits;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.spectrum.Bin;
import io.sojourn.mining.spectrum.SegmentPassages;
import io.sojourn.mining.spectrum.Spectrum;
import io.sojourn.mining.spectrum.WaitClasses;
import io.sojourn.mining.spectrum.Windows;
import io.sojourn.mining.statistics.Thinning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Draws a performance spectrum: a line for each passage, from when it is entered above to when it is left below, coloured by its
 * class; and below how many are under way, come and leave in each window. Of more lines than {@link Limits#DRAWN_LINES} about so
 * many are drawn, and the picture says so.
 */
public final class SpectrumDrawing {
    private static final double UPPER = Chart.TOP + 26;
    private static final double LOWER = UPPER + 230;
    private static final double PENDING_TOP = LOWER + 52;
    private static final double PENDING_BOTTOM = PENDING_TOP + 76;
    private static final double FLOW_TOP = PENDING_BOTTOM + 34;
    private static final double FLOW_MIDDLE = FLOW_TOP + 42;
    private static final double FLOW_BOTTOM = FLOW_MIDDLE + 42;
    private static final double FOOT = FLOW_BOTTOM + 62;
    private static final int LETTERS = 120;
    private static final int FEW = 300;
    private static final int SOME = 2_000;

    private final Spectrum spectrum;
    private final TimeAxis time;
    private final Chart chart;
    private int drawn;

    private SpectrumDrawing(Spectrum spectrum) {
        this.spectrum = spectrum;
        Windows windows = spectrum.windows();
        this.time = TimeAxis.calendar(
                windows.begin(0), windows.begin(windows.size()), windows.zone(), Chart.LEFT, Chart.RIGHT);
        this.chart = new Chart(
                "From " + spectrum.segment().from() + " to "
                        + spectrum.segment().to(),
                subtitle(spectrum),
                FOOT + Chart.footHeight(keys(), 2));
    }

    /** The picture as SVG. */
    public static String svg(Spectrum spectrum) {
        SpectrumDrawing drawing = new SpectrumDrawing(spectrum);
        drawing.time.draw(drawing.chart, UPPER, FLOW_BOTTOM);
        drawing.lines();
        drawing.pending();
        drawing.flow();
        drawing.foot();
        return drawing.chart.markup();
    }

    private static String subtitle(Spectrum s) {
        long n = s.passages().size();
        return Wording.count(n) + " times, " + Wording.duration(s.time().median()) + " (median), 90 % within "
                + Wording.duration(s.time().p90()) + "; "
                + Wording.share(s.crossings().overtaken(), n)
                + " overtaken by one that came later; " + Wording.share(Math.round(1e4 * s.shareOfWait()), 10_000)
                + " of all wait in the log";
    }

    private void lines() {
        SegmentPassages passages = spectrum.passages();
        WaitClasses classes = spectrum.byMedian();
        Thinning thinning = new Thinning(passages.size(), Limits.DRAWN_LINES);
        List<PathData> paths = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            paths.add(new PathData());
        }
        for (int i = 0; i < passages.size(); i++) {
            if (thinning.keeps(i)) {
                long entered = passages.entered()[i];
                long left = passages.left()[i];
                paths.get(classes.of(left - entered))
                        .moveTo(time.x(entered), UPPER)
                        .lineTo(time.x(left), LOWER);
                drawn++;
            }
        }
        double opacity = drawn <= FEW ? 0.8 : drawn <= SOME ? 0.5 : 0.32;
        for (int k = 0; k < paths.size(); k++) {
            chart.path("sj-line sj-w" + k, paths.get(k), drawn <= FEW ? 1.2 : 0.8, opacity);
        }
        chart.line("sj-edge", Chart.LEFT, UPPER, Chart.RIGHT, UPPER);
        chart.line("sj-edge", Chart.LEFT, LOWER, Chart.RIGHT, LOWER);
        chart.longText("", Chart.LEFT, UPPER - 8, "start", spectrum.segment().from(), LETTERS);
        chart.longText("", Chart.LEFT, LOWER + 16, "start", spectrum.segment().to(), LETTERS);
    }

    private void pending() {
        List<Bin> bins = spectrum.bins();
        CountAxis counts = new CountAxis(greatest(Bin::pending), PENDING_TOP, PENDING_BOTTOM);
        PathData area = new PathData().moveTo(time.x(spectrum.windows().begin(0)), PENDING_BOTTOM);
        for (int w = 0; w < bins.size(); w++) {
            area.upTo(counts.y(bins.get(w).pending()));
            area.across(time.x(spectrum.windows().begin(w + 1)));
        }
        chart.path("sj-area", area.upTo(PENDING_BOTTOM).close(), 0, 1);
        counts.draw(chart, Chart.LEFT, Chart.RIGHT);
        chart.text("sj-soft", Chart.LEFT, PENDING_TOP - 8, "start", "on the way when the " + unit() + " begins");
    }

    private void flow() {
        long greatest = Math.max(greatest(Bin::started), greatest(Bin::stopped));
        CountAxis up = new CountAxis(greatest, FLOW_TOP, FLOW_MIDDLE);
        CountAxis down = new CountAxis(greatest, FLOW_BOTTOM, FLOW_MIDDLE);
        bars("sj-fill-in", Bin::started, up);
        bars("sj-fill-out", Bin::stopped, down);
        up.draw(chart, Chart.LEFT, Chart.RIGHT);
        down.draw(chart, Chart.LEFT, Chart.RIGHT);
        chart.text("sj-soft", Chart.LEFT, FLOW_TOP - 8, "start", "coming (up) and leaving (down) in a " + unit());
    }

    private void bars(String style, ToLongFunction<Bin> count, CountAxis axis) {
        PathData bars = new PathData();
        for (int w = 0; w < spectrum.bins().size(); w++) {
            long height = count.applyAsLong(spectrum.bins().get(w));
            if (height > 0) {
                bars.moveTo(time.x(spectrum.windows().begin(w)), FLOW_MIDDLE)
                        .upTo(axis.y(height))
                        .across(time.x(spectrum.windows().begin(w + 1)) - 0.4)
                        .upTo(FLOW_MIDDLE)
                        .close();
            }
        }
        chart.path(style, bars, 0, 1);
    }

    private long greatest(ToLongFunction<Bin> count) {
        return spectrum.bins().stream().mapToLong(count).max().orElse(0);
    }

    private String unit() {
        return spectrum.windows().width().plain();
    }

    private List<Chart.Key> keys() {
        List<Chart.Key> keys = new ArrayList<>();
        WaitClasses classes = spectrum.byMedian();
        for (int k = 0; k < classes.size(); k++) {
            String share = Wording.share(classes.count(k), spectrum.passages().size());
            keys.add(new Chart.Key("sj-fill-w" + k, classes.name(k) + ": " + share));
        }
        return keys;
    }

    private void foot() {
        chart.legend(FOOT, keys());
        List<String> notes = new ArrayList<>();
        int all = spectrum.passages().size();
        if (drawn < all) {
            notes.add(Wording.count(drawn) + " of " + Wording.count(all)
                    + " lines are drawn, chosen evenly; counts are of all.");
        }
        notes.add("A steep line is quick, a flat one slow. Times in "
                + Wording.zone(spectrum.windows().zone()) + ".");
        chart.notes(notes);
    }
}
