package io.sojourn.api.resources;

/**
 * The difference of two independent shares with its interval at 95 %: Newcombe's method of squaring and adding the distances to
 * Wilson's limits (Statistics in Medicine 17, 1998, method 10).
 */
record Newcombe(double value, double low, double high) {
    /** The first share minus the second one; trials more than zero. */
    static Newcombe of(double successes, double trials, double otherSuccesses, double otherTrials) {
        double p = successes / trials;
        double q = otherSuccesses / otherTrials;
        Wilson first = Wilson.of(successes, trials);
        Wilson second = Wilson.of(otherSuccesses, otherTrials);
        return new Newcombe(
                p - q,
                p - q - Math.hypot(p - first.low(), second.high() - q),
                p - q + Math.hypot(first.high() - p, q - second.low()));
    }
}
