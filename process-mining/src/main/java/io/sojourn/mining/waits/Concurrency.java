package io.sojourn.mining.waits;

/**
 * Which activities run side by side, so that neither waits for the other. The heuristics oracle: a and b are concurrent where
 * each directly follows the other, neither clearly more often ({@code |ab - ba| / (ab + ba + 1) < 0.9}), and they are no
 * short loop ({@code (aba + bab) / (aba + bab + 1) < 0.9}). Directly-follows is by the order of ends in a case.
 */
public final class Concurrency {
    private static final double CLEARLY = 0.9;
    private final boolean[] pairs;
    private final int activities;

    private Concurrency(boolean[] pairs, int activities) {
        this.pairs = pairs;
        this.activities = activities;
    }

    /** Nothing runs side by side. */
    public static Concurrency none(ActivityInstances of) {
        int n = of.activityNames().size();
        return new Concurrency(new boolean[n * n], n);
    }

    /** Counts over all cases of a log; memory: activities squared. */
    public static Concurrency of(ActivityInstances of) {
        int n = of.activityNames().size();
        long[] follows = new long[n * n];
        long[] returns = new long[n * n];
        for (int c = 0; c < of.cases(); c++) {
            for (int i = of.caseOffsets[c] + 1; i < of.caseOffsets[c + 1]; i++) {
                int a = of.activities[i - 1];
                int b = of.activities[i];
                follows[a * n + b]++;
                if (i + 1 < of.caseOffsets[c + 1] && of.activities[i + 1] == a) {
                    returns[a * n + b]++;
                }
            }
        }
        boolean[] pairs = new boolean[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                pairs[a * n + b] = a != b && isConcurrent(follows, returns, a * n + b, b * n + a);
            }
        }
        return new Concurrency(pairs, n);
    }

    private static boolean isConcurrent(long[] follows, long[] returns, int ab, int ba) {
        if (follows[ab] == 0 || follows[ba] == 0) {
            return false;
        }
        double loops = returns[ab] + returns[ba];
        double both = follows[ab] + follows[ba];
        return loops / (loops + 1) < CLEARLY && Math.abs(follows[ab] - follows[ba]) / (both + 1) < CLEARLY;
    }

    /** By the codes of two activities. */
    public boolean isConcurrent(int a, int b) {
        return pairs[a * activities + b];
    }
}
