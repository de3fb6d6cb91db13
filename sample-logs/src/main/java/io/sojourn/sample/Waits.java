package io.sojourn.sample;

import java.util.Arrays;

/** Lengths of the stays in a queue that have ended. */
final class Waits {
    private long[] values = new long[64];
    private int size;

    void add(long micros) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = micros;
    }

    int size() {
        return size;
    }

    double meanSeconds() {
        return Arrays.stream(values, 0, size).asDoubleStream().sum() / Math.max(1, size) / Units.SECOND;
    }

    /** Nearest rank: the value at rank ceil(p * n) in ascending order. */
    double percentileSeconds(double p) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.max(1, (int) Math.ceil(p * size)) - 1] / (double) Units.SECOND;
    }
}
