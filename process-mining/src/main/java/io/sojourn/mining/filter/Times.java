package io.sojourn.mining.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Instants as text: ISO-8601, a date or a time without offset in UTC. */
final class Times {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][.SSSSSS][.SSS][XXX]]");

    private Times() {}

    static long parse(String text, String where) {
        try {
            // Not by ChronoUnit, which counts nanoseconds, and so only up to the year 2262.
            Instant instant = instant(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
        } catch (DateTimeException | ArithmeticException e) {
            throw Term.wrong(where + " is \"" + text + "\", not a time.", "Maybe 2024-03-01 or 2024-03-01T12:00:00Z.");
        }
    }

    private static Instant instant(String text) {
        if (text.endsWith("Z")) {
            return text.length() == 17 ? OffsetDateTime.parse(text).toInstant() : Instant.parse(text);
        }
        TemporalAccessor read = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (read instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return read instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : ((LocalDate) read).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** A literal of DuckDB's type TIMESTAMP. */
    static String sql(long micros) {
        return "make_timestamp(" + micros + ")";
    }
}
