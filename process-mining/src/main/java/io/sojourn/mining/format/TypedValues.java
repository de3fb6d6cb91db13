package io.sojourn.mining.format;

import io.sojourn.event.ColumnType;
import io.sojourn.event.Limits;
import java.time.Instant;
import java.time.ZoneOffset;

/** Reads a value of a log as a type of a definition. */
final class TypedValues {
    /** The greatest range of whole numbers that a double holds exactly. */
    private static final double EXACT = 9_007_199_254_740_992.0;

    private TypedValues() {}

    /** The value as the type's Java class; null when it is none of the type. */
    static Object convert(Object raw, ColumnType type) {
        return switch (type) {
            case TEXT -> raw.toString();
            case INTEGER -> integer(raw);
            case NUMBER -> number(raw);
            case BOOLEAN -> bool(raw);
            case TIME -> time(raw);
        };
    }

    static Long integer(Object raw) {
        if (raw instanceof Long value) {
            return value;
        }
        if (raw instanceof Double value) {
            return value == Math.rint(value) && Math.abs(value) <= EXACT ? value.longValue() : null;
        }
        String text = raw.toString();
        if (!isNumeric(text)) {
            return null;
        }
        try {
            // A whole number that was exported as a float: 3.0
            int end = text.length();
            int dot = text.indexOf('.');
            for (int i = dot + 1; dot > 0 && i < end; i++) {
                if (text.charAt(i) != '0') {
                    return null;
                }
            }
            return Long.valueOf(dot > 0 ? text.substring(0, dot) : text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Double number(Object raw) {
        if (raw instanceof Double value) {
            return Double.isFinite(value) ? value : null;
        }
        if (raw instanceof Long value) {
            return value.doubleValue();
        }
        String text = raw.toString();
        try {
            Double value = isNumeric(text) ? Double.valueOf(text) : null;
            return value != null && Double.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Only what a decimal number is made of: Java would also read {@code 1d}, {@code 0x1p3} and {@code NaN}. */
    private static boolean isNumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static Boolean bool(Object raw) {
        if (raw instanceof Boolean value) {
            return value;
        }
        String text = raw.toString();
        return text.equalsIgnoreCase("true") ? Boolean.TRUE : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    /** Not by ChronoUnit, which counts nanoseconds and so fails beyond the year 2262: 9999-12-31 is a usual 'no end'. */
    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    static Long time(Object raw) {
        long micros = raw instanceof Instant instant ? micros(instant) : IsoTime.parse(raw.toString(), ZoneOffset.UTC);
        return micros >= Limits.MIN_TIME_MICROS && micros < Limits.MAX_TIME_MICROS ? (Long) micros : null;
    }
}
