package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.WaitCauses;
import java.util.Arrays;

/** The cases that wait at one place at least once, in columns: how often each, and how long in all. */
final class CaseTotals {
    private final int[] firstMember;
    private final int[] cases;
    private final long[] micros;
    private int size;

    private CaseTotals(int atMost) {
        this.firstMember = new int[atMost + 1];
        this.cases = new int[atMost];
        this.micros = new long[atMost];
    }

    /** @param caseOf the case of each instance */
    static CaseTotals of(Places places, int place, int[] caseOf, WaitCauses waits) {
        CaseTotals totals = new CaseTotals(places.size(place));
        for (int k = 0; k < places.size(place); k++) {
            int i = places.at(place, k);
            if (totals.size == 0 || totals.cases[totals.size - 1] != caseOf[i]) {
                totals.cases[totals.size++] = caseOf[i];
            }
            totals.firstMember[totals.size] = k + 1;
            totals.micros[totals.size - 1] += waits.wait(i);
        }
        return totals;
    }

    /** Number of cases. */
    int size() {
        return size;
    }

    /** Index of the case in its log. */
    int caseAt(int t) {
        return cases[t];
    }

    /** How often the case waits here. */
    int times(int t) {
        return firstMember[t + 1] - firstMember[t];
    }

    /** How long in all. */
    long micros(int t) {
        return micros[t];
    }

    double hours(int t) {
        return Units.hours(micros[t]);
    }

    /** Waits in all of every case; a new array. */
    long[] allMicros() {
        return Arrays.copyOf(micros, size);
    }
}
