package io.sojourn.mining.statistics;

/**
 * By how much values of x are greater than those of y: Hodges and Lehmann's estimate, the median of all differences x - y,
 * with the interval that belongs to Mann and Whitney's test.
 *
 * @param p two-sided, of Mann and Whitney's test
 */
public record Shift(double estimate, Interval interval, double p) {
    /**
     * Of values in ascending order, neither empty. Differences are counted, not listed: O((n + m) log range).
     */
    public static Shift of(long[] x, long[] y) {
        long[] pooled = new long[x.length + y.length];
        System.arraycopy(x, 0, pooled, 0, x.length);
        System.arraycopy(y, 0, pooled, x.length, y.length);
        RankSum ranks = new RankSum(pooled);
        double ofX = 0;
        for (int i = 0; i < x.length; i++) {
            ofX += ranks.rank(i);
        }
        long n = (long) x.length * y.length;
        double median = (difference(x, y, (n - 1) / 2) + (double) difference(x, y, n / 2)) / 2;
        long outside = (long) Math.floor(n / 2.0 - Normal.Z95 * Math.sqrt(n * (x.length + y.length + 1.0) / 12));
        long least = Math.max(0, outside);
        Interval interval = new Interval(difference(x, y, least), difference(x, y, n - 1 - least));
        return new Shift(median, interval, ranks.twoSided(x.length, ofX));
    }

    /** The k-th smallest difference, from 0. */
    private static long difference(long[] x, long[] y, long k) {
        long low = x[0] - y[y.length - 1];
        long high = x[x.length - 1] - y[0];
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (upTo(x, y, middle) > k) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static long upTo(long[] x, long[] y, long limit) {
        long count = 0;
        int j = 0;
        for (long value : x) {
            while (j < y.length && value - y[j] > limit) {
                j++;
            }
            count += y.length - j;
        }
        return count;
    }
}
