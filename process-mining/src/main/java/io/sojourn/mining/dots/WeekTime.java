package io.sojourn.mining.dots;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Locale;

/** A time of the week in words: {@code Mon 08:30}. */
final class WeekTime {
    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long SECONDS_A_DAY = 86_400L;

    private WeekTime() {}

    static String of(long microsOfWeek) {
        long seconds = microsOfWeek / MICROS_A_SECOND;
        DayOfWeek day = DayOfWeek.MONDAY.plus(seconds / SECONDS_A_DAY);
        LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY / 60 * 60);
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + time;
    }
}
