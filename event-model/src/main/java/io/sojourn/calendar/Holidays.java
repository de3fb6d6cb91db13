package io.sojourn.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import io.sojourn.definition.CalendarRule;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;

/**
 * Built-in sets of holidays.
 *
 * <p>{@code us-federal}: the legal public holidays of 5 U.S.C. 6103(a) with the dates on which each act took effect
 * (Uniform Monday Holiday Act from 1971; Veterans Day on the fourth Monday of October from 1971 to 1977; Birthday of
 * Martin Luther King, Jr. from 1986; Juneteenth from 2021). One that falls on a Saturday is observed on the Friday
 * before (6103(b)), on a Sunday on the Monday after (Executive Order 11582); the day itself is not worked either.
 */
public final class Holidays {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2101;

    private Holidays() {}

    /** The days of a built-in set, 1970 to 2100, ascending; the observed days among them. */
    public static Set<LocalDate> days(String set) {
        if (!CalendarRule.HOLIDAY_SETS.contains(set)) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    "no holidays named \"" + set + "\"",
                    "Maybe you meant \"" + CalendarRule.HOLIDAY_SETS.get(0) + "\", or list the dates.");
        }
        Set<LocalDate> days = new TreeSet<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (LocalDate day : usFederal(year)) {
                days.add(day);
                days.add(observed(day));
            }
        }
        return days;
    }

    private static Set<LocalDate> usFederal(int year) {
        Set<LocalDate> days = new TreeSet<>();
        days.add(LocalDate.of(year, Month.JANUARY, 1));
        days.add(LocalDate.of(year, Month.JULY, 4));
        days.add(nth(year, Month.SEPTEMBER, 1, MONDAY));
        days.add(nth(year, Month.NOVEMBER, 4, THURSDAY));
        days.add(LocalDate.of(year, Month.DECEMBER, 25));
        days.add(veteransDay(year));
        boolean mondays = year >= 1971;
        days.add(mondays ? nth(year, Month.FEBRUARY, 3, MONDAY) : LocalDate.of(year, Month.FEBRUARY, 22));
        days.add(mondays ? nth(year, Month.MAY, -1, MONDAY) : LocalDate.of(year, Month.MAY, 30));
        if (mondays) {
            days.add(nth(year, Month.OCTOBER, 2, MONDAY));
        }
        if (year >= 1986) {
            days.add(nth(year, Month.JANUARY, 3, MONDAY));
        }
        if (year >= 2021) {
            days.add(LocalDate.of(year, Month.JUNE, 19));
        }
        return days;
    }

    private static LocalDate veteransDay(int year) {
        return year >= 1971 && year <= 1977
                ? nth(year, Month.OCTOBER, 4, MONDAY)
                : LocalDate.of(year, Month.NOVEMBER, 11);
    }

    private static LocalDate observed(LocalDate day) {
        if (day.getDayOfWeek() == SATURDAY) {
            return day.minusDays(1);
        }
        return day.getDayOfWeek() == SUNDAY ? day.plusDays(1) : day;
    }

    private static LocalDate nth(int year, Month month, int n, DayOfWeek weekday) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, weekday));
    }
}
