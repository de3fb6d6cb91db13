package io.sojourn.mining.flow;

import io.sojourn.mining.log.LongIntMap;
import java.util.Arrays;

/** Collects a time for each occurrence of a pair of codes, grouped by pair, in flat arrays. */
final class PairTimes {
    private final long width;
    private final LongIntMap ids = new LongIntMap();
    private long[] pairs = new long[64];
    private int[] counts = new int[64];
    private int size;

    private final int[] pairOf;
    private final long[] times;
    private int filled;

    /**
     * @param codes codes are below this
     * @param most at most so many occurrences
     */
    PairTimes(int codes, int most) {
        this.width = codes;
        this.pairOf = new int[most];
        this.times = new long[most];
    }

    void add(int from, int to, long time) {
        long pair = from * width + to;
        int id = ids.get(pair, -1);
        if (id < 0) {
            id = newPair(pair);
        }
        counts[id]++;
        pairOf[filled] = id;
        times[filled++] = time;
    }

    private int newPair(long pair) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        ids.put(pair, size);
        pairs[size] = pair;
        return size++;
    }

    int size() {
        return size;
    }

    int from(int id) {
        return (int) (pairs[id] / width);
    }

    int to(int id) {
        return (int) (pairs[id] % width);
    }

    int count(int id) {
        return counts[id];
    }

    /** The times of each pair, one behind the other: those of {@code id} are from {@code offsets()[id]} on. */
    long[] grouped(int[] offsets) {
        int[] next = offsets.clone();
        long[] grouped = new long[filled];
        for (int i = 0; i < filled; i++) {
            grouped[next[pairOf[i]]++] = times[i];
        }
        return grouped;
    }

    int[] offsets() {
        int[] offsets = new int[size + 1];
        for (int id = 0; id < size; id++) {
            offsets[id + 1] = offsets[id] + counts[id];
        }
        return offsets;
    }
}
