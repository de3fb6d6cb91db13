package io.sojourn.mining.facts;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shifts and local days as tables, for the calendars and zones that SLA rules use. A calendar's numbers come as one text
 * literal each: DuckDB reads that a hundred times faster than a list of as many literals.
 */
final class CalendarStage {
    private final Plan plan;
    /** Calendars that meter working time, by their number in {@code sojourn_shifts}. */
    private final List<String> metering = new ArrayList<>();
    /** Ascending instants by their number in {@code sojourn_days}. */
    private final Map<String, long[]> days = new LinkedHashMap<>();

    private final Map<String, WorkCalendar> built = new LinkedHashMap<>();

    CalendarStage(Plan plan) {
        this.plan = plan;
        for (SlaRule rule : plan.definition().slas()) {
            switch (rule.within().unit()) {
                case ELAPSED -> {}
                case WORKING -> {
                    if (!metering.contains(rule.calendar())) {
                        metering.add(rule.calendar());
                    }
                }
                case CALENDAR_DAYS -> addZone(plan.definition().zone());
                case BUSINESS_DAYS -> {
                    WorkCalendar calendar = calendar(rule);
                    addZone(calendar.rule().zone());
                    days.put("calendar " + rule.calendar(), calendar.businessDayEnds());
                }
            }
        }
    }

    private void addZone(ZoneId zone) {
        days.computeIfAbsent("zone " + zone, key -> LocalDays.dayStarts(zone));
    }

    private WorkCalendar calendar(SlaRule rule) {
        return built.computeIfAbsent(rule.calendar(), name -> WorkCalendar.of(find(rule)));
    }

    private CalendarRule find(SlaRule rule) {
        return plan.definition().calendars().stream()
                .filter(c -> c.name().equals(rule.calendar()))
                .findFirst()
                .orElseThrow(() -> new SojournException(
                        ErrorCode.BAD_DEFINITION,
                        "slas." + rule.name() + ": there is no calendar \"" + rule.calendar() + '"',
                        "Maybe declare it under calendars."));
    }

    List<String> statements() {
        return List.of(Plan.create("sojourn_shifts", shifts()), Plan.create("sojourn_days", days()));
    }

    /** The number of the calendar that meters the rule's working time; NULL for elapsed time. */
    String meter(SlaRule rule) {
        return rule.within().unit() == TimeLimit.Unit.WORKING
                ? Integer.toString(metering.indexOf(rule.calendar()))
                : "NULL";
    }

    boolean meters() {
        return !metering.isEmpty();
    }

    /** The numbers in {@code sojourn_days} of the zone and of the business days of a rule. */
    int zoneDays(SlaRule rule) {
        ZoneId zone = rule.within().unit() == TimeLimit.Unit.BUSINESS_DAYS
                ? calendar(rule).rule().zone()
                : plan.definition().zone();
        return List.copyOf(days.keySet()).indexOf("zone " + zone);
    }

    int businessDays(SlaRule rule) {
        return List.copyOf(days.keySet()).indexOf("calendar " + rule.calendar());
    }

    private String shifts() {
        List<String> parts = new ArrayList<>();
        for (int m = 0; m < metering.size(); m++) {
            String name = metering.get(m);
            SlaRule rule = plan.definition().slas().stream()
                    .filter(s -> name.equals(s.calendar()))
                    .findFirst()
                    .orElseThrow();
            WorkCalendar calendar = calendar(rule);
            parts.add("SELECT %d AS meter, unnest(%s) AS start_us, unnest(%s) AS end_us, unnest(%s) AS worked_before"
                    .formatted(
                            m,
                            list(calendar.shiftStarts()),
                            list(calendar.shiftEnds()),
                            list(calendar.workedBefore())));
        }
        return Plan.union(parts, "meter INTEGER", "start_us BIGINT", "end_us BIGINT", "worked_before BIGINT");
    }

    /** {@code i} counts from 1; {@code size} is the last one. */
    private String days() {
        List<String> parts = new ArrayList<>();
        for (long[] instants : days.values()) {
            parts.add("SELECT %d AS zone, unnest(%s) AS day_us, unnest(range(1, %3$d + 1)) AS i, %3$d::BIGINT AS size"
                    .formatted(parts.size(), list(instants), instants.length));
        }
        return Plan.union(parts, "zone INTEGER", "day_us BIGINT", "i BIGINT", "size BIGINT");
    }

    private static String list(long[] numbers) {
        return "CAST(string_split('"
                + Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(","))
                + "', ',') AS BIGINT[])";
    }
}
