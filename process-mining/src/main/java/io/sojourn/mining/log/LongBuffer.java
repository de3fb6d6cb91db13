package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.List;

/** A growing column of longs in chunks. */
final class LongBuffer {
    private static final int BITS = 14;
    private static final int CHUNK = 1 << BITS;

    private final List<long[]> chunks = new ArrayList<>();
    private long[] last;
    private int size;

    void add(long value) {
        int at = size++ & CHUNK - 1;
        if (at == 0) {
            last = new long[CHUNK];
            chunks.add(last);
        }
        last[at] = value;
    }

    /** Replaces the value that was added last. */
    void replaceLast(long value) {
        last[size - 1 & CHUNK - 1] = value;
    }

    int size() {
        return size;
    }

    LongBuffer copy() {
        LongBuffer copy = new LongBuffer();
        chunks.forEach(c -> copy.chunks.add(c.clone()));
        copy.size = size;
        copy.last = chunks.isEmpty() ? null : copy.chunks.get(copy.chunks.size() - 1);
        return copy;
    }

    /** Puts each value to its place. */
    void scatter(int[] places, int firstRow, long[] into) {
        for (int c = 0; c < chunks.size(); c++) {
            long[] chunk = chunks.get(c);
            int from = c << BITS;
            int count = Math.min(CHUNK, size - from);
            for (int i = 0; i < count; i++) {
                into[places[firstRow + from + i]] = chunk[i];
            }
        }
    }
}
