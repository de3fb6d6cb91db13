package io.sojourn.definition;

import io.sojourn.definition.CalendarRule.Shift;
import io.sojourn.definition.YamlValue.Entry;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a calendar: {@code {week: "Mon-Fri 08:00-12:00 12:30-17:00; Sat 09:00-12:00", holidays: us-federal}}. */
final class CalendarReader {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern SHIFT = Pattern.compile("(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2})");
    private static final int MIDNIGHT = 1_440;

    private CalendarReader() {}

    static CalendarRule read(Entry entry, ZoneId zone) {
        YamlMap map = entry.value().map(Section.CALENDAR);
        List<String> sets = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        if (map.has("holidays")) {
            YamlValue holidays = map.get("holidays");
            for (YamlValue item : holidays.isList() ? holidays.items() : List.of(holidays)) {
                holiday(item, sets, days);
            }
        }
        return new CalendarRule(
                entry.name(),
                map.or(zone, "timezone", CalendarReader::zone),
                week(map.need("week")),
                List.copyOf(sets),
                List.copyOf(days));
    }

    /** A time zone by its name, such as {@code America/New_York}. */
    static ZoneId zone(YamlValue value) {
        String name = value.text();
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            String hint = Words.hint(
                    name, ZoneId.getAvailableZoneIds().stream().sorted().toList());
            throw value.error(
                    "there is no time zone " + Words.show(name) + ".",
                    hint == null ? "Maybe write a name such as America/New_York." : hint);
        }
        return ZoneId.of(name);
    }

    private static void holiday(YamlValue item, List<String> sets, List<LocalDate> days) {
        String text = item.text();
        if (!text.matches("\\d{4}-.*")) {
            sets.add(item.reference("set of holidays", CalendarRule.HOLIDAY_SETS));
            return;
        }
        try {
            days.add(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw item.error(Words.show(text) + " is no date: " + e.getMessage() + ".", "Maybe write 2026-12-24.");
        }
    }

    private static Map<DayOfWeek, List<Shift>> week(YamlValue value) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (String part : value.text().split(";")) {
            String[] words = part.strip().split("\\s+");
            if (words.length < 2) {
                throw value.error(
                        Words.show(part.strip()) + " has no days with shifts.", "Maybe write \"Mon-Fri 08:00-17:00\".");
            }
            List<DayOfWeek> days = days(value, words[0]);
            for (int i = 1; i < words.length; i++) {
                Shift shift = shift(value, words[i]);
                days.forEach(
                        day -> week.computeIfAbsent(day, d -> new ArrayList<>()).add(shift));
            }
        }
        week.replaceAll((day, shifts) -> inOrder(value, day, shifts));
        return java.util.Collections.unmodifiableMap(week);
    }

    /** {@code Mon}, {@code Mon-Fri}, {@code Mon,Wed}, {@code Fri-Mon} (over the week's end). */
    private static List<DayOfWeek> days(YamlValue value, String text) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String range : text.split(",")) {
            String[] ends = range.split("-", -1);
            if (ends.length > 2) {
                throw value.error(Words.show(range) + " is no range of days.", "Maybe write Mon-Fri.");
            }
            DayOfWeek last = day(value, ends[ends.length - 1]);
            DayOfWeek day = day(value, ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(YamlValue value, String text) {
        int index = DAYS.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw value.error(
                    Words.show(text) + " is no day of the week.", "Maybe one of: Mon, Tue, Wed, Thu, Fri, Sat, Sun.");
        }
        return DayOfWeek.of(index + 1);
    }

    private static Shift shift(YamlValue value, String text) {
        Matcher m = SHIFT.matcher(text);
        if (!m.matches()) {
            throw value.error(Words.show(text) + " is no shift.", "Maybe write 08:00-17:00.");
        }
        int from = minute(value, text, m.group(1), m.group(2));
        int to = minute(value, text, m.group(3), m.group(4));
        if (from >= to) {
            throw value.error(
                    "shift " + Words.show(text) + " does not end after it begins on the same day.",
                    "Maybe write a night shift in two parts, such as \"Mon-Fri 22:00-24:00; Tue-Sat 00:00-06:00\".");
        }
        return new Shift(time(from), time(to));
    }

    private static int minute(YamlValue value, String shift, String hour, String minute) {
        int h = Integer.parseInt(hour);
        int m = Integer.parseInt(minute);
        if (m > 59 || h * 60 + m > MIDNIGHT) {
            throw value.error(hour + ":" + minute + " in shift " + Words.show(shift) + " is no time of the day.", null);
        }
        return h * 60 + m;
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % MIDNIGHT * 60L);
    }

    private static List<Shift> inOrder(YamlValue value, DayOfWeek day, List<Shift> shifts) {
        List<Shift> sorted = new ArrayList<>(shifts);
        sorted.sort(Comparator.comparing(Shift::from));
        for (int i = 1; i < sorted.size(); i++) {
            LocalTime end = sorted.get(i - 1).to();
            if (end.equals(LocalTime.MIDNIGHT) || end.isAfter(sorted.get(i).from())) {
                String word = day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
                throw value.error("shifts of " + word + " overlap in " + Words.show(value.text()) + ".", null);
            }
        }
        return List.copyOf(sorted);
    }
}
