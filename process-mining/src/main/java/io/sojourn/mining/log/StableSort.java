package io.sojourn.mining.log;

/** Stable merge sort of indices by a long key, without boxing. */
public final class StableSort {
    private static final int SHORT = 24;

    private StableSort() {}

    /** Sorts {@code order[from, to)} by {@code keys[order[i]]}; equal keys keep their order. {@code spare} is as long. */
    public static void sort(int[] order, int from, int to, long[] keys, int[] spare) {
        if (isSorted(order, from, to, keys)) {
            return;
        }
        if (to - from <= SHORT) {
            insertionSort(order, from, to, keys);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, from, middle, keys, spare);
        sort(order, middle, to, keys, spare);
        merge(order, from, middle, to, keys, spare);
    }

    private static boolean isSorted(int[] order, int from, int to, long[] keys) {
        for (int i = from + 1; i < to; i++) {
            if (keys[order[i - 1]] > keys[order[i]]) {
                return false;
            }
        }
        return true;
    }

    private static void insertionSort(int[] order, int from, int to, long[] keys) {
        for (int i = from + 1; i < to; i++) {
            int moved = order[i];
            long key = keys[moved];
            int at = i - 1;
            while (at >= from && keys[order[at]] > key) {
                order[at + 1] = order[at];
                at--;
            }
            order[at + 1] = moved;
        }
    }

    private static void merge(int[] order, int from, int middle, int to, long[] keys, int[] spare) {
        System.arraycopy(order, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        int at = from;
        while (left < middle && right < to) {
            order[at++] = keys[order[right]] < keys[spare[left]] ? order[right++] : spare[left++];
        }
        System.arraycopy(spare, left, order, at, middle - left);
    }
}
