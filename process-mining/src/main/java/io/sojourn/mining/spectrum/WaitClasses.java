package io.sojourn.mining.spectrum;

import java.util.Arrays;
import java.util.List;

/**
 * Waits of a segment in classes, from the shortest to the longest. By the median m: {@code [.., m/2) [m/2, 3m/2) [3m/2, 2m) [2m, 3m)
 * [3m, ..)}; where m is nothing, waits of nothing are as usual and all others in the last class. By the quartiles: up to each,
 * inclusive, so that equal waits are never told apart as quick and slow; percentiles lie linearly between neighbours (R type 7).
 * Classes after Denisov, Fahland, van der Aalst (BPM 2018).
 */
public final class WaitClasses {
    private static final double[] TIMES_MEDIAN = {0.5, 1.5, 2, 3};
    private static final List<String> BY_MEDIAN = List.of(
            "less than half the median",
            "about the median",
            "up to twice the median",
            "two to three times the median",
            "more than three times the median");
    private static final List<String> BY_QUARTILE =
            List.of("quickest quarter", "second quarter", "third quarter", "slowest quarter");
    private static final int USUAL = 1;

    private final List<String> names;
    /** Upper bound of each class but the last, microseconds. */
    private final double[] bounds;

    private final boolean inclusive;
    private final long[] counts;

    private WaitClasses(List<String> names, double[] bounds, boolean inclusive, long[] waits) {
        this.names = names;
        this.bounds = bounds;
        this.inclusive = inclusive;
        this.counts = new long[names.size()];
        for (long wait : waits) {
            counts[of(wait)]++;
        }
    }

    /** @param sorted waits in ascending order, one at least */
    static WaitClasses byMedian(long[] sorted) {
        double median = percentile(sorted, 0.5);
        double[] bounds = Arrays.stream(TIMES_MEDIAN).map(t -> t * median).toArray();
        return new WaitClasses(BY_MEDIAN, median > 0 ? bounds : new double[bounds.length], false, sorted);
    }

    /** @param sorted waits in ascending order, one at least */
    static WaitClasses byQuartile(long[] sorted) {
        double[] bounds = {percentile(sorted, 0.25), percentile(sorted, 0.5), percentile(sorted, 0.75)};
        return new WaitClasses(BY_QUARTILE, bounds, true, sorted);
    }

    private static double percentile(long[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int low = (int) place;
        long next = sorted[Math.min(low + 1, sorted.length - 1)];
        return sorted[low] + (place - low) * (next - sorted[low]);
    }

    /** The class of a wait. */
    public int of(long waitMicros) {
        if (!inclusive && bounds[0] == 0) {
            return waitMicros <= 0 ? USUAL : bounds.length;
        }
        int k = 0;
        while (k < bounds.length && (inclusive ? waitMicros > bounds[k] : waitMicros >= bounds[k])) {
            k++;
        }
        return k;
    }

    /** Number of classes. */
    public int size() {
        return counts.length;
    }

    public String name(int k) {
        return names.get(k);
    }

    /** How many waits are in a class. */
    public long count(int k) {
        return counts[k];
    }

    /** Where a class ends, microseconds; infinity of the last one. */
    public double upperMicros(int k) {
        return k < bounds.length ? bounds[k] : Double.POSITIVE_INFINITY;
    }
}
