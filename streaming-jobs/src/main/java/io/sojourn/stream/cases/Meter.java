package io.sojourn.stream.cases;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import java.time.ZoneId;
import java.util.Map;

/** How the time of an SLA clock is counted: elapsed, or by a work calendar. Microseconds throughout. */
final class Meter {
    private final TimeLimit limit;
    private final WorkCalendar calendar;
    private final ZoneId zone;

    private Meter(TimeLimit limit, WorkCalendar calendar, ZoneId zone) {
        this.limit = limit;
        this.calendar = calendar;
        this.zone = zone;
    }

    static Meter of(SlaRule sla, Map<String, WorkCalendar> calendars, ZoneId zone) {
        return new Meter(sla.within(), sla.calendar() == null ? null : calendars.get(sla.calendar()), zone);
    }

    /** The limit of a clock that starts then. */
    long limitFrom(long start) {
        return switch (limit.unit()) {
            case ELAPSED, WORKING -> limit.amount();
            case CALENDAR_DAYS -> LocalDays.endOfDay(start, (int) limit.amount(), zone) - start;
            case BUSINESS_DAYS -> calendar.endOfBusinessDay(start, (int) limit.amount()) - start;
        };
    }

    /** Counted time between two instants. */
    long between(long from, long to) {
        return limit.unit() == TimeLimit.Unit.WORKING ? calendar.between(from, to) : to - from;
    }

    /** The first instant, from {@code from} on, at which so much has been counted. */
    long add(long from, long amount) {
        return limit.unit() == TimeLimit.Unit.WORKING ? calendar.add(from, amount) : from + amount;
    }
}
