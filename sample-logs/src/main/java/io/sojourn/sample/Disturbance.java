package io.sojourn.sample;

import java.time.Duration;
import java.util.Objects;

/**
 * How a log is disturbed on its way. All shares are of the events, 0 to 1. None of it changes what the log says: the
 * effective events of a disturbed log are the events of the undisturbed one.
 *
 * @param late share that comes later than its time, by up to {@code window}
 * @param window see {@code late}; a correction or retraction comes within twice as long (within an hour at least)
 * @param duplicated share that comes twice
 * @param corrected share that is sent with wrong content first (outcome, payer or time) and corrected later; the truth
 *     is the corrected content. A correction may come before what it corrects
 * @param retracted share behind which comes an event that never happened, and its retraction
 * @param malformed share behind which comes a row that can't be read
 */
public record Disturbance(
        double late, Duration window, double duplicated, double corrected, double retracted, double malformed) {
    /** Nothing is disturbed. */
    public static final Disturbance NONE = new Disturbance(0, Duration.ofHours(1), 0, 0, 0, 0);
    /** 10 % late within an hour, 1 % doubled, 0.5 % corrected, 0.2 % retracted, 0.1 % malformed. */
    public static final Disturbance USUAL = new Disturbance(0.10, Duration.ofHours(1), 0.01, 0.005, 0.002, 0.001);

    public Disturbance {
        Objects.requireNonNull(window, "window");
        share("late", late);
        share("duplicated", duplicated);
        share("corrected", corrected);
        share("retracted", retracted);
        share("malformed", malformed);
        if (window.isNegative() || window.compareTo(Duration.ofDays(31)) > 0) {
            throw new IllegalArgumentException("window is " + window + ", must be from 0 to 31 days");
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be from 0 to 1");
        }
    }

    /** True when nothing is disturbed. */
    public boolean isNone() {
        return late == 0 && duplicated == 0 && corrected == 0 && retracted == 0 && malformed == 0;
    }
}
