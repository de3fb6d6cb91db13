package io.sojourn.mining.draw;

/** The data of an SVG path, with places in tenths of a pixel. */
final class PathData {
    private static final double TENTHS = 10;
    private final StringBuilder text = new StringBuilder();

    PathData moveTo(double x, double y) {
        text.append('M');
        return point(x, y);
    }

    PathData lineTo(double x, double y) {
        text.append('L');
        return point(x, y);
    }

    PathData across(double x) {
        text.append('H');
        number(x);
        return this;
    }

    PathData upTo(double y) {
        text.append('V');
        number(y);
        return this;
    }

    PathData close() {
        text.append('Z');
        return this;
    }

    /** A dot, when it is drawn with round ends. */
    PathData dot(double x, double y) {
        moveTo(x, y);
        text.append("h0");
        return this;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    private PathData point(double x, double y) {
        number(x);
        text.append(' ');
        number(y);
        return this;
    }

    private void number(double value) {
        long tenths = Math.round(value * TENTHS);
        text.append(tenths < 0 ? "-" : "").append(Math.abs(tenths) / 10);
        if (tenths % 10 != 0) {
            text.append('.').append(Math.abs(tenths) % 10);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
