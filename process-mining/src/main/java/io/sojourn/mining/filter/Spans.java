package io.sojourn.mining.filter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of elapsed time as text: a number and a unit, {@code 2d}, {@code 1.5h}, {@code 15m}, {@code 10s}, {@code 5ms}, {@code 1us}. */
final class Spans {
    private static final Pattern SPAN = Pattern.compile("(-?\\d{1,19}(?:\\.\\d{1,9})?)\\s*(d|h|m|s|ms|us)");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us"};
    private static final long[] MICROS = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L, 1_000L, 1L};

    private Spans() {}

    static long parse(String text, String where) {
        Matcher matcher = SPAN.matcher(text);
        if (matcher.matches()) {
            int unit = Arrays.asList(UNITS).indexOf(matcher.group(2));
            try {
                return new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(MICROS[unit]))
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
            } catch (ArithmeticException e) {
                throw Term.wrong(where + " is \"" + text + "\", which is longer than can be counted.", null);
            }
        }
        throw Term.wrong(where + " is \"" + text + "\", not a span.", "Maybe 2d, 1.5h, 15m or 10s.");
    }

    static String text(long micros) {
        int unit = 0;
        while (micros % MICROS[unit] != 0) {
            unit++;
        }
        return micros == 0 ? "0s" : micros / MICROS[unit] + UNITS[unit];
    }
}
