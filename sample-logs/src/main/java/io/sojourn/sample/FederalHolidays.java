package io.sojourn.sample;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The federal holidays of 5 U.S.C. 6103 on the days on which they are observed: Saturday's on Friday, Sunday's on Monday. */
final class FederalHolidays {
    private final Map<Integer, Set<LocalDate>> byYear = new HashMap<>();

    boolean contains(LocalDate day) {
        // New Year's Day of the next year may be observed on the last day of this one.
        return of(day.getYear()).contains(day)
                || (day.getDayOfYear() >= 365 && of(day.getYear() + 1).contains(day));
    }

    private Set<LocalDate> of(int year) {
        return byYear.computeIfAbsent(year, FederalHolidays::compute);
    }

    private static Set<LocalDate> compute(int year) {
        Set<LocalDate> days = new HashSet<>();
        days.add(observed(LocalDate.of(year, 1, 1)));
        days.add(nth(year, Month.JANUARY, 3, MONDAY));
        days.add(nth(year, Month.FEBRUARY, 3, MONDAY));
        days.add(LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(MONDAY)));
        days.add(observed(LocalDate.of(year, 6, 19)));
        days.add(observed(LocalDate.of(year, 7, 4)));
        days.add(nth(year, Month.SEPTEMBER, 1, MONDAY));
        days.add(nth(year, Month.OCTOBER, 2, MONDAY));
        days.add(observed(LocalDate.of(year, 11, 11)));
        days.add(nth(year, Month.NOVEMBER, 4, THURSDAY));
        days.add(observed(LocalDate.of(year, 12, 25)));
        return days;
    }

    private static LocalDate nth(int year, Month month, int n, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
    }

    private static LocalDate observed(LocalDate day) {
        if (day.getDayOfWeek() == SATURDAY) {
            return day.minusDays(1);
        }
        return day.getDayOfWeek() == SUNDAY ? day.plusDays(1) : day;
    }
}
