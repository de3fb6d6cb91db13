package io.sojourn.mining.draw;

import io.sojourn.mining.draw.MapLayout.Box;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.map.MapMetric;
import io.sojourn.mining.map.ProcessMap;
import java.util.List;

/** What colours, widths and marks of a map mean, and how much of the whole is shown. */
final class MapLegend {
    private static final double ROW = 22;
    private static final double HEAD = 84;
    private static final double COLUMN = 124;
    private static final double SAMPLE = 26;
    private static final double MARK = 16;
    private static final double BASELINE = 12;

    private final ProcessMap map;
    private final MapMetric metric;
    private final MapScale boxes;
    private final MapScale paths;
    private double y;

    MapLegend(ProcessMap map, MapMetric metric, MapScale boxes, MapScale paths) {
        this.map = map;
        this.metric = metric;
        this.boxes = boxes;
        this.paths = paths;
    }

    double width() {
        return HEAD + MapStyle.BANDS * COLUMN;
    }

    double height() {
        return 5 * ROW;
    }

    void draw(Svg svg) {
        y = 0;
        text(svg, "legend", 0, title());
        row(svg, "Activities", boxes, true);
        row(svg, "Paths", paths, false);
        y += ROW;
        MapMarks.begin(svg, new Box(HEAD, y - 1, MARK, MARK));
        text(svg, "legend soft", HEAD + SAMPLE, "cases begin");
        MapMarks.end(svg, new Box(HEAD + COLUMN, y - 1, MARK, MARK));
        text(svg, "legend soft", HEAD + COLUMN + SAMPLE, "cases end");
        y += ROW;
        text(svg, "legend soft", 0, shown());
    }

    private String title() {
        String calendar = metric == MapMetric.WORKING
                ? ", by the hours \"" + map.options().calendar().name() + "\""
                : "";
        String capital =
                Character.toUpperCase(metric.title().charAt(0)) + metric.title().substring(1);
        return metric.isTime()
                ? capital + " from one activity to the next" + (map.hasService() ? ", and within it" : "") + calendar
                : capital;
    }

    private String shown() {
        return Wording.count(map.activities().size()) + " of " + Wording.count(map.allActivities()) + " activities and "
                + Wording.count(map.paths().size()) + " of " + Wording.count(map.allPaths()) + " paths of "
                + Wording.count(map.cases()) + " cases, " + Wording.count(map.events()) + " events";
    }

    private void row(Svg svg, String head, MapScale scale, boolean box) {
        y += ROW;
        text(svg, "legend soft", 0, head);
        List<Integer> bands = scale.shown(!metric.isTime());
        for (int i = 0; i < bands.size(); i++) {
            double x = HEAD + i * COLUMN;
            sample(svg, scale, bands.get(i), x, box);
            text(svg, "legend soft", x + SAMPLE + 6, "to " + metric.text(scale.limit(bands.get(i))));
        }
        if (bands.isEmpty()) {
            text(svg, "legend soft", HEAD, "none: no starts in this view");
        }
    }

    private void sample(Svg svg, MapScale scale, int band, double x, boolean box) {
        if (box) {
            svg.start("rect").with("class", "box b" + band).with("x", x).with("y", y + 1);
            svg.with("width", SAMPLE).with("height", SAMPLE / 2).with("rx", 3).end();
        } else {
            svg.start("path").with("class", "path p" + band).with("stroke-width", scale.lineWidth(scale.limit(band)));
            svg.with("d", "M" + Svg.number(x) + " " + Svg.number(y + 8) + "h" + Svg.number(SAMPLE))
                    .end();
        }
    }

    private void text(Svg svg, String style, double x, String text) {
        svg.start("text")
                .with("class", style)
                .with("x", x)
                .with("y", y + BASELINE)
                .text(text)
                .end();
    }
}
