package io.sojourn.mining.spectrum;

/**
 * Where passages don't keep first in, first out: the lines of two passages cross when one is entered before and left after the
 * other, both strictly.
 *
 * @param pairs pairs of passages that cross
 * @param overtaken passages that at least one later one overtakes
 */
public record Crossings(long pairs, long overtaken) {
    /** Counts them by merging, O(n log n). */
    static Crossings of(SegmentPassages passages) {
        long[] left = passages.left();
        long overtaken = 0;
        long earliest = Long.MAX_VALUE;
        // Of those entered at the same time the ones left later come later, so that a tie overtakes nobody.
        for (int i = left.length - 1; i >= 0; i--) {
            overtaken += left[i] > earliest ? 1 : 0;
            earliest = Math.min(earliest, left[i]);
        }
        long[] sorted = left.clone();
        return new Crossings(inversions(sorted, new long[sorted.length], 0, sorted.length), overtaken);
    }

    /** Pairs in which the earlier value is the greater; sorts the values. */
    private static long inversions(long[] values, long[] spare, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long count = inversions(values, spare, from, middle) + inversions(values, spare, middle, to);
        System.arraycopy(values, from, spare, from, middle - from);
        int early = from;
        int late = middle;
        int at = from;
        while (early < middle && late < to) {
            boolean crosses = values[late] < spare[early];
            count += crosses ? middle - early : 0;
            values[at++] = crosses ? values[late++] : spare[early++];
        }
        System.arraycopy(spare, early, values, at, middle - early);
        return count;
    }
}
