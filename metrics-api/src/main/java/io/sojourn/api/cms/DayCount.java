package io.sojourn.api.cms;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CmsChoice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** How long a request took: days of standard ones as is chosen, elapsed hours of expedited ones. */
final class DayCount {
    static final double HOUR = 3_600e6;
    static final double DAY = 86_400e6;

    private final String days;
    private final ZoneId zone;
    private final ZoneId workZone;
    private final long[] businessDayEnds;

    /** @param calendar whose business days are counted; null where none are */
    DayCount(Choices choices, ZoneId zone, WorkCalendar calendar) {
        this.days = choices.answers().get(CmsChoice.DAYS);
        this.zone = zone;
        this.workZone = calendar == null ? zone : calendar.rule().zone();
        this.businessDayEnds = calendar == null ? new long[0] : calendar.businessDayEnds();
    }

    /** Of a decided request, in days or hours by its urgency. */
    double of(Request r) {
        if (r.urgency() == Request.Urgency.EXPEDITED) {
            return (r.ended() - r.received()) / HOUR;
        }
        return switch (days) {
            case "calendar" -> ChronoUnit.DAYS.between(day(r.received()), day(r.ended()));
            case "business" -> businessDaysUpTo(r.ended()) - businessDaysUpTo(r.received());
            default -> (r.ended() - r.received()) / DAY;
        };
    }

    private LocalDate day(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
    }

    /** Business days up to and including the local day of an instant. */
    private int businessDaysUpTo(long micros) {
        int at = Arrays.binarySearch(businessDayEnds, LocalDays.endOfDay(micros, 0, workZone));
        return at >= 0 ? at + 1 : -at - 1;
    }
}
