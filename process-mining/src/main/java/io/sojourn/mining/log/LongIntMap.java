package io.sojourn.mining.log;

import java.util.Arrays;

/** A small hash map from non-negative longs to ints, without boxing. */
public final class LongIntMap {
    private static final long FREE = -1;

    private long[] keys;
    private int[] values;
    private int size;

    public LongIntMap() {
        clearTo(64);
    }

    private void clearTo(int capacity) {
        keys = new long[capacity];
        values = new int[capacity];
        Arrays.fill(keys, FREE);
        size = 0;
    }

    /** Forgets everything. */
    public void clear() {
        if (size == 0) {
            return;
        }
        if (keys.length > 4_096) {
            clearTo(64);
        } else {
            Arrays.fill(keys, FREE);
            size = 0;
        }
    }

    /** The value of a key, or what is given for a missing one. */
    public int get(long key, int missing) {
        int slot = slot(keys, key);
        return keys[slot] == key ? values[slot] : missing;
    }

    public void put(long key, int value) {
        int slot = slot(keys, key);
        if (keys[slot] != key) {
            if (++size * 2 > keys.length) {
                grow();
                slot = slot(keys, key);
            }
            keys[slot] = key;
        }
        values[slot] = value;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static int slot(long[] keys, long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int mask = keys.length - 1;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
