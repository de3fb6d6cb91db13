package io.sojourn.api.cms;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A figure of some requests.
 *
 * @param numerator requests, or the sum of times; null of medians
 * @param denominator requests
 * @param value in the figure's unit; null where the denominator is 0
 */
record Value(Double numerator, long denominator, Double value) {

    /** As it is published: percents and times with two decimals, halves away from 0; null where there is none. */
    String published(Figure figure) {
        if (value == null) {
            return null;
        }
        return switch (figure.kind()) {
            case SHARE -> percent() + " %";
            case COUNT -> Long.toString(value.longValue());
            default -> BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP) + " " + figure.unit();
        };
    }

    /** Of the exact ratio: the double next to 12.345 % may lie below it. */
    private BigDecimal percent() {
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP);
    }
}
