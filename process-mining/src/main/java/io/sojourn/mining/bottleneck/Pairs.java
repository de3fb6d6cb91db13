package io.sojourn.mining.bottleneck;

import io.sojourn.mining.log.LongIntMap;
import java.util.Arrays;

/** Groups instances that wait by (code of their source, code of their own), in order of appearance; codes may be missing. */
final class Pairs {
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int size;
    private final int[] pairOf;

    /**
     * @param sources of each instance; those without one, -1, are in no group
     * @param codes of each instance
     */
    Pairs(int[] sources, int[] codes) {
        LongIntMap known = new LongIntMap();
        pairOf = new int[sources.length];
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] < 0) {
                pairOf[i] = Grouping.NONE;
                continue;
            }
            long key = codes[sources[i]] + 1L << Integer.SIZE | codes[i] + 1L;
            int pair = known.get(key, Grouping.NONE);
            if (pair == Grouping.NONE) {
                pair = add(codes[sources[i]], codes[i]);
                known.put(key, pair);
            }
            pairOf[i] = pair;
        }
    }

    private int add(int a, int b) {
        if (size == from.length) {
            from = Arrays.copyOf(from, size * 2);
            to = Arrays.copyOf(to, size * 2);
        }
        from[size] = a;
        to[size] = b;
        return size++;
    }

    int size() {
        return size;
    }

    int from(int pair) {
        return from[pair];
    }

    int to(int pair) {
        return to[pair];
    }

    int[] pairOf() {
        return pairOf;
    }
}
