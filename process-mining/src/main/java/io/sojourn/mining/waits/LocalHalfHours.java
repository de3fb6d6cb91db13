package io.sojourn.mining.waits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The half hours of local time, each looked up in the rules of its zone once. Instants are taken by quarters of an hour, which no
 * zone divides. Costs 8 bytes for each quarter of an hour of the log.
 */
final class LocalHalfHours {
    static final int A_DAY = 48;
    private static final int MINUTES = 30;
    private static final long QUARTER = TimeUnit.MINUTES.toMicros(15);

    private final ZoneId zone;
    private final long firstQuarter;
    /** One more than (day, half hour) packed, of each quarter; 0 where it isn't known yet. */
    private final long[] local;

    private final Map<Long, long[]> begins = new HashMap<>();

    /** @param from earliest instant, and {@code to} the latest one, microseconds */
    LocalHalfHours(ZoneId zone, long from, long to) {
        this.zone = zone;
        this.firstQuarter = Math.floorDiv(from, QUARTER);
        this.local = new long[(int) (Math.floorDiv(to, QUARTER) - firstQuarter) + 1];
    }

    /** Number of quarters. */
    int quarters() {
        return local.length;
    }

    int quarter(long micros) {
        return (int) (Math.floorDiv(micros, QUARTER) - firstQuarter);
    }

    /** Local day of a quarter, as days since 1970-01-01. */
    long day(int quarter) {
        return Math.floorDiv(packed(quarter), (long) A_DAY);
    }

    /** Half hour of the local day of a quarter. */
    int slot(int quarter) {
        return (int) Math.floorMod(packed(quarter), (long) A_DAY);
    }

    private long packed(int quarter) {
        if (local[quarter] == 0) {
            long seconds = TimeUnit.MICROSECONDS.toSeconds((firstQuarter + quarter) * QUARTER);
            ZonedDateTime at = Instant.ofEpochSecond(seconds).atZone(zone);
            long day = at.toLocalDate().toEpochDay();
            local[quarter] = 1 + day * A_DAY + (at.getHour() * 60L + at.getMinute()) / MINUTES;
        }
        return local[quarter] - 1;
    }

    /** When a half hour of a local day begins, microseconds; half hour {@value #A_DAY} is the next day's first. */
    long begin(long day, int slot) {
        return begins.computeIfAbsent(day, this::beginsOf)[slot];
    }

    private long[] beginsOf(long day) {
        long[] all = new long[A_DAY + 1];
        for (int slot = 0; slot <= A_DAY; slot++) {
            Instant begin = LocalDate.ofEpochDay(day)
                    .atStartOfDay()
                    .plusMinutes((long) slot * MINUTES)
                    .atZone(zone)
                    .toInstant();
            all[slot] = TimeUnit.SECONDS.toMicros(begin.getEpochSecond());
        }
        return all;
    }
}
