package io.sojourn.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What to simulate.
 *
 * @param seed all randomness comes from it: equal options give equal bytes
 * @param cases how many requests arrive; {@link Integer#MAX_VALUE}: without end
 * @param start when the world begins, all queues empty
 * @param arrivalsPerDay mean of requests per calendar day of an ordinary week; teams are sized to it
 * @param troubles planted troubles
 * @param drain how long the world goes on after the last arrival; what is open then, stays open
 */
public record SimulationOptions(
        long seed, int cases, Instant start, double arrivalsPerDay, Set<Trouble> troubles, Duration drain) {
    /** Midnight in New York before the first full working week of 2026. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-05T05:00:00Z");

    private static final double FEWEST_PER_DAY = 25;
    private static final double MOST_PER_DAY = 5000;
    private static final double ENDLESS_PER_DAY = 120;
    private static final double DAYS = 90;

    public SimulationOptions {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(drain, "drain");
        if (cases < 1) {
            throw new IllegalArgumentException("cases is " + cases + ", must be at least 1");
        }
        if (!(arrivalsPerDay > 0 && arrivalsPerDay <= 100_000)) {
            throw new IllegalArgumentException(
                    "arrivalsPerDay is " + arrivalsPerDay + ", must be more than 0 and at most 100000");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain is " + drain + ", must not be negative");
        }
        Set<Trouble> copy = EnumSet.noneOf(Trouble.class);
        copy.addAll(troubles);
        troubles = Collections.unmodifiableSet(copy);
    }

    /** No troubles; a load at which so many cases arrive within about three months (120 a day without end). */
    public static SimulationOptions of(long seed, int cases) {
        double perDay = cases == Integer.MAX_VALUE
                ? ENDLESS_PER_DAY
                : Math.min(MOST_PER_DAY, Math.max(FEWEST_PER_DAY, cases / DAYS));
        return new SimulationOptions(seed, cases, DEFAULT_START, perDay, Set.of(), Duration.ofDays(1));
    }

    public SimulationOptions withTroubles(Set<Trouble> planted) {
        return new SimulationOptions(seed, cases, start, arrivalsPerDay, planted, drain);
    }

    public SimulationOptions withArrivalsPerDay(double perDay) {
        return new SimulationOptions(seed, cases, start, perDay, troubles, drain);
    }

    public SimulationOptions withDrain(Duration time) {
        return new SimulationOptions(seed, cases, start, arrivalsPerDay, troubles, time);
    }

    boolean endless() {
        return cases == Integer.MAX_VALUE;
    }
}
