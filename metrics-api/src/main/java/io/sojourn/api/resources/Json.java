package io.sojourn.api.resources;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small help for documents: ordered objects, instants and durations in their written form. */
public final class Json {
    /** Doubles below it hold every integer: 2^53. */
    private static final double EXACT = 9_007_199_254_740_992d;

    private static final double MICROS_PER_SECOND = 1e6;

    private Json() {}

    /** An object with its members in order: {@code name, value, name, value, ...}. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** ISO-8601, UTC; null stays null. */
    public static String instant(Long micros) {
        return micros == null
                ? null
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** Seconds as a number; null stays null. */
    static Double seconds(Long micros) {
        return micros == null ? null : micros / MICROS_PER_SECOND;
    }

    /** Numerator / denominator; null when the denominator is zero. */
    static Double ratio(double numerator, double denominator) {
        return denominator == 0 ? null : numerator / denominator;
    }

    /** A count is shown as an integer. */
    static Number number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return whole ? (Number) (long) value : (Number) value;
    }
}
