package io.sojourn.api.cms;

import io.sojourn.calendar.WorkCalendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Local days in the queries of {@link TwinSql}, as numbers from 1970; for times of a year and of the years beside it. */
record TwinDays(ReportYear year) {
    static final long DAY_MICROS = 86_400_000_000L;

    /** How many business days there are up to each day; days are counted from 1970. */
    String business(WorkCalendar calendar) {
        long first = day(year.from()) - 366;
        long last = day(year.to()) + 366;
        Set<Long> worked = new TreeSet<>();
        ZoneId zone = calendar.rule().zone();
        for (long end : calendar.businessDayEnds()) {
            worked.add(localDay(end - 1, zone));
        }
        String closed = LongStream.rangeClosed(first, last)
                .filter(d -> !worked.contains(d))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", "));
        return "business AS (\n  SELECT d, sum(CASE WHEN d IN (" + closed
                + ") THEN 0 ELSE 1 END) OVER (ORDER BY d) AS business_days\n  FROM (SELECT unnest(generate_series("
                + first
                + ", " + last + ", 1)) AS d))";
    }

    private static long day(long micros) {
        return Math.floorDiv(micros, DAY_MICROS);
    }

    private static long localDay(long micros, ZoneId zone) {
        return Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .atZone(zone)
                .toLocalDate()
                .toEpochDay();
    }

    /** The day of a local time, from 1970, with the zone's changes of the years around. */
    String of(String column, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant end = instant(year.to()).plus(366, ChronoUnit.DAYS);
        Instant at = instant(year.from()).minus(366, ChronoUnit.DAYS);
        StringBuilder cases = new StringBuilder();
        ZoneOffset offset = rules.getOffset(at);
        for (ZoneOffsetTransition t = rules.nextTransition(at);
                t != null && t.getInstant().isBefore(end);
                t = rules.nextTransition(t.getInstant())) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, t.getInstant());
            cases.append(" WHEN ").append(column).append(" < ").append(time(micros));
            cases.append(" THEN ").append(seconds(t.getOffsetBefore()));
            offset = t.getOffsetAfter();
        }
        String seconds = cases.isEmpty() ? seconds(offset) : "CASE" + cases + " ELSE " + seconds(offset) + " END";
        return "((epoch_us(" + column + ") // 1000000 + " + seconds + ") // 86400)";
    }

    private static String seconds(ZoneOffset offset) {
        return "(" + offset.getTotalSeconds() + ")";
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static String time(long micros) {
        LocalDateTime time = LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
        return "TIMESTAMP '" + time.toString().replace('T', ' ')
                + (time.getSecond() == 0 && time.getNano() == 0 ? ":00" : "") + "'";
    }
}
