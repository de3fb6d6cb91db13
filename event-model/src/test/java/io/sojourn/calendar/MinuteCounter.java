package io.sojourn.calendar;

import io.sojourn.definition.CalendarRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The slow, obvious twin of {@link WorkCalendar}: watches the local clock minute by minute. A minute is worked when the
 * latest local time that the clock has shown so far lies in a shift of a day that is no holiday.
 */
final class MinuteCounter {
    static final long MINUTE = 60_000_000L;
    private final long first;
    private final boolean[] worked;
    /** The local days that the clock has shown, in order, and where each of them began. */
    private final TreeSet<LocalDate> days = new TreeSet<>();

    private final long[] dayOfMinute;
    private final long[] minutesBefore;

    MinuteCounter(CalendarRule rule, Set<LocalDate> holidays, LocalDate from, int lengthDays) {
        first = from.toEpochDay() * 1440 * MINUTE;
        int minutes = lengthDays * 1440;
        worked = new boolean[minutes];
        dayOfMinute = new long[minutes];
        minutesBefore = new long[minutes + 1];
        LocalDateTime latest = LocalDateTime.MIN;
        // Two days ahead, so that an overlap at the window's begin is seen whole.
        for (int i = -2880; i < minutes; i++) {
            Instant instant = Instant.ofEpochSecond((first + i * MINUTE) / 1_000_000L);
            LocalDateTime local = LocalDateTime.ofInstant(instant, rule.zone());
            latest = local.isAfter(latest) ? local : latest;
            if (i >= 0) {
                days.add(latest.toLocalDate());
                dayOfMinute[i] = latest.toLocalDate().toEpochDay();
                worked[i] = !holidays.contains(latest.toLocalDate()) && inShift(rule, latest);
                minutesBefore[i + 1] = minutesBefore[i] + (worked[i] ? 1 : 0);
            }
        }
    }

    private static boolean inShift(CalendarRule rule, LocalDateTime local) {
        List<CalendarRule.Shift> shifts = rule.shifts().getOrDefault(local.getDayOfWeek(), List.of());
        long second = local.toLocalTime().toSecondOfDay();
        return shifts.stream().anyMatch(s -> {
            long to = s.to().toSecondOfDay();
            return second >= s.from().toSecondOfDay() && second < (to == 0 ? 86_400 : to);
        });
    }

    long begin() {
        return first;
    }

    long end() {
        return first + worked.length * MINUTE;
    }

    long between(long from, long to) {
        return sumTo(to) - sumTo(from);
    }

    private long sumTo(long t) {
        int i = index(t);
        return minutesBefore[i] * MINUTE + (i < worked.length && worked[i] ? (t - first) % MINUTE : 0);
    }

    /** The instant at which so much work is done, or -1 when the window ends before. */
    long add(long from, long work) {
        long left = work;
        for (long t = from; t < end(); ) {
            long next = Math.floorDiv(t, MINUTE) * MINUTE + MINUTE;
            if (worked[index(t)]) {
                if (left <= next - t) {
                    return t + left;
                }
                left -= next - t;
            }
            t = next;
        }
        return -1;
    }

    /** The end of the n-th day after that of {@code from} which {@code counts}; n = 0: its own day. Or -1. */
    long endOfDay(long from, int n, java.util.function.Predicate<LocalDate> counts) {
        long today = dayOfMinute[index(from)];
        int seen = 0;
        LocalDate wanted = null;
        for (LocalDate day : days.tailSet(LocalDate.ofEpochDay(today))) {
            boolean own = day.toEpochDay() == today;
            if (!own && counts.test(day)) {
                seen++;
            }
            if (seen == n && (own || counts.test(day))) {
                wanted = day;
                break;
            }
        }
        for (int i = 0; wanted != null && i < dayOfMinute.length; i++) {
            if (dayOfMinute[i] > wanted.toEpochDay()) {
                return first + i * MINUTE;
            }
        }
        return -1;
    }

    private int index(long micros) {
        return (int) ((micros - first) / MINUTE);
    }

    static long micros(String utc) {
        return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
    }
}
