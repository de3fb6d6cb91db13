package io.sojourn.mining.spectrum;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long a window of local time is. Windows begin at round times: weeks on Monday, quarters in January, April, July, October. */
public enum WindowWidth {
    SECOND(ChronoUnit.SECONDS, 1),
    TEN_SECONDS(ChronoUnit.SECONDS, 10),
    MINUTE(ChronoUnit.MINUTES, 1),
    TEN_MINUTES(ChronoUnit.MINUTES, 10),
    HOUR(ChronoUnit.HOURS, 1),
    SIX_HOURS(ChronoUnit.HOURS, 6),
    DAY(ChronoUnit.DAYS, 1),
    WEEK(ChronoUnit.WEEKS, 1),
    MONTH(ChronoUnit.MONTHS, 1),
    QUARTER(ChronoUnit.MONTHS, 3),
    YEAR(ChronoUnit.YEARS, 1),
    DECADE(ChronoUnit.YEARS, 10);

    private static final long MICROS = 1_000_000L;

    private final ChronoUnit unit;
    private final int count;

    WindowWidth(ChronoUnit unit, int count) {
        this.unit = unit;
        this.count = count;
    }

    /** The word used in commands and documents: {@code hour}, {@code six_hours}, {@code day}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word in a sentence: {@code hour}, {@code six hours}. */
    public String plain() {
        return word().replace('_', ' ');
    }

    /** About how long; months and years have no one length. */
    public long aboutMicros() {
        return unit.getDuration().getSeconds() * MICROS * count;
    }

    /** The beginning of the window that has a time in it. */
    LocalDateTime floor(LocalDateTime time) {
        return switch (unit) {
            case WEEKS ->
                time.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).truncatedTo(ChronoUnit.DAYS);
            case MONTHS -> midnight(time).withDayOfMonth(1).withMonth((time.getMonthValue() - 1) / count * count + 1);
            case YEARS -> midnight(time).withDayOfYear(1).withYear(Math.floorDiv(time.getYear(), count) * count);
            case DAYS -> midnight(time);
            default -> floorOfDay(time);
        };
    }

    private static LocalDateTime midnight(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.DAYS);
    }

    private LocalDateTime floorOfDay(LocalDateTime time) {
        long width = unit.getDuration().getSeconds() * count;
        return midnight(time).plusSeconds(time.toLocalTime().toSecondOfDay() / width * width);
    }

    /** The beginning of the next window. */
    LocalDateTime next(LocalDateTime begin) {
        return begin.plus(count, unit);
    }
}
