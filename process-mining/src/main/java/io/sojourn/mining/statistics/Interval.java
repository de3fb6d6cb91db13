package io.sojourn.mining.statistics;

/** An interval in which the true value lies with 95 %. */
public record Interval(double low, double high) {
    /** An estimate with a known standard error. */
    public static Interval around(double estimate, double standardError) {
        return new Interval(estimate - Normal.Z95 * standardError, estimate + Normal.Z95 * standardError);
    }

    public Interval times(double factor) {
        return new Interval(low * factor, high * factor);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
