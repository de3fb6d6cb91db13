package io.sojourn.benchmark.api;

import java.util.Arrays;

/** Durations in nanoseconds, all of them kept. For one thread at a time. */
final class Times {
    private static final double MILLION = 1e6;
    private long[] nanos = new long[1 << 12];
    private int count;

    void add(long one) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count] = one;
        count++;
    }

    int count() {
        return count;
    }

    /** Milliseconds that this part of all took at most. */
    double millis(double part) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int at = (int) Math.ceil(part * count) - 1;
        return count == 0 ? 0 : sorted[Math.max(0, at)] / MILLION;
    }

    void clear() {
        count = 0;
    }
}
