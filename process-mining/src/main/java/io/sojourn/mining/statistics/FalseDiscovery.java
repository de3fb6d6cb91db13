package io.sojourn.mining.statistics;

import java.util.stream.IntStream;

/**
 * Benjamini and Hochberg's control of the share of false discoveries ("Controlling the false discovery rate", 1995). Of the
 * tests with q up to a level, at most that share is false on average, for independent or positively dependent tests.
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /** q of each test: the smallest {@code p * m / rank} of those with a p as great or greater. */
    public static double[] q(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> p[a] != p[b] ? Double.compare(p[b], p[a]) : Integer.compare(b, a))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] q = new double[p.length];
        double least = 1;
        for (int k = 0; k < order.length; k++) {
            least = Math.min(least, p[order[k]] * p.length / (p.length - k));
            q[order[k]] = least;
        }
        return q;
    }
}
