package io.sojourn.mining.draw;

import io.sojourn.mining.dots.DotColour;
import io.sojourn.mining.dots.DotOptions;
import io.sojourn.mining.dots.DotsText;
import io.sojourn.mining.dots.DottedChart;
import io.sojourn.mining.flow.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws a dotted chart: a row for each case from the top, a dot for each event. */
public final class DotsDrawing {
    private static final double HEIGHT = 520;
    private static final double TOP = Chart.TOP + 4;
    private static final double FEWEST_ROWS = 12;
    private static final double SMALLEST = 2.2;
    private static final double GREATEST = 8;

    private final DottedChart dots;
    private final double bottom;
    private final Chart chart;
    private final TimeAxis time;

    private DotsDrawing(DottedChart dots) {
        this.dots = dots;
        this.bottom = TOP + HEIGHT;
        this.time = axis();
        this.chart = new Chart(title(), subtitle(), foot() + Chart.footHeight(keys(), 1));
    }

    /** The picture as SVG. */
    public static String svg(DottedChart dots) {
        DotsDrawing drawing = new DotsDrawing(dots);
        drawing.time.draw(drawing.chart, TOP, drawing.bottom);
        drawing.rows();
        drawing.marks();
        drawing.chart.legend(drawing.foot(), drawing.keys());
        drawing.chart.notes(List.of(drawing.note()));
        return drawing.chart.markup();
    }

    private double foot() {
        return bottom + 62;
    }

    private TimeAxis axis() {
        return switch (dots.options().axis()) {
            case TIME ->
                TimeAxis.calendar(dots.least(), dots.greatest(), dots.options().zone(), Chart.LEFT, Chart.RIGHT);
            case CASE -> TimeAxis.elapsed(0, dots.greatest(), Chart.LEFT, Chart.RIGHT);
            case WEEK -> TimeAxis.week(Chart.LEFT, Chart.RIGHT);
        };
    }

    private String title() {
        String axis =
                switch (dots.options().axis()) {
                    case TIME -> "Events of each case";
                    case CASE -> "Events of each case, since its first";
                    case WEEK -> "Events of each case, in the week";
                };
        return axis + ", by " + DotOptions.word(dots.options().colour());
    }

    private String subtitle() {
        String order =
                switch (dots.options().order()) {
                    case FIRST -> "by their first event";
                    case LAST -> "by their last event";
                    case DURATION -> "by how long they take";
                };
        return Wording.count(dots.cases()) + " cases, " + order + " from the top; " + Wording.count(dots.events())
                + " events";
    }

    private void rows() {
        CountAxis cases = new CountAxis(Math.max(FEWEST_ROWS, dots.cases()), bottom, TOP);
        cases.draw(chart, Chart.LEFT, Chart.RIGHT);
        chart.line("sj-edge", Chart.LEFT, TOP, Chart.LEFT, bottom);
    }

    private void marks() {
        double rowHeight = HEIGHT / Math.max(FEWEST_ROWS, dots.cases());
        List<PathData> paths = new ArrayList<>();
        dots.colours().forEach(c -> paths.add(new PathData()));
        for (int i = 0; i < dots.size(); i++) {
            paths.get(dots.colour(i)).dot(time.x(dots.micros(i)), TOP + (dots.row(i) + 0.5) * rowHeight);
        }
        double size = Math.max(SMALLEST, Math.min(GREATEST, rowHeight * 0.6));
        for (int k = 0; k < paths.size(); k++) {
            chart.path("sj-dots sj-k" + colour(k), paths.get(k), size, 0.75);
        }
    }

    /** All others are grey, however few have a colour of their own. */
    private int colour(int k) {
        return dots.colours().get(k).name() == null ? ChartStyle.KINDS : k;
    }

    private List<Chart.Key> keys() {
        List<Chart.Key> keys = new ArrayList<>();
        for (int k = 0; k < dots.colours().size(); k++) {
            DotColour colour = dots.colours().get(k);
            keys.add(new Chart.Key("sj-fill-k" + colour(k), DotsText.name(colour)));
        }
        return keys;
    }

    private String note() {
        String kept = dots.size() < dots.events()
                ? Wording.count(dots.size()) + " of " + Wording.count(dots.events())
                        + " events are drawn, chosen evenly. "
                : "";
        return kept
                + (dots.options().axis() == DotOptions.Axis.CASE
                        ? ""
                        : "Times in " + Wording.zone(dots.options().zone()) + ".");
    }
}
