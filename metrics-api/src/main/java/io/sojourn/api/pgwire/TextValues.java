package io.sojourn.api.pgwire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Values as PostgreSQL writes them as text. */
final class TextValues {
    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd ")
            .append(CLOCK)
            .toFormatter(Locale.ROOT);

    private static final double LARGEST_PLAIN = 1e15;

    private TextValues() {}

    /** @param value of a query's result, not null */
    static String of(Object value, PgType type) {
        return switch (type) {
            case BOOL -> value instanceof Boolean b ? b ? "t" : "f" : value.toString();
            case FLOAT4 -> value instanceof Number n ? plain(Float.toString(n.floatValue())) : value.toString();
            case FLOAT8 -> value instanceof Number n ? plain(Double.toString(n.doubleValue())) : value.toString();
            case NUMERIC -> value instanceof BigDecimal n ? n.toPlainString() : value.toString();
            case TIMESTAMPTZ -> instant(value.toString());
            case TIME -> time(value.toString());
            default -> value.toString();
        };
    }

    /** Java writes 3.0 and 1.0E20 where PostgreSQL writes 3 and 1e+20. */
    private static String plain(String number) {
        int e = number.indexOf('E');
        if (e < 0) {
            return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
        }
        BigDecimal exact = new BigDecimal(number);
        if (Math.abs(exact.doubleValue()) < LARGEST_PLAIN && exact.scale() <= 0) {
            return exact.toPlainString();
        }
        String digits = number.substring(0, e);
        String power = number.substring(e + 1);
        return plain(digits) + "e" + (power.startsWith("-") ? power : "+" + power);
    }

    private static String instant(String iso) {
        try {
            return INSTANT.format(OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC)) + "+00";
        } catch (DateTimeException e) {
            // Beyond what ISO-8601 has four digits for.
            return iso;
        }
    }

    private static String time(String iso) {
        try {
            return CLOCK.format(LocalTime.parse(iso));
        } catch (DateTimeException e) {
            return iso;
        }
    }
}
