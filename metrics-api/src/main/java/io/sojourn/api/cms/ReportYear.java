package io.sojourn.api.cms;

import io.sojourn.api.resources.Asked;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A calendar year in the zone of the process: the instants [from, to), in microseconds.
 *
 * @param year such as 2026
 */
record ReportYear(int year, ZoneId zone, long from, long to) {
    private static final int FIRST = 1970;
    private static final int LAST = 2099;

    static ReportYear of(Asked asked, ZoneId zone) {
        asked.needed("year", "2026");
        int year = asked.number("year", FIRST, FIRST, LAST);
        return new ReportYear(year, zone, begin(year, zone), begin(year + 1, zone));
    }

    private static long begin(int year, ZoneId zone) {
        Instant begin = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, begin);
    }

    boolean holds(Long micros) {
        return micros != null && micros >= from && micros < to;
    }
}
