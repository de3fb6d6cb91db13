package io.sojourn.sample;

/** The seed of random tests: fixed, or given by {@code -Dsojourn.seed}; printed, so that a failure can be repeated. */
final class Seeds {
    private Seeds() {}

    static long seed(long usual) {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isBlank() ? usual : Long.parseLong(given.trim());
        System.out.println("seed " + seed + " (repeat with -Dsojourn.seed=" + seed + ")");
        return seed;
    }
}
