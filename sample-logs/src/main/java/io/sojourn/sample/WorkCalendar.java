package io.sojourn.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Working hours of the simulated world, in plain java.time. It shares no code with the product's calendars, so that the
 * truth about deadlines is a second opinion.
 */
final class WorkCalendar {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** Days kept ready; a world looks at a few weeks around its present. */
    private static final int KEPT_DAYS = 512;

    private final Map<DayOfWeek, List<LocalTime[]>> week = new EnumMap<>(DayOfWeek.class);
    private final FederalHolidays holidays;
    private final Map<Long, long[]> days = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, long[]> eldest) {
            return size() > KEPT_DAYS;
        }
    };

    private WorkCalendar(FederalHolidays holidays) {
        this.holidays = holidays;
    }

    /** Shifts as in {@code Mon-Fri 08:00-12:00 12:30-17:00, Sat 08:00-12:00}; closed on federal holidays. */
    static WorkCalendar of(String text) {
        WorkCalendar calendar = new WorkCalendar(new FederalHolidays());
        for (String part : text.split(", ")) {
            calendar.add(part.split(" "));
        }
        return calendar;
    }

    /** Day and night. */
    static WorkCalendar always() {
        WorkCalendar calendar = new WorkCalendar(null);
        calendar.add(new String[] {"Mon-Sun", "00:00-00:00"});
        return calendar;
    }

    private void add(String[] words) {
        String[] range = words[0].split("-");
        int from = day(range[0]);
        int to = day(range[range.length - 1]);
        for (int d = from; d <= to; d++) {
            List<LocalTime[]> shifts = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                String[] times = words[i].split("-");
                shifts.add(new LocalTime[] {LocalTime.parse(times[0]), LocalTime.parse(times[1])});
            }
            week.put(DayOfWeek.of(d), shifts);
        }
    }

    private static int day(String name) {
        for (DayOfWeek d : DayOfWeek.values()) {
            if (d.name().startsWith(name.toUpperCase(java.util.Locale.ROOT))) {
                return d.getValue();
            }
        }
        throw new IllegalArgumentException("no weekday: " + name);
    }

    static LocalDate localDay(long micros) {
        return Units.instant(micros).atZone(ZONE).toLocalDate();
    }

    static long startOfDay(LocalDate day) {
        return Units.micros(day.atStartOfDay(ZONE).toInstant());
    }

    /** Is anyone at work on that day? */
    boolean isWorkday(LocalDate day) {
        return shifts(day).length > 0;
    }

    /** The shifts of a day: from, to, from, to, ... in microseconds. */
    long[] shifts(LocalDate day) {
        return days.computeIfAbsent(day.toEpochDay(), d -> compute(day));
    }

    private long[] compute(LocalDate day) {
        List<LocalTime[]> shifts = week.getOrDefault(day.getDayOfWeek(), List.of());
        if (holidays != null && holidays.contains(day)) {
            shifts = List.of();
        }
        long[] result = new long[shifts.size() * 2];
        for (int i = 0; i < shifts.size(); i++) {
            LocalTime to = shifts.get(i)[1];
            result[2 * i] = at(day, shifts.get(i)[0]);
            result[2 * i + 1] = to.equals(LocalTime.MIDNIGHT) ? startOfDay(day.plusDays(1)) : at(day, to);
        }
        return result;
    }

    private static long at(LocalDate day, LocalTime time) {
        return Units.micros(day.atTime(time).atZone(ZONE).toInstant());
    }

    boolean isOpen(long t) {
        long[] shifts = shifts(localDay(t));
        for (int i = 0; i < shifts.length; i += 2) {
            if (shifts[i] <= t && t < shifts[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The first day after the given one that is worked. */
    LocalDate nextWorkday(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isWorkday(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The first instant at which so much working time has passed since t; t itself for none. */
    long plusWorking(long t, long amount) {
        if (amount <= 0) {
            return t;
        }
        long left = amount;
        for (LocalDate day = localDay(t); ; day = day.plusDays(1)) {
            long[] shifts = shifts(day);
            for (int i = 0; i < shifts.length; i += 2) {
                long from = Math.max(t, shifts[i]);
                long there = shifts[i + 1] - from;
                if (there >= left) {
                    return from + left;
                }
                left -= Math.max(0, there);
            }
        }
    }

    /** Working time in [from, to). */
    long workingBetween(long from, long to) {
        long sum = 0;
        LocalDate last = localDay(to);
        for (LocalDate day = localDay(from); !day.isAfter(last); day = day.plusDays(1)) {
            long[] shifts = shifts(day);
            for (int i = 0; i < shifts.length; i += 2) {
                sum += Math.max(0, Math.min(to, shifts[i + 1]) - Math.max(from, shifts[i]));
            }
        }
        return sum;
    }
}
