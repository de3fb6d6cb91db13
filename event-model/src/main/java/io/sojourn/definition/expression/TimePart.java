package io.sojourn.definition.expression;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;

/** The parts of a local time that EXTRACT knows, numbered as DuckDB does. */
public enum TimePart {
    YEAR,
    QUARTER,
    MONTH,
    /** ISO week of the year. */
    WEEK,
    /** Day of the month. */
    DAY,
    /** Day of the week, Sunday is 0. */
    DOW,
    /** Day of the week, Monday is 1 and Sunday 7. */
    ISODOW,
    /** Day of the year. */
    DOY,
    HOUR,
    MINUTE,
    SECOND;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    long of(long localMicros) {
        long second = Math.floorDiv(localMicros, MICROS_PER_SECOND);
        return switch (this) {
            case SECOND -> Math.floorMod(second, 60L);
            case MINUTE -> Math.floorMod(Math.floorDiv(second, 60L), 60L);
            case HOUR -> Math.floorMod(Math.floorDiv(second, 3600L), 24L);
            default -> ofDate(LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L)));
        };
    }

    private long ofDate(LocalDate date) {
        return switch (this) {
            case YEAR -> date.getYear();
            case QUARTER -> date.get(IsoFields.QUARTER_OF_YEAR);
            case MONTH -> date.getMonthValue();
            case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case DAY -> date.getDayOfMonth();
            case DOW ->
                date.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0
                        : date.getDayOfWeek().getValue();
            case ISODOW -> date.getDayOfWeek().getValue();
            case DOY -> date.get(ChronoField.DAY_OF_YEAR);
            case HOUR, MINUTE, SECOND -> throw new IllegalStateException(this + " is not a part of a date");
        };
    }
}
