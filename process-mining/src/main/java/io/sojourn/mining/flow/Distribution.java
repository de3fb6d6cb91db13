package io.sojourn.mining.flow;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Durations summed up, in seconds. A percentile p of n values in ascending order is the value at (n - 1) p, linearly between
 * neighbours (R type 7); so the median of an even number is the mean of the two middle ones. Of no values all are NaN.
 */
public record Distribution(long count, double min, double mean, double median, double p90, double max) {
    private static final double MICROS = 1e6;
    private static final double NINETIETH = 0.9;
    private static final int SHORT = 48;

    /** Of nothing. */
    public static final Distribution NONE =
            new Distribution(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** All values in sum, seconds: the mean times the count, so right to some 15 digits; NaN of nothing. */
    public double total() {
        return mean * count;
    }

    /** Of microseconds, which it reorders from {@code from} to before {@code to}. */
    public static Distribution ofMicros(long[] values, int from, int to) {
        if (from == to) {
            return NONE;
        }
        int n = to - from;
        Sum sum = new Sum();
        long min = values[from];
        long max = min;
        for (int i = from; i < to; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
            sum.add(values[i]);
        }
        if (n <= SHORT) {
            Arrays.sort(values, from, to);
        }
        double median = percentile(values, from, from, to, 0.5);
        double p90 = percentile(values, from, from + (int) ((n - 1) * 0.5), to, NINETIETH);
        return new Distribution(n, min / MICROS, sum.mean(n) / MICROS, median / MICROS, p90 / MICROS, max / MICROS);
    }

    /** @param known no value before this place is greater than one from it on */
    private static double percentile(long[] values, int from, int known, int to, double p) {
        double h = (to - from - 1) * p;
        int low = from + (int) h;
        if (to - from > SHORT) {
            Select.to(values, known, to, low);
        }
        if (low + 1 == to) {
            return values[low];
        }
        long next = values[low + 1];
        for (int i = low + 2; i < to && to - from > SHORT; i++) {
            next = Math.min(next, values[i]);
        }
        return values[low] + (h - (low - from)) * (next - values[low]);
    }

    /** A sum of longs that never overflows. */
    static final class Sum {
        static final long LOW = 0xffff_ffffL;

        private long low;
        private long high;

        void add(long value) {
            low += value & LOW;
            high += value >> 32;
        }

        /** Adds sums of lower halves (each from 0 to before 2^32) and of upper ones. */
        void add(long lower, long upper) {
            low += lower;
            high += upper;
        }

        /** The exact sum divided by {@code n}, rounded last. */
        double mean(long n) {
            long sum = (high << 32) + low;
            boolean fits = high >= Integer.MIN_VALUE / 2 && high <= Integer.MAX_VALUE / 2 && low >= 0;
            if (fits) {
                return sum / n + (double) (sum % n) / n;
            }
            BigInteger exact = BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
            BigInteger[] parts = exact.divideAndRemainder(BigInteger.valueOf(n));
            return parts[0].longValueExact() + parts[1].doubleValue() / n;
        }
    }
}
