package io.sojourn.mining.draw;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.draw.MapLayout.Box;
import io.sojourn.mining.draw.MapLayout.Curve;
import io.sojourn.mining.draw.MapLayout.Link;
import io.sojourn.mining.draw.MapLayout.Placed;
import io.sojourn.mining.draw.MapLayout.Size;
import io.sojourn.mining.map.MapActivity;
import io.sojourn.mining.map.MapMetric;
import io.sojourn.mining.map.MapPath;
import io.sojourn.mining.map.ProcessMap;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws a map as SVG: boxes are activities, coloured by a figure; lines are paths, their width, colour and label by the same figure; a mark
 * where cases begin and one where they end; a legend with units; every figure as a tooltip. It has its own colours for light and
 * dark, no scripts, no fonts, no links. Equal maps give equal bytes. Cost: that of the layout, see {@link MapLayout}.
 */
public final class MapDrawing {
    private static final double NAME_SIZE = 13;
    private static final double FIGURE_SIZE = 12;
    private static final double LABEL_SIZE = 11;
    private static final double LINE = 16;
    private static final double WIDEST_NAME = 165;
    private static final int NAME_LINES = 3;
    private static final double PADDING = 12;
    private static final double MARK = 26;
    private static final double MARGIN = 20;
    private static final int MOST_STRENGTH = 10;

    private final ProcessMap map;
    private final MapMetric metric;
    private final List<MapActivity> activities;
    private final List<MapPath> paths;
    private final MapScale boxScale;
    private final MapScale pathScale;
    private final Svg svg = new Svg();

    private MapDrawing(ProcessMap map, MapMetric metric) {
        this.map = map;
        this.metric = metric;
        this.activities = map.activities().stream()
                .sorted(Comparator.comparingDouble(MapActivity::meanPlace))
                .toList();
        this.paths = map.paths();
        this.boxScale = new MapScale(activities.stream().mapToDouble(metric::of));
        this.pathScale = new MapScale(paths.stream().mapToDouble(metric::of));
    }

    /**
     * The picture of what is shown of a map.
     *
     * @throws SojournException when it is too large to be drawn, or the map doesn't have the figure
     */
    public static String svg(ProcessMap map, MapMetric show) {
        show.check(map);
        check(map.activities().size(), Limits.MAP_ACTIVITIES, "activities");
        check(map.paths().size(), Limits.MAP_PATHS, "paths");
        return new MapDrawing(map, show).draw();
    }

