package io.sojourn.mining.draw;

import io.sojourn.mining.draw.MapLayout.Box;

/** The marks of beginning and end. */
final class MapMarks {
    private static final double SIGN = 0.42;

    private MapMarks() {}

    /** A circle with a triangle. */
    static void begin(Svg svg, Box box) {
        double r = circle(svg, box, "Cases begin here");
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        svg.start("path")
                .with("class", "sign")
                .with(
                        "d",
                        "M" + Svg.number(x - r * SIGN) + " " + Svg.number(y - r * 0.5) + "L" + Svg.number(x + r * 0.6)
                                + " " + Svg.number(y) + "L" + Svg.number(x - r * SIGN) + " " + Svg.number(y + r * 0.5)
                                + "Z")
                .end();
        svg.end();
    }

    /** A circle with a square. */
    static void end(Svg svg, Box box) {
        double r = circle(svg, box, "Cases end here");
        svg.start("rect")
                .with("class", "sign")
                .with("x", box.x() + box.width() / 2 - r * SIGN)
                .with("y", box.y() + box.height() / 2 - r * SIGN)
                .with("width", 2 * r * SIGN)
                .with("height", 2 * r * SIGN)
                .end();
        svg.end();
    }

    private static double circle(Svg svg, Box box, String title) {
        double r = box.width() / 2 - 1;
        svg.start("g");
        svg.start("title").text(title).end();
        svg.start("circle")
                .with("class", "mark surface")
                .with("cx", box.x() + box.width() / 2)
                .with("cy", box.y() + box.height() / 2)
                .with("r", r)
                .end();
        return r;
    }
}
