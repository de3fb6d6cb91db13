package io.sojourn.mining.map;

import java.util.Arrays;

/** Counts things by number: how often, in how many cases, how often at most in one. One thread. */
final class Occurrences {
    private int[] inCase = new int[64];
    private int[] lastCase = new int[64];
    private long[] count = new long[64];
    private long[] cases = new long[64];
    private int[] most = new int[64];

    /**
     * Takes one.
     *
     * @param caseNumber from 1
     * @return whether it is the case's first
     */
    boolean take(int id, int caseNumber) {
        if (id >= count.length) {
            widen(Math.max(id + 1, 2 * id));
        }
        boolean first = lastCase[id] != caseNumber;
        lastCase[id] = caseNumber;
        inCase[id] = first ? 1 : inCase[id] + 1;
        count[id]++;
        cases[id] += first ? 1 : 0;
        most[id] = Math.max(most[id], inCase[id]);
        return first;
    }

    private void widen(int length) {
        inCase = Arrays.copyOf(inCase, length);
        lastCase = Arrays.copyOf(lastCase, length);
        count = Arrays.copyOf(count, length);
        cases = Arrays.copyOf(cases, length);
        most = Arrays.copyOf(most, length);
    }

    /** Adds what another thread counted. */
    void add(int id, Occurrences other, int otherId) {
        if (id >= count.length) {
            widen(Math.max(id + 1, 2 * id));
        }
        if (otherId < other.count.length) {
            count[id] += other.count[otherId];
            cases[id] += other.cases[otherId];
            most[id] = Math.max(most[id], other.most[otherId]);
        }
    }

    long count(int id) {
        return id < count.length ? count[id] : 0;
    }

    long cases(int id) {
        return id < count.length ? cases[id] : 0;
    }

    long most(int id) {
        return id < count.length ? most[id] : 0;
    }
}
