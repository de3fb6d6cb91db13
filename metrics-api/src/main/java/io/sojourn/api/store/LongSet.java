package io.sojourn.api.store;

/** A set of longs that only grows; sixteen bytes an element or so. */
final class LongSet {
    private long[] slots = new long[1 << 10];
    private boolean hasZero;
    private int size;

    boolean contains(long value) {
        if (value == 0) {
            return hasZero;
        }
        int mask = slots.length - 1;
        for (int slot = (int) Fingerprint.mix(value) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (slots[slot] == value) {
                return true;
            }
        }
        return false;
    }

    void add(long value) {
        if (value == 0) {
            hasZero = true;
            return;
        }
        int mask = slots.length - 1;
        int slot = (int) Fingerprint.mix(value) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = value;
        if (++size * 2 > slots.length) {
            grow();
        }
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 4];
        size = 0;
        for (long value : old) {
            if (value != 0) {
                add(value);
            }
        }
    }
}
