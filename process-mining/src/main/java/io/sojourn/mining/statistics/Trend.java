package io.sojourn.mining.statistics;

import java.util.Arrays;

/**
 * A trend that outliers don't make: Theil and Sen's slope, the median of the slopes of all pairs of points, and the two-sided
 * p of Kendall's rank correlation (normal, corrected for ties and continuity). It takes points as independent: where one
 * resembles the one before, p is too small.
 *
 * @param slope units of y for one of x
 * @param points how many it was taken from
 */
public record Trend(double slope, double p, int points) {
    /** @param x ascending, distinct; at least two */
    public static Trend of(double[] x, double[] y) {
        int n = x.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        long concordant = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[pairs++] = (y[j] - y[i]) / (x[j] - x[i]);
                concordant += (long) Math.signum(y[j] - y[i]);
            }
        }
        Arrays.sort(slopes);
        double slope = (slopes[(pairs - 1) / 2] + slopes[pairs / 2]) / 2;
        double deviation = Math.sqrt(variance(y));
        double z = deviation == 0 ? 0 : Math.max(0, Math.abs(concordant) - 1) / deviation;
        return new Trend(slope, Normal.twoSided(z), n);
    }

    private static double variance(double[] y) {
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double variance = n * (n - 1) * (2 * n + 5);
        for (int from = 0; from < sorted.length; ) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double t = to - from;
            variance -= t * (t - 1) * (2 * t + 5);
            from = to;
        }
        return variance / 18;
    }
}
