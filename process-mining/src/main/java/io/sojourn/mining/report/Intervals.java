package io.sojourn.mining.report;

import io.sojourn.mining.draw.Svg;
import java.util.List;

/** Estimates with their intervals as small pictures on one scale: a dot, a line, and where zero is. */
final class Intervals {
    private static final double WIDTH = 160;
    private static final double HEIGHT = 16;
    private static final double MARGIN = 6;
    private static final double DOT = 4;
    private final double low;
    private final double high;

    private Intervals(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** On the scale of a bottleneck variant's split. */
    static Intervals of(Page page, String row) {
        double low = 0;
        double high = 0;
        for (String key : List.of("/excess", "/structure", "/speed")) {
            low = Math.min(low, page.number(row + key + "_interval/0"));
            high = Math.max(high, page.number(row + key + "_interval/1"));
        }
        return new Intervals(low, high);
    }

    private double x(double value) {
        double share = high == low ? 0 : (value - low) / (high - low);
        return MARGIN + Math.max(0, Math.min(1, share)) * (WIDTH - 2 * MARGIN);
    }

    void draw(Page page, String figure) {
        double from = x(page.number(figure + "_interval/0"));
        double to = x(page.number(figure + "_interval/1"));
        Svg svg = new Svg()
                .start("svg")
                .with("class", "interval")
                .with("width", WIDTH)
                .with("height", HEIGHT);
        svg.with("viewBox", "0 0 160 16").with("aria-hidden", "true");
        line(svg, "zero", x(0), 1, x(0), HEIGHT - 1);
        line(svg, "range", from, HEIGHT / 2, to, HEIGHT / 2);
        svg.start("circle").with("cx", x(page.number(figure + "_hours"))).with("cy", HEIGHT / 2);
        svg.with("r", DOT).end().end();
        page.html().include(svg.markup());
    }

    private static void line(Svg svg, String kind, double x1, double y1, double x2, double y2) {
        svg.start("line").with("class", kind).with("x1", x1).with("y1", y1);
        svg.with("x2", x2).with("y2", y2).end();
    }
}
