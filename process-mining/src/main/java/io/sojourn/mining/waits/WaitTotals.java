package io.sojourn.mining.waits;

import java.util.Arrays;

/** Waits of some instances added up. Microseconds. */
public final class WaitTotals {
    private final long[] byCause = new long[Cause.values().length];
    private long occurrences;
    private long estimated;
    private long processing;

    void add(WaitCauses causes, int i) {
        occurrences++;
        estimated += causes.isEstimated(i) ? 1 : 0;
        processing += causes.instances().ends()[i] - causes.instances().starts()[i];
        for (int c = 0; c < byCause.length; c++) {
            byCause[c] += causes.byCause[c][i];
        }
    }

    /** How many instances. */
    public long occurrences() {
        return occurrences;
    }

    /** How many of their waits end at an estimated start. */
    public long estimated() {
        return estimated;
    }

    /** From start to end. */
    public long processing() {
        return processing;
    }

    public long waited(Cause cause) {
        return byCause[cause.ordinal()];
    }

    /** Of all causes: exactly their sum. */
    public long waited() {
        return Arrays.stream(byCause).sum();
    }

    /** Processing as a part of processing and waiting (cycle time efficiency); NaN of nothing. */
    public double efficiency() {
        return (double) processing / (processing + waited());
    }

    /** The efficiency that there would be without a cause. */
    public double efficiencyWithout(Cause cause) {
        return (double) processing / (processing + waited() - waited(cause));
    }
}
