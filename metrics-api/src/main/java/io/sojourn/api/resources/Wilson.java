package io.sojourn.api.resources;

/** Wilson's score interval of a share, at 95 %. */
record Wilson(double low, double high) {
    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** The interval of {@code successes} out of {@code trials}; trials more than zero. */
    static Wilson of(double successes, double trials) {
        double p = successes / trials;
        double z2 = Z * Z / trials;
        double centre = (p + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / trials + z2 / (4 * trials));
        return new Wilson(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
