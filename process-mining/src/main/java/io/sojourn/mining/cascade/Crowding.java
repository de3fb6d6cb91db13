package io.sojourn.mining.cascade;

import io.sojourn.mining.spectrum.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which a segment is unusually full: a high-level event of the process.
 *
 * @param segment which
 * @param first window in which it begins
 * @param last window in which it ends
 * @param micros time that cases spend in the segment in these windows
 * @param excessMicros what of it is above the segment's usual
 * @param peak the most that stand in it on average in one of the windows
 */
public record Crowding(Segment segment, int first, int last, long micros, long excessMicros, double peak) {
    /** A window's load must be so many times the segment's mean. */
    private static final double TIMES_MEAN = 1.5;

    /**
     * The crowdings of a segment in the order of time. A window is unusually full when its mean number of cases standing is above
     * {@code median + spreads * 1.4826 * MAD} of all windows, is at least 1.5 times their mean, and {@code minPassages} are in it.
     * Such windows with no more than {@code reach} others between them are one crowding.
     */
    static List<Crowding> of(Segment segment, SegmentLoad load, int windows, CascadeOptions options) {
        double above = load.usual() + options.spreads() * load.spread();
        double least = TIMES_MEAN * load.mean();
        List<Crowding> found = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int w = 0; w < windows; w++) {
            double standing = load.standing(w);
            if (standing > above && standing >= least && load.present(w) >= options.minPassages()) {
                if (first >= 0 && w - last > options.reach() + 1) {
                    found.add(of(segment, load, first, last));
                    first = -1;
                }
                first = first < 0 ? w : first;
                last = w;
            }
        }
        if (first >= 0) {
            found.add(of(segment, load, first, last));
        }
        return found;
    }

    private static Crowding of(Segment segment, SegmentLoad load, int first, int last) {
        long micros = 0;
        double excess = 0;
        double peak = 0;
        for (int w = first; w <= last; w++) {
            micros += load.micros(w);
            excess += load.excessMicros(w);
            peak = Math.max(peak, load.standing(w));
        }
        return new Crowding(segment, first, last, micros, Math.round(excess), peak);
    }

    /** True when the other one may follow from this: it begins no earlier, and at most {@code reach} windows after its end. */
    boolean reaches(Crowding other, int reach) {
        return first <= other.first && other.first <= last + reach;
    }
}
