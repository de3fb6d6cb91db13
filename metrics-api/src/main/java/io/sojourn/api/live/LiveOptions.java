package io.sojourn.api.live;

import java.time.Duration;

/**
 * Settings of the {@link LiveStream}.
 *
 * @param clients who may listen at a time
 * @param period a process has at most one snapshot in that time
 * @param silence after so long without anything a comment is sent: a connection that is gone shows itself
 * @param stuck who takes longer for what is being written doesn't read, and is dropped
 */
public record LiveOptions(int clients, Duration period, Duration silence, Duration stuck) {
    public LiveOptions {
        if (clients < 1 || period.isNegative() || !isPositive(silence) || !isPositive(stuck)) {
            throw new IllegalArgumentException("clients=" + clients + ", period=" + period + ", silence=" + silence
                    + ", stuck=" + stuck + ": at least 1 client and times over 0 are needed");
        }
    }

    private static boolean isPositive(Duration d) {
        return !d.isZero() && !d.isNegative();
    }

    /** A snapshot a second, a comment after 10 seconds, 5 seconds to read. */
    public static LiveOptions of(int clients) {
        return new LiveOptions(clients, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }
}
