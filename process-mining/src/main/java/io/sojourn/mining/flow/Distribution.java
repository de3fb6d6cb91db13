package io.sojourn.mining.flow;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Durations summed up, in seconds. A percentile p of n values in ascending order is the value at (n - 1) p, linearly between
 * neighbours (R type 7); so the median of an even number is the mean of the two middle ones. Of no values all are NaN.
 */
public record Distribution(long count, double min, double mean, double median, double p90, double max) {
    private static final double MICROS = 1e6;
    /** The shares below the median and below {@code p90}. */
    static final double[] PERCENTILES = {0.5, 0.9};

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
        double median = percentile(values, from, from, to, PERCENTILES[0]);
        double p90 = percentile(values, from, from + (int) ((n - 1) * PERCENTILES[0]), to, PERCENTILES[1]);
        return of(n, min, max, sum, median, p90);
    }

    /** @param known no value before this place is greater than one from it on */
    private static double percentile(long[] values, int from, int known, int to, double p) {
        Percentile place = Percentile.of(to - from, p);
        int low = from + (int) place.low();
        if (to - from > SHORT) {
            Select.to(values, known, to, low);
        }
        if (!place.hasNext()) {
            return values[low];
        }
        long next = values[low + 1];
        for (int i = low + 2; i < to && to - from > SHORT; i++) {
            next = Math.min(next, values[i]);
        }
        return place.value(values[low], next);
    }

    /** Of figures that were computed apart; microseconds. {@code sum} is of all values. */
    public static Distribution of(long count, long min, long max, Sum sum, double median, double p90) {
        return new Distribution(
                count, min / MICROS, sum.mean(count) / MICROS, median / MICROS, p90 / MICROS, max / MICROS);
    }

    /** A sum of longs that never overflows. */
    public static final class Sum {
        static final long LOW = 0xffff_ffffL;

        private long low;
        private long high;

        /** Adds a value. */
        public void add(long value) {
            low += value & LOW;
            high += value >> 32;
        }

        /** Adds a value so many times, at most a thousand million. */
        public void add(long value, int times) {
            low += (value & LOW) * times;
            high += (value >> 32) * times;
        }

        void add(Sum other) {
            add(other.low, other.high);
        }

        /** The sum of the lower halves of the values. */
        public long lower() {
            return low;
        }

        /** The sum of their upper halves. */
        public long upper() {
            return high;
        }

        /** Adds sums of lower halves (each from 0 to before 2^32) and of upper ones. */
        public void add(long lower, long upper) {
            long carried = low + lower;
            low = carried & LOW;
            high += upper + (carried >> 32);
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
