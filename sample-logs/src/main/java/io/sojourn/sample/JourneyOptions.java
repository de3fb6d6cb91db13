package io.sojourn.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Which journeys to simulate.
 *
 * @param seed all randomness comes from it: equal options give equal events
 * @param referrals how many referrals arrive
 * @param start when the first one may arrive
 * @param perDay mean of referrals per day
 * @param drain how long the world goes on after the last referral
 */
public record JourneyOptions(long seed, int referrals, Instant start, double perDay, Duration drain) {
    public JourneyOptions {
        Objects.requireNonNull(start, "start");
        if (referrals < 1) {
            throw new IllegalArgumentException("referrals is " + referrals + ", must be at least 1");
        }
        if (!(perDay > 0 && perDay <= 100_000)) {
            throw new IllegalArgumentException("perDay is " + perDay + ", must be more than 0 and at most 100000");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain is " + drain + ", must not be negative");
        }
    }

    /** Forty a day from January 2026 on, and forty days after the last one. */
    public static JourneyOptions of(long seed, int referrals) {
        return new JourneyOptions(seed, referrals, SimulationOptions.DEFAULT_START, 40, Duration.ofDays(40));
    }
}
