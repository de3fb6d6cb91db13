package io.sojourn.api.store;

import java.util.Arrays;

/** The last word for each key of one table: a hash table over dense arrays that keep the order of first appearance. */
final class PendingRows {
    /** In place of a row that goes. */
    static final Object[] GONE = new Object[0];

    private int[] slots = new int[1 << 8];
    private int size;
    private long[] k1 = new long[128];
    private long[] k2 = new long[128];
    private byte[] groups = new byte[128];
    private Object[][] rows = new Object[128][];
    private Mode[] modes = new Mode[128];

    /** How a row meets what the store has. */
    private enum Mode {
        /** It replaces the stored row. */
        REPLACES,
        /** It gives way to the stored row. */
        KEEPS,
        /** There is no stored row. */
        NEW
    }

    int size() {
        return size;
    }

    long k1(int i) {
        return k1[i];
    }

    long k2(int i) {
        return k2[i];
    }

    /** Key group of its writer, or {@link io.sojourn.fact.Result#NO_GROUP}. */
    int group(int i) {
        return groups[i];
    }

    /** The row, or {@link #GONE}. */
    Object[] row(int i) {
        return rows[i];
    }

    /** True when the row is only for a key that the store doesn't have yet. */
    boolean isKeeper(int i) {
        return modes[i] == Mode.KEEPS;
    }

    /** True when the row, or that there is none any more, takes the place of a stored row. */
    boolean replaces(int i) {
        return modes[i] == Mode.REPLACES;
    }

    void put(long first, long second, int group, Object[] row) {
        put(first, second, group, row, Mode.REPLACES);
    }

    /** Like {@code put}, for a key that the store doesn't have. */
    void putNew(long first, long second, int group, Object[] row) {
        put(first, second, group, row, Mode.NEW);
    }

    /** Like {@code put}, for a row that replaces nothing, neither here nor in the store. */
    void putIfAbsent(long first, long second, int group, Object[] row) {
        put(first, second, group, row, Mode.KEEPS);
    }

    private void put(long first, long second, int group, Object[] row, Mode mode) {
        int mask = slots.length - 1;
        int slot = (int) Fingerprint.mix(first ^ Long.rotateLeft(second, 32)) & mask;
        while (slots[slot] != 0) {
            int i = slots[slot] - 1;
            if (k1[i] == first && k2[i] == second) {
                if (mode != Mode.KEEPS || rows[i] == GONE) {
                    set(i, group, row, modes[i] == Mode.NEW ? Mode.NEW : Mode.REPLACES);
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
        if (size == rows.length) {
            growRows();
        }
        k1[size] = first;
        k2[size] = second;
        set(size, group, row, mode);
        slots[slot] = ++size;
        if (size * 2 > slots.length) {
            growSlots();
        }
    }

    private void set(int i, int group, Object[] row, Mode mode) {
        modes[i] = mode;
        groups[i] = (byte) group;
        rows[i] = row;
    }

    private void growRows() {
        int length = size * 2;
        k1 = Arrays.copyOf(k1, length);
        k2 = Arrays.copyOf(k2, length);
        groups = Arrays.copyOf(groups, length);
        rows = Arrays.copyOf(rows, length);
        modes = Arrays.copyOf(modes, length);
    }

    private void growSlots() {
        slots = new int[slots.length * 4];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = (int) Fingerprint.mix(k1[i] ^ Long.rotateLeft(k2[i], 32)) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }
}
