package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
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
        } catch (IllegalArgumentException e) {
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
            int dot = text.indexOf('.');
            if (dot < 0) {
                return Math.multiplyExact(Long.parseLong(text), epochFactor);
            }
            return new java.math.BigDecimal(text.length() > 40 ? text.substring(0, 40) : text)
                    .multiply(java.math.BigDecimal.valueOf(epochFactor))
                    .longValue();
        } catch (NumberFormatException | ArithmeticException e) {
            return IsoTime.BAD;
        }
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