    private static void check(int shown, int limit, String what) {
        if (shown > limit) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the map shows " + shown + " " + what + ", a picture of it has at most " + limit + ".",
                    "Maybe show fewer: a lower percentage of activities or paths, or a filter.");
        }
    }

    private String draw() {
        MapLegend legend = new MapLegend(map, metric, boxScale, pathScale);
        Placed placed = activities.isEmpty()
                ? new Placed(new Size(0, 0), List.of(), List.of())
                : MapLayout.of(sizes(), links());
        double width = Math.max(placed.size().width(), legend.width()) + 2 * MARGIN;
        double height = placed.size().height() + legend.height() + 3 * MARGIN;
        svg.start("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("class", MapStyle.ROOT + (metric.isTime() ? " time" : ""))
                .with("width", width)
                .with("height", height)
                .with("viewBox", "0 0 " + Svg.number(width) + " " + Svg.number(height))
                .with("role", "img")
                .with("aria-label", "Process map: " + metric.title());
        svg.start("style").text(MapStyle.css()).end();
        svg.start("rect")
                .with("class", "surface")
                .with("width", width)
                .with("height", height)
                .end();
        group((width - placed.size().width()) / 2, MARGIN);
        placed(placed);
        svg.end();
        group(MARGIN, placed.size().height() + 2 * MARGIN);
        legend.draw(svg);
        return svg.end().end().markup() + "\n";
    }

    private void group(double x, double y) {
        svg.start("g").with("transform", "translate(" + Svg.number(x) + " " + Svg.number(y) + ")");
    }

    /** The beginning, the activities in the order of their mean place, the end. */
    private List<Size> sizes() {
        Size mark = new Size(MARK, MARK);
        return Stream.of(List.of(mark), activities.stream().map(this::size).toList(), List.of(mark))
                .flatMap(List::stream)
                .toList();
    }

    private Size size(MapActivity activity) {
        double widest = TextFit.width(figure(activity), FIGURE_SIZE);
        List<String> lines = lines(activity);
        for (String line : lines) {
            widest = Math.max(widest, TextFit.width(line, NAME_SIZE));
        }
        int rows = lines.size() + (figure(activity).isEmpty() ? 0 : 1);
        return new Size(Math.max(70, widest + 2 * PADDING), rows * LINE + PADDING);
    }

    private static List<String> lines(MapActivity activity) {
        return TextFit.lines(activity.name(), NAME_SIZE, WIDEST_NAME, NAME_LINES);
    }

    private String figure(MapActivity activity) {
        double value = metric.of(activity);
        return Double.isNaN(value) ? "" : metric.text(value);
    }

    private List<Link> links() {
        Map<String, Integer> places = new HashMap<>();
        activities.forEach(a -> places.put(a.name(), places.size() + 1));
        long greatest = paths.stream().mapToLong(MapPath::count).max().orElse(1);
        return paths.stream()
                .map(p -> new Link(
                        p.from() == null ? 0 : places.get(p.from()),
                        p.to() == null ? activities.size() + 1 : places.get(p.to()),
                        labelSize(p),
                        pathScale.lineWidth(metric.of(p)),
                        (int) (MOST_STRENGTH * p.count() / greatest)))
                .toList();
    }

    private Size labelSize(MapPath path) {
        double value = metric.of(path);
        return Double.isNaN(value) ? null : new Size(TextFit.width(metric.text(value), LABEL_SIZE) + 4, LABEL_SIZE + 4);
    }

    private void placed(Placed placed) {
        for (int i = paths.size() - 1; i >= 0; i--) {
            path(paths.get(i), placed.curves().get(i));
        }
        for (int i = 0; i < paths.size(); i++) {
            label(paths.get(i), placed.curves().get(i).label());
        }
        if (activities.isEmpty()) {
            return;
        }
        for (int i = 0; i < activities.size(); i++) {
            box(activities.get(i), placed.boxes().get(i + 1));
        }
        MapMarks.begin(svg, placed.boxes().get(0));
        MapMarks.end(svg, placed.boxes().get(activities.size() + 1));
    }

    private void path(MapPath path, Curve curve) {
        double value = metric.of(path);
        int band = pathScale.band(value);
        double width = pathScale.lineWidth(value);
        Arrow arrow = new Arrow(curve.points(), width);
        svg.start("g");
        svg.start("title").text(MapWords.of(path)).end();
        svg.start("path")
                .with("class", "path p" + band)
                .with("stroke-width", width)
                .with("d", arrow.line())
                .end();
        svg.start("path").with("class", "a" + band).with("d", arrow.head()).end();
        svg.end();
    }

    private void label(MapPath path, Box box) {
        if (box != null) {
            text("label", box.x() + box.width() / 2, box.y() + LABEL_SIZE, metric.text(metric.of(path)));
        }
    }

    private void text(String style, double x, double y, String text) {
        svg.start("text")
                .with("class", style)
                .with("x", x)
                .with("y", y)
                .text(text)
                .end();
    }

    private void box(MapActivity activity, Box box) {
        int band = boxScale.band(metric.of(activity));
        svg.start("g");
        svg.start("title").text(MapWords.of(activity, map.hasService())).end();
        svg.start("rect")
                .with("class", "box b" + band)
                .with("x", box.x())
                .with("y", box.y())
                .with("width", box.width())
                .with("height", box.height())
                .with("rx", 6)
                .end();
        double middle = box.x() + box.width() / 2;
        double y = box.y() + PADDING / 2 + FIGURE_SIZE;
        for (String line : lines(activity)) {
            text("name t" + band, middle, y, line);
            y += LINE;
        }
        if (!figure(activity).isEmpty()) {
            text("figure t" + band, middle, y, figure(activity));
        }
        svg.end();
    }
}
