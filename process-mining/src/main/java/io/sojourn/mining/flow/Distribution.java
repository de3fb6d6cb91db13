package io.sojourn.mining.flow;

import java.util.Arrays;

/**
 * Durations summed up, in seconds. A percentile p of n values in ascending order is the value at (n - 1) p, linearly between
 * neighbours (R type 7); so the median of an even number is the mean of the two middle ones. Of no values all are NaN.
 */
public record Distribution(long count, double min, double mean, double median, double p90, double max) {
    private static final double MICROS = 1e6;
    private static final double NINETIETH = 0.9;

    /** Of microseconds, which it sorts in place from {@code from} to before {@code to}. */
    public static Distribution ofMicros(long[] values, int from, int to) {
        if (from == to) {
            return new Distribution(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Arrays.sort(values, from, to);
        return new Distribution(
                to - from,
                values[from] / MICROS,
                mean(values, from, to) / MICROS,
                percentile(values, from, to, 0.5) / MICROS,
                percentile(values, from, to, NINETIETH) / MICROS,
                values[to - 1] / MICROS);
    }

    /** Exact until the division: whole means and rests are summed apart, so that no sum overflows. */
    private static double mean(long[] values, int from, int to) {
        long n = to - from;
        long whole = 0;
        long rest = 0;
        for (int i = from; i < to; i++) {
            whole += values[i] / n;
            rest += values[i] % n;
        }
        return whole + (double) rest / n;
    }

    private static double percentile(long[] sorted, int from, int to, double p) {
        double h = (to - from - 1) * p;
        int low = (int) h;
        long value = sorted[from + low];
        return from + low + 1 == to ? value : value + (h - low) * (sorted[from + low + 1] - value);
    }
}
