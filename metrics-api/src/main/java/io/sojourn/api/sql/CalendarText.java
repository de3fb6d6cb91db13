package io.sojourn.api.sql;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CalendarRule.Shift;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A calendar as a text in a snapshot: the zone, the holiday rules, the holidays, then a line for each worked weekday. */
final class CalendarText {
    private CalendarText() {}

    static String write(CalendarRule rule) {
        StringBuilder text = new StringBuilder(rule.zone().getId());
        text.append('\n').append(String.join(",", rule.holidaySets()));
        text.append('\n')
                .append(rule.holidays().stream().map(LocalDate::toString).collect(Collectors.joining(",")));
        new TreeMap<>(rule.shifts()).forEach((day, shifts) -> text.append('\n')
                .append(day)
                .append('=')
                .append(shifts.stream().map(s -> s.from() + "-" + s.to()).collect(Collectors.joining(","))));
        return text.toString();
    }

    static CalendarRule read(String name, String text) {
        String[] lines = text.split("\n", -1);
        Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
        for (int i = 3; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            shifts.put(
                    DayOfWeek.valueOf(lines[i].substring(0, equals)),
                    parts(lines[i].substring(equals + 1)).stream()
                            .map(CalendarText::shift)
                            .toList());
        }
        return new CalendarRule(
                name,
                ZoneId.of(lines[0]),
                shifts,
                parts(lines[1]),
                parts(lines[2]).stream().map(LocalDate::parse).toList());
    }

    private static Shift shift(String text) {
        String[] times = text.split("-");
        return new Shift(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    private static List<String> parts(String line) {
        return line.isEmpty() ? List.of() : Arrays.asList(line.split(","));
    }
}
