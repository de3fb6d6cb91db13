package io.sojourn.mining.bottleneck;

/** Units of the figures. */
final class Units {
    private static final double MICROS_AN_HOUR = 3_600e6;
    /** A twelfth of a year of 365.25 days. */
    private static final double HOURS_A_MONTH = 730.5;

    private Units() {}

    static double hoursAMonth() {
        return HOURS_A_MONTH;
    }

    static double hours(double micros) {
        return micros / MICROS_AN_HOUR;
    }

    static double months(double micros) {
        return hours(micros) / HOURS_A_MONTH;
    }
}
