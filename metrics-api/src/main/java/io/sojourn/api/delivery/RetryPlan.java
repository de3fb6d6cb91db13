package io.sojourn.api.delivery;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When to try again: the example schedule of Standard Webhooks, ten tries over 75 h 35 min, each wait longer by up to a
 * fifth so that many senders don't come at once.
 */
final class RetryPlan {
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final double JITTER = 0.2;

    private final SplittableRandom random;

    RetryPlan(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Wait after so many tries; null when that was the last. */
    Duration after(int attempts) {
        if (attempts > WAITS.size()) {
            return null;
        }
        Duration base = WAITS.get(attempts - 1);
        return base.plusMillis((long) (base.toMillis() * JITTER * random.nextDouble()));
    }
}
