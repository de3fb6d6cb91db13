package io.sojourn.mining.log;

/** The order in which the work of a case begins: by (start, time, position). One thread; no memory beyond the longest case. */
public final class IntervalOrder {
    private int[] order = new int[64];
    private int[] spare = new int[64];

    /**
     * The places from {@code from} to before {@code to} in that order, which are in the order (time, position): the first of
     * the result is at 0. The array is reused.
     */
    public int[] of(long[] starts, int from, int to) {
        int count = to - from;
        if (order.length < count) {
            order = new int[Math.max(count, order.length * 2)];
            spare = new int[order.length];
        }
        for (int i = 0; i < count; i++) {
            order[i] = from + i;
        }
        StableSort.sort(order, 0, count, starts, spare);
        return order;
    }
}
