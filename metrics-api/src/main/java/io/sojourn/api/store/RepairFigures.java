package io.sojourn.api.store;

/** What repairs have done since the store was opened, as readers may see it at any time. */
public final class RepairFigures {
    private volatile long repairs;
    private volatile long cases;
    private volatile long nanos;
    private volatile long failures;

    RepairFigures() {}

    /** @param repaired how many cases, or less than 0 when it failed */
    synchronized void ended(int repaired, long took) {
        nanos += took;
        if (repaired < 0) {
            failures++;
        } else {
            repairs++;
            cases += repaired;
        }
    }

    public long repairs() {
        return repairs;
    }

    /** Recomputed cases, each as often as it was. */
    public long cases() {
        return cases;
    }

    public double seconds() {
        return nanos / 1e9;
    }

    /** Repairs that failed, or gave up because the stream told a case anew meanwhile. */
    public long failures() {
        return failures;
    }
}
