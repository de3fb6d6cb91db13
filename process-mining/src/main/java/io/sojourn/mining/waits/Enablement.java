package io.sojourn.mining.waits;

/**
 * Since when each instance was possible: the latest end, before its own, of an earlier instance of the case that ended by its
 * start and is not concurrent to it; that instance is its source. The first instance of a case has none, and doesn't wait.
 */
public final class Enablement {
    final long[] enabled;
    final int[] sources;

    private Enablement(long[] enabled, int[] sources) {
        this.enabled = enabled;
        this.sources = sources;
    }

    /** Looks back from each instance to its source: as many steps as there are concurrent instances between. */
    public static Enablement of(ActivityInstances of, Concurrency concurrency) {
        long[] enabled = new long[of.size()];
        int[] sources = new int[of.size()];
        for (int c = 0; c < of.cases(); c++) {
            for (int i = of.caseOffsets[c]; i < of.caseOffsets[c + 1]; i++) {
                int source = source(of, concurrency, of.caseOffsets[c], i);
                sources[i] = source;
                enabled[i] = source < 0 ? of.starts[i] : of.ends[source];
            }
        }
        return new Enablement(enabled, sources);
    }

    /** Instances of a case are in the order of their ends. */
    private static int source(ActivityInstances of, Concurrency concurrency, int first, int i) {
        for (int k = i - 1; k >= first; k--) {
            if (of.ends[k] <= of.starts[i]
                    && of.ends[k] < of.ends[i]
                    && !concurrency.isConcurrent(of.activities[k], of.activities[i])) {
                return k;
            }
        }
        return -1;
    }

    /** When each instance became possible, microseconds; its start where it has no source. */
    public long[] enabled() {
        return enabled;
    }

    /** The instance that made each possible, -1 where there is none. */
    public int[] sources() {
        return sources;
    }
}
