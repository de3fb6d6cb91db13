package io.sojourn.definition;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Working hours as written in a definition.
 *
 * @param name its name in the definition
 * @param zone zone of the local times
 * @param shifts shifts of each weekday, in order and not overlapping; a weekday without shifts is not worked
 * @param holidaySets names of built-in holiday rules, e.g. {@code us-federal}
 * @param holidays further days that are not worked
 */
public record CalendarRule(
        String name,
        ZoneId zone,
        Map<DayOfWeek, List<Shift>> shifts,
        List<String> holidaySets,
        List<LocalDate> holidays)
        implements Serializable {
    /** Names of the built-in holiday rules. */
    public static final List<String> HOLIDAY_SETS = List.of("us-federal");

    /** Local times [from, to) of one day; {@code to} = 00:00 means the end of the day. */
    public record Shift(LocalTime from, LocalTime to) implements Serializable {}
}
