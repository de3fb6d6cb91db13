package io.sojourn.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CalendarRule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random calendars against minute-by-minute counting, mostly around clock changes, holidays and skipped days. */
class WorkCalendarPropertyTest {
    private static final int WINDOW_DAYS = 12;
    private static final int WINDOWS = 6;
    private static final int QUESTIONS = 300;
    private static final List<String> ZONES = List.of(
            "UTC",
            "America/New_York",
            "America/Los_Angeles",
            "America/St_Johns",
            "America/Sao_Paulo",
            "America/Havana",
            "Europe/Berlin",
            "Europe/London",
            "Africa/Cairo",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "Asia/Kolkata",
            "Asia/Gaza",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Kiritimati",
            "Pacific/Kwajalein",
            "Pacific/Chatham",
            "Antarctica/Troll");

    @Test
    void answersAsAClockWatcherCounts() {
        run(70);
    }

    @Test
    @Tag("full")
    void answersAsAClockWatcherCountsAMillionTimes() {
        run(600);
    }

    private static void run(int calendars) {
        long seed = seed();
        Random random = new Random(seed);
        int cases = 0;
        for (int c = 0; c < calendars; c++) {
            CalendarRule rule = randomRule(random, ZoneId.of(ZONES.get(c % ZONES.size())));
            WorkCalendar calendar = WorkCalendar.of(rule);
            for (int w = 0; w < WINDOWS; w++) {
                cases += checkWindow(calendar, randomDay(random, rule).minusDays(WINDOW_DAYS / 2), random, seed);
            }
        }
        assertThat(cases).isGreaterThan(calendars * WINDOWS * QUESTIONS);
    }

    private static int checkWindow(WorkCalendar calendar, LocalDate from, Random random, long seed) {
        CalendarRule rule = calendar.rule();
        Set<LocalDate> closed = new HashSet<>(rule.holidays());
        rule.holidaySets().forEach(set -> closed.addAll(Holidays.days(set)));
        MinuteCounter counter = new MinuteCounter(rule, closed, from, WINDOW_DAYS);
        Predicate<LocalDate> business =
                d -> !closed.contains(d) && rule.shifts().containsKey(d.getDayOfWeek());
        String where = "seed " + seed + ", window from " + from + ", " + rule;
        int cases = 0;
        for (int q = 0; q < QUESTIONS; q++) {
            long a = randomTime(random, counter);
            long b = randomTime(random, counter);
            check(calendar.between(a, b), a <= b ? counter.between(a, b) : -counter.between(b, a), where, a, b);
            long work = 1 + (long) (random.nextDouble() * counter.between(a, counter.end()));
            long done = counter.add(a, work);
            int days = random.nextInt(4);
            long end = counter.endOfDay(a, days, d -> true);
            long businessEnd = counter.endOfDay(a, days, business);
            cases += 1 + (done < 0 ? 0 : 1) + (end < 0 ? 0 : 1) + (businessEnd < 0 ? 0 : 1);
            if (done >= 0) {
                check(calendar.add(a, work), done, where, a, work);
            }
            if (end >= 0) {
                check(LocalDays.endOfDay(a, days, rule.zone()), end, where, a, days);
            }
            if (businessEnd >= 0) {
                check(calendar.endOfBusinessDay(a, days), businessEnd, where, a, days);
            }
        }
        return cases;
    }

    private static void check(long actual, long expected, String where, long first, long second) {
        if (actual != expected) {
            throw new AssertionError("%s: for (%d, %d) got %d, but the clock watcher counts %d"
                    .formatted(where, first, second, actual, expected));
        }
    }

    private static long randomTime(Random random, MinuteCounter counter) {
        long t = counter.begin() + (long) (random.nextDouble() * (counter.end() - counter.begin()));
        return random.nextInt(4) == 0 ? Math.floorDiv(t, MinuteCounter.MINUTE) * MinuteCounter.MINUTE : t;
    }

    /** A clock change of the zone in two of three windows, else a holiday or any day. */
    private static LocalDate randomDay(Random random, CalendarRule rule) {
        LocalDate any = LocalDate.of(1971, 1, 1).plusDays(random.nextInt(46_000));
        ZoneOffsetTransition next =
                rule.zone().getRules().nextTransition(any.atStartOfDay().toInstant(ZoneOffset.UTC));
        if (next != null
                && next.getInstant().isBefore(Instant.parse("2099-11-01T00:00:00Z"))
                && random.nextInt(3) > 0) {
            return next.getInstant().atZone(ZoneOffset.UTC).toLocalDate();
        }
        return rule.zone().getId().equals("Pacific/Apia") && random.nextBoolean()
                ? LocalDate.of(2011, 12, 30)
                : any.withMonth(random.nextBoolean() ? 7 : 12).withDayOfMonth(1 + random.nextInt(28));
    }

    private static CalendarRule randomRule(Random random, ZoneId zone) {
        Map<DayOfWeek, List<CalendarRule.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(5) > 0) {
                week.put(day, randomShifts(random));
            }
        }
        List<LocalDate> holidays = new ArrayList<>();
        for (int i = 0; i < random.nextInt(2_000); i++) {
            holidays.add(LocalDate.of(1970, 1, 1).plusDays(random.nextInt(47_000)));
        }
        return new CalendarRule("c", zone, week, random.nextBoolean() ? List.of("us-federal") : List.of(), holidays);
    }

    /** One to four shifts on whole minutes, some touching each other, some around the small hours. */
    private static List<CalendarRule.Shift> randomShifts(Random random) {
        int span = random.nextBoolean() ? 1_440 : 300;
        int[] cuts =
                random.ints(2 + 2L * random.nextInt(4), 0, span + 1).sorted().toArray();
        List<CalendarRule.Shift> shifts = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.length; i += random.nextInt(3) == 0 ? 1 : 2) {
            if (cuts[i] < cuts[i + 1]) {
                shifts.add(new CalendarRule.Shift(time(cuts[i]), time(cuts[i + 1])));
            }
        }
        return shifts.isEmpty() ? List.of(new CalendarRule.Shift(time(0), time(1_440))) : shifts;
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % 1_440 * 60L);
    }

    private static long seed() {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isBlank() ? 20_260_301L : Long.parseLong(given.strip());
        System.out.println("seed " + seed + "; repeat with -Dsojourn.seed=" + seed);
        return seed;
    }
}
