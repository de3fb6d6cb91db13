package io.sojourn.mining.draw;

import io.sojourn.mining.flow.Wording;

/** An upright axis of counts from nothing at {@code bottom} to the greatest one at {@code top}, with two to five round ticks. */
final class CountAxis {
    private static final double LEAST_GAP = 20;

    private final double greatest;
    private final double top;
    private final double bottom;

    CountAxis(double greatest, double top, double bottom) {
        this.greatest = Math.max(1, greatest);
        this.top = top;
        this.bottom = bottom;
    }

    /** Where a count is. */
    double y(double count) {
        return bottom - (bottom - top) * count / greatest;
    }

    /** Round numbers: 1, 2 or 5 times a power of ten. */
    long step() {
        double least = greatest * LEAST_GAP / Math.abs(bottom - top);
        long step = 1;
        for (int k = 0; step < least; k++) {
            step = k % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** Draws grid lines and labels. */
    void draw(Chart chart, double left, double right) {
        for (long count = 0; count <= greatest; count += step()) {
            chart.line("sj-grid", left, y(count), right, y(count));
            chart.text("sj-soft", left - 6, y(count) + 4, "end", Wording.count(count));
        }
    }
}
