package io.sojourn.mining.flow;

import java.util.Arrays;

/**
 * Counts times by group in bins that are at most a 64th of their times wide, with each group's sum: one thread's part of the first of
 * two readings ({@link TimeRanks}). A group keeps its times as they are until they would take the room of bins.
 */
final class TimeBins implements TimeSink {
    /** So many times take the room of bins. */
    static final int FEW = 2_048;

    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;
    /** Differences of times that a log may have are less than 2^52 microseconds. */
    private static final int BITS = 52;

    private static final int HALF = (BITS - SUB_BITS + 1) * SUB;
    /** Bins of negative times, then of the others. */
    static final int BINS = 2 * HALF;

    private static final int SHORTEST = 16;
    private static final long[] NONE = {};

    private int[] fewCounts;
    private long[][] few;
    private int[][] bins;
    private long[] sums;
    private Distribution.Sum[] carried;

    TimeBins(int groups) {
        fewCounts = new int[groups];
        few = new long[groups][];
        Arrays.fill(few, NONE);
        bins = new int[groups][];
        sums = new long[groups];
        carried = new Distribution.Sum[groups];
    }

    /** The bin of a time; bins are in the order of their times. */
    static int bin(long time) {
        return time >= 0 ? HALF + place(time) : HALF - 1 - place(~time);
    }

    private static int place(long size) {
        if (size < SUB) {
            return (int) size;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(size) - SUB_BITS;
        return (shift + 1) * SUB + ((int) (size >>> shift) & SUB - 1);
    }

    /** True when all times of a bin are the same, {@link #onlyTime}. */
    static boolean isNarrow(int bin) {
        return bin >= HALF - 2 * SUB && bin < HALF + 2 * SUB;
    }

    /** The time of a narrow bin. */
    static long onlyTime(int bin) {
        return bin - HALF;
    }

    @Override
    public void add(int group, long time) {
        if (group >= fewCounts.length) {
            widen(group);
        }
        int[] counted = bins[group];
        if (counted == null) {
            keep(group, time);
        } else {
            count(group, counted, time);
        }
    }

    private void count(int group, int[] counted, long time) {
        counted[bin(time)]++;
        long sum = sums[group];
        long more = sum + time;
        if (((sum ^ more) & (time ^ more)) < 0) {
            carry(group, sum);
            more = time;
        }
        sums[group] = more;
    }

    private void carry(int group, long sum) {
        if (carried[group] == null) {
            carried[group] = new Distribution.Sum();
        }
        carried[group].add(sum);
    }

    private void keep(int group, long time) {
        int at = fewCounts[group];
        if (at == FEW) {
            toBins(group);
            count(group, bins[group], time);
            return;
        }
        if (at == few[group].length) {
            few[group] = Arrays.copyOf(few[group], Math.max(SHORTEST, at * 2));
        }
        few[group][at] = time;
        fewCounts[group] = at + 1;
    }

    private void toBins(int group) {
        bins[group] = new int[BINS];
        for (int i = 0; i < fewCounts[group]; i++) {
            count(group, bins[group], few[group][i]);
        }
        few[group] = NONE;
    }

    private void widen(int group) {
        int old = fewCounts.length;
        int size = Math.max(group + 1, old * 2);
        fewCounts = Arrays.copyOf(fewCounts, size);
        few = Arrays.copyOf(few, size);
        Arrays.fill(few, old, size, NONE);
        bins = Arrays.copyOf(bins, size);
        sums = Arrays.copyOf(sums, size);
        carried = Arrays.copyOf(carried, size);
    }

    /** True when the group's times are counted only. */
    boolean isBinned(int group) {
        return bins[group] != null;
    }

    /** How many times a group has whose times are kept. */
    int count(int group) {
        return fewCounts[group];
    }

    /** Copies a group's kept times to {@code at} and on; the place behind them. */
    int copy(int group, long[] into, int at) {
        System.arraycopy(few[group], 0, into, at, fewCounts[group]);
        return at + fewCounts[group];
    }

    /** Adds a group to that of all threads. */
    void addTo(Binned all, int group) {
        if (!isBinned(group)) {
            toBins(group);
        }
        for (int b = 0; b < BINS; b++) {
            all.bins[b] += bins[group][b];
            all.count += bins[group][b];
        }
        all.sum.add(sums[group]);
        if (carried[group] != null) {
            all.sum.add(carried[group]);
        }
    }

    /** One group of all threads. */
    static final class Binned {
        final long[] bins = new long[BINS];
        final Distribution.Sum sum = new Distribution.Sum();
        long count;
    }
}
