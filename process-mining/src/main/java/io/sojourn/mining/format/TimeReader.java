package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reads the times of a log in the format that was asked for. */
final class TimeReader {
    /** Digits before the point of any number of seconds, or of less, that a long can hold. */
    private static final int MOST_DIGITS = 19;

    private final String format;
    private final long epochFactor;
    private final DateTimeFormatter pattern;
    private final ZoneId zone;

    private TimeReader(String format, long epochFactor, DateTimeFormatter pattern, ZoneId zone) {
        this.format = format;
        this.epochFactor = epochFactor;
        this.pattern = pattern;
        this.zone = zone;
    }

    static TimeReader of(ReadOptions options) {
        String format = options.timeFormat();
        ZoneId zone = options.zone();
        if (format == null || format.equalsIgnoreCase("iso")) {
            return new TimeReader("ISO-8601", 0, null, zone);
        }
        switch (format.toLowerCase(Locale.ROOT)) {
            case "epoch_s":
                return new TimeReader(format, 1_000_000L, null, zone);
            case "epoch_ms":
                return new TimeReader(format, 1_000L, null, zone);
            case "epoch_us":
                return micros();
            default:
                return new TimeReader(format, 0, pattern(format), zone);
        }
    }

    /** For columns that say in their name that they hold microseconds. */
    static TimeReader micros() {
        return new TimeReader("epoch_us", 1L, null, null);
    }

    private static DateTimeFormatter pattern(String format) {
        try {
            return DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
        } catch (IllegalArgumentException | ClassCastException e) {
            // java.time lets a pad (p) before some letters fail as a cast.
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "Time format \"" + format + "\" is no pattern: " + e.getMessage() + ".",
                    "Maybe use epoch_s, epoch_ms, or a pattern such as dd.MM.yyyy HH:mm:ss.",
                    e);
        }
    }

    /** True when times are ISO-8601. */
    boolean isIso() {
        return pattern == null && epochFactor == 0;
    }

    /** Name of the format, for messages. */
    String format() {
        return format;
    }

    /** Microseconds since 1970 UTC, or {@link IsoTime#BAD}. */
    long parse(String text) {
        if (pattern != null) {
            return byPattern(text);
        }
        return epochFactor == 0 ? IsoTime.parse(text, zone) : epoch(text);
    }

    private long epoch(String text) {
        try {
            return text.indexOf('.') < 0 ? Math.multiplyExact(Long.parseLong(text), epochFactor) : decimal(text);
        } catch (NumberFormatException | ArithmeticException e) {
            return IsoTime.BAD;
        }
    }

    /** With a point, maybe with an exponent, as floats are exported: exact, or bad. */
    private long decimal(String text) {
        if (text.length() > Limits.NUMBER_LENGTH) {
            return IsoTime.BAD;
        }
        BigDecimal value = new BigDecimal(text);
        boolean countable = value.signum() == 0 || (long) value.precision() - value.scale() <= MOST_DIGITS;
        return countable
                ? value.multiply(BigDecimal.valueOf(epochFactor))
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact()
                : IsoTime.BAD;
    }

    private long byPattern(String text) {
        try {
            TemporalAccessor t = pattern.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            ZonedDateTime time;
            if (t instanceof ZonedDateTime zoned) {
                time = zoned;
            } else if (t instanceof LocalDateTime local) {
                time = local.atZone(zone);
            } else {
                time = ((LocalDate) t).atStartOfDay(zone);
            }
            return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1_000);
        } catch (DateTimeException | ArithmeticException e) {
            return IsoTime.BAD;
        }
    }
}
