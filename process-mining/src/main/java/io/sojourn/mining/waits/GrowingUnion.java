package io.sojourn.mining.waits;

import java.util.Arrays;

/**
 * A union of spans to which spans are added, and of which the part inside any window can be asked at any time. All ends of
 * spans and windows are known before. n additions and q questions take O((n + q) log m) over m instants: each
 * elementary span between neighbouring instants is covered once.
 */
final class GrowingUnion {
    private final long[] instants;
    private final int[] nextFree;
    private final long[] tree;

    /** @param instants ascending, distinct: every begin and end that will be named */
    GrowingUnion(long[] instants) {
        this.instants = instants;
        this.nextFree = new int[instants.length + 1];
        for (int i = 0; i < nextFree.length; i++) {
            nextFree[i] = i;
        }
        this.tree = new long[instants.length + 1];
    }

    void add(long from, long to) {
        int end = place(to);
        for (int i = free(place(from)); i < end; i = free(i + 1)) {
            cover(i, instants[i + 1] - instants[i]);
            nextFree[i] = i + 1;
        }
    }

    /** Microseconds of the union in [from, to). */
    long inside(long from, long to) {
        return before(place(to)) - before(place(from));
    }

    private int place(long instant) {
        return Arrays.binarySearch(instants, instant);
    }

    private int free(int at) {
        int root = at;
        while (nextFree[root] != root) {
            root = nextFree[root];
        }
        int i = at;
        while (nextFree[i] != root) {
            int next = nextFree[i];
            nextFree[i] = root;
            i = next;
        }
        return root;
    }

    private void cover(int at, long length) {
        for (int i = at + 1; i < tree.length; i += i & -i) {
            tree[i] += length;
        }
    }

    private long before(int place) {
        long sum = 0;
        for (int i = place; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }
}
