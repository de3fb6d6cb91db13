package io.sojourn.mining.statistics;

/** The standard normal distribution. */
public final class Normal {
    /** Half width of a 95 % interval, in standard errors. */
    public static final double Z95 = 1.959963984540054;

    private static final double[] CHEBYSHEV = {
        -1.26551223,
        1.00002368,
        0.37409196,
        0.09678418,
        -0.18628806,
        0.27886807,
        -1.13520398,
        1.48851587,
        -0.82215223,
        0.17087277
    };

    private Normal() {}

    /** P(Z &gt; z), with a relative error below 2e-7 in both tails (Press et al., Numerical Recipes, 6.2). */
    public static double upper(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * x);
        double sum = 0;
        for (int i = CHEBYSHEV.length - 1; i >= 0; i--) {
            sum = sum * t + CHEBYSHEV[i];
        }
        double tail = 0.5 * t * Math.exp(-x * x + sum);
        return z >= 0 ? tail : 1 - tail;
    }

    /** P(|Z| &gt; |z|). */
    public static double twoSided(double z) {
        return Math.min(1, 2 * upper(Math.abs(z)));
    }
}
