package io.sojourn.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Local times as instants. Unlike {@code ZonedDateTime.of}, the order of local times is kept: see the package. */
final class LocalTimes {
    private final ZoneRules rules;

    LocalTimes(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** UTC microseconds of the first instant at which the clocks show this local time or a later one. */
    long micros(LocalDate day, LocalTime time) {
        LocalDateTime local = LocalDateTime.of(day, time);
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change != null && change.isGap()) {
            return micros(change.getInstant());
        }
        ZoneOffset offset = change == null ? rules.getOffset(local) : change.getOffsetBefore();
        return local.toEpochSecond(offset) * 1_000_000L + local.getNano() / 1_000L;
    }

    long startOf(LocalDate day) {
        return micros(day, LocalTime.MIDNIGHT);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000L;
    }
}
