package io.sojourn.mining.statistics;

/**
 * The difference of two shares, with Agresti and Caffo's interval (one success and one failure added to each) and the
 * two-sided p of the test with the pooled share.
 */
public record Proportions(double difference, Interval interval, double p) {
    /** @param ofA how many of A, at least one; in the same way for B */
    public static Proportions of(long hitsA, long ofA, long hitsB, long ofB) {
        double difference = (double) hitsA / ofA - (double) hitsB / ofB;
        double pooled = (double) (hitsA + hitsB) / (ofA + ofB);
        double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / ofA + 1.0 / ofB));
        double a = (hitsA + 1.0) / (ofA + 2);
        double b = (hitsB + 1.0) / (ofB + 2);
        double wide = Math.sqrt(a * (1 - a) / (ofA + 2) + b * (1 - b) / (ofB + 2));
        return new Proportions(
                difference, Interval.around(a - b, wide), deviation == 0 ? 1 : Normal.twoSided(difference / deviation));
    }
}
