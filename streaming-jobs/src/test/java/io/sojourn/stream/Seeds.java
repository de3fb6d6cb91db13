package io.sojourn.stream;

/** The seed of random tests: from {@code -Dsojourn.seed} where given, so that a failure can be repeated. */
public final class Seeds {
    private Seeds() {}

    /** The given seed, or {@code first}; printed by whoever uses it. */
    public static long from(long first) {
        String given = System.getProperty("sojourn.seed", "");
        return given.isEmpty() ? first : Long.parseLong(given);
    }

    /** How many seeds to try: one where a seed is given; {@code -Dsojourn.times=N} takes N times as many. */
    public static int count(int normally) {
        int times = Integer.getInteger("sojourn.times", 1);
        return System.getProperty("sojourn.seed", "").isEmpty() ? normally * times : 1;
    }
}
