package io.sojourn.mining.bottleneck;

import java.util.List;

/**
 * Draws estimates towards zero by how uncertain they are: empirical Bayes with a normal prior around zero. In units of the
 * spread at its place, an excess d with standard error e has the posterior mean {@code d t / (t + e^2)}, where the variance t of
 * true excesses is taken from all of them by moments: {@code t = max(0, (sum(d^2 / e^2) - n) / sum(1 / e^2))}.
 */
final class Shrinkage {
    private final double variance;

    /** @param spreads the standard deviation of hours a case at each place */
    Shrinkage(List<Candidate> candidates, double[] spreads) {
        double squares = 0;
        double weights = 0;
        int n = 0;
        for (Candidate c : candidates) {
            double spread = spreads[c.place];
            if (spread > 0 && c.error() > 0) {
                double error = c.error() / spread;
                squares += Math.pow(c.excess() / c.error(), 2);
                weights += 1 / (error * error);
                n++;
            }
        }
        variance = weights == 0 ? 0 : Math.max(0, (squares - n) / weights);
    }

    /** The drawn excess, hours a case. */
    double shrunk(Candidate c, double spread) {
        if (spread == 0 || c.error() == 0) {
            return c.excess();
        }
        double error = c.error() / spread;
        return c.excess() * variance / (variance + error * error);
    }
}
