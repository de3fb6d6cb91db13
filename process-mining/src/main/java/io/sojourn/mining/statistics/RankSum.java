package io.sojourn.mining.statistics;

import java.util.Arrays;

/**
 * Mann and Whitney's test of many groups against all others, with one ranking of the pooled values. Equal values share the
 * mean of their ranks, and the variance is corrected for them:
 *
 * <pre>
 * U = R - n (n + 1) / 2,   z = (U - n m / 2 -+ 1/2) / sqrt(n m / 12 * (N + 1 - sum(t^3 - t) / (N (N - 1))))
 * </pre>
 *
 * with n members of the group, m others, N = n + m, R the ranks of the members added up and t the sizes of ties.
 */
public final class RankSum {
    private final double[] ranks;
    private final double tieFactor;

    /** Ranks values; O(N log N). */
    public RankSum(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] rankOfPlace = new double[sorted.length];
        double ties = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double t = to - from;
            ties += t * t * t - t;
            Arrays.fill(rankOfPlace, from, to, (from + 1 + to) / 2.0);
            from = to;
        }
        double n = sorted.length;
        this.tieFactor = n < 2 ? 0 : n + 1 - ties / (n * (n - 1));
        this.ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = rankOfPlace[Arrays.binarySearch(sorted, values[i])];
        }
    }

    /** Rank of a value by its place among those given, from 1. */
    public double rank(int i) {
        return ranks[i];
    }

    /** Probability of ranks as high as these or higher, where the members are drawn by chance from all. */
    public double greater(long members, double ranksOfMembers) {
        double deviation = deviation(members);
        return deviation == 0 ? 1 : Normal.upper((lead(members, ranksOfMembers) - 0.5) / deviation);
    }

    /** The same for ranks as far from the middle as these. */
    public double twoSided(long members, double ranksOfMembers) {
        double deviation = deviation(members);
        double lead = Math.max(0, Math.abs(lead(members, ranksOfMembers)) - 0.5);
        return deviation == 0 ? 1 : Normal.twoSided(lead / deviation);
    }

    private double lead(double n, double ranksOfMembers) {
        return ranksOfMembers - n * (n + 1) / 2 - n * (ranks.length - n) / 2;
    }

    private double deviation(double n) {
        return Math.sqrt(Math.max(0, n * (ranks.length - n) / 12 * tieFactor));
    }
}
