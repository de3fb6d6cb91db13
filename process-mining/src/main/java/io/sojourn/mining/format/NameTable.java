package io.sojourn.mining.format;

import java.util.List;

/** Finds the number of a name by its ASCII bytes, without making a text of them. */
final class NameTable {
    private final byte[][] names;
    private final int[] numbers;
    private final int mask;

    /** Gives each name its place in the list; names that are not plain ASCII are never found. */
    NameTable(List<String> list) {
        int slots = Integer.highestOneBit(Math.max(4, list.size())) << 2;
        names = new byte[slots][];
        numbers = new int[slots];
        mask = slots - 1;
        for (int i = 0; i < list.size(); i++) {
            add(list.get(i), i);
        }
    }

    private void add(String name, int number) {
        byte[] bytes = new byte[name.length()];
        int hash = 0;
        for (int i = 0; i < bytes.length; i++) {
            char c = name.charAt(i);
            if (c >= 0x7f) {
                return;
            }
            bytes[i] = (byte) c;
            hash = 31 * hash + c;
        }
        int slot = slot(hash);
        while (names[slot] != null) {
            slot = slot + 1 & mask;
        }
        names[slot] = bytes;
        numbers[slot] = number;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & mask;
    }

    /**
     * The number of a name, or -1.
     *
     * @param hash of the name as {@link String#hashCode} has it
     */
    int find(byte[] in, int from, int length, int hash) {
        for (int slot = slot(hash); names[slot] != null; slot = slot + 1 & mask) {
            if (same(names[slot], in, from, length)) {
                return numbers[slot];
            }
        }
        return -1;
    }

    private static boolean same(byte[] name, byte[] in, int from, int length) {
        if (name.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name[i] != in[from + i]) {
                return false;
            }
        }
        return true;
    }
}
