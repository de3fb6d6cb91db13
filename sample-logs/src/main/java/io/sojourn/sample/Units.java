package io.sojourn.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds: the unit of time of the simulated world. */
final class Units {
    static final long SECOND = 1_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private Units() {}

    static long micros(Instant t) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, t);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long of(double amount, long unit) {
        return (long) (amount * unit);
    }
}
