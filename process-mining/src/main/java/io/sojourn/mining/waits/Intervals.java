package io.sojourn.mining.waits;

import java.util.Arrays;

/** Disjoint spans of time in order, with their lengths added up: how much of them lies before an instant is a search. */
final class Intervals {
    static final Intervals NONE = new Builder().build();
    private final long[] from;
    private final long[] to;
    private final long[] lengths;

    private Intervals(long[] from, long[] to) {
        this.from = from;
        this.to = to;
        this.lengths = new long[from.length];
        for (int i = 1; i < from.length; i++) {
            lengths[i] = lengths[i - 1] + to[i - 1] - from[i - 1];
        }
    }

    int size() {
        return from.length;
    }

    long from(int i) {
        return from[i];
    }

    long to(int i) {
        return to[i];
    }

    /** Microseconds of the spans before an instant. */
    long before(long micros) {
        int i = lastUpTo(micros);
        return i < 0 ? 0 : lengths[i] + Math.min(micros, to[i]) - from[i];
    }

    /** The last moment of the spans up to an instant; {@link Long#MIN_VALUE} where none begins before it. */
    long lastBefore(long micros) {
        int i = lastUpTo(micros - 1);
        return i < 0 ? Long.MIN_VALUE : Math.min(micros, to[i]);
    }

    /** The last span that begins at an instant or before, or -1. */
    int lastUpTo(long micros) {
        int found = Arrays.binarySearch(from, micros);
        return found >= 0 ? found : -found - 2;
    }

    /** Takes spans in the order of their beginnings; those that touch become one. */
    static final class Builder {
        private long[] from = new long[8];
        private long[] to = new long[8];
        private int size;

        void add(long begin, long end) {
            if (begin >= end) {
                return;
            }
            if (size > 0 && begin <= to[size - 1]) {
                to[size - 1] = Math.max(to[size - 1], end);
                return;
            }
            if (size == from.length) {
                from = Arrays.copyOf(from, size * 2);
                to = Arrays.copyOf(to, size * 2);
            }
            from[size] = begin;
            to[size++] = end;
        }

        Intervals build() {
            return new Intervals(Arrays.copyOf(from, size), Arrays.copyOf(to, size));
        }
    }
}
