package io.sojourn.mining.draw;

import io.sojourn.mining.draw.MapLayout.Point;
import java.util.ArrayList;
import java.util.List;

/** A line along Bézier curves, and the head at its end: the line stops where the head begins. */
final class Arrow {
    private static final double HEAD = 6;

    private final List<Point> points;
    private final Point tip;
    private final double dx;
    private final double dy;
    private final double length;
    private final double half;

    /** @param points first, then two control points and a point of each curve; where there are not three, a straight line */
    Arrow(List<Point> points, double width) {
        this.tip = points.get(points.size() - 1);
        this.length = HEAD + width;
        this.half = HEAD / 2 + width * 0.8;
        Point before = before(points);
        double distance = Math.max(1e-9, Math.hypot(tip.x() - before.x(), tip.y() - before.y()));
        this.dx = (tip.x() - before.x()) / distance;
        this.dy = (tip.y() - before.y()) / distance;
        this.points = new ArrayList<>(points);
        this.points.set(points.size() - 1, new Point(tip.x() - dx * (length - 1), tip.y() - dy * (length - 1)));
    }

    /** The last point that is another place than the tip. */
    private Point before(List<Point> all) {
        for (int i = all.size() - 2; i > 0; i--) {
            if (Math.hypot(all.get(i).x() - tip.x(), all.get(i).y() - tip.y()) > HEAD / 2) {
                return all.get(i);
            }
        }
        return all.get(0);
    }

    String line() {
        StringBuilder d = new StringBuilder("M").append(text(points.get(0)));
        int i = 1;
        while (i < points.size()) {
            int curve = Math.min(3, points.size() - i);
            d.append(curve == 3 ? 'C' : curve == 2 ? 'Q' : 'L');
            for (int k = 0; k < curve; k++) {
                d.append(k == 0 ? "" : " ").append(text(points.get(i++)));
            }
        }
        return d.toString();
    }

    String head() {
        Point foot = new Point(tip.x() - dx * length, tip.y() - dy * length);
        Point left = new Point(foot.x() - dy * half, foot.y() + dx * half);
        Point right = new Point(foot.x() + dy * half, foot.y() - dx * half);
        return "M" + text(tip) + "L" + text(left) + "L" + text(right) + "Z";
    }

    private static String text(Point p) {
        return Svg.number(p.x()) + " " + Svg.number(p.y());
    }
}
