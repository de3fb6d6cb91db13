package io.sojourn.cli.e2e;

/** The seed of a random test: printed, and taken back by {@code -Dsojourn.seed}. */
final class Seeds {
    private Seeds() {}

    static long seed(long usual) {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? usual : Long.parseLong(given);
        System.out.println("-Dsojourn.seed=" + seed);
        return seed;
    }
}
