package io.sojourn.definition;

import java.io.Serializable;

/**
 * A length of time, as in {@code 72h}, {@code 7 calendar_days}, {@code 2 business_days}, {@code 9 working_hours}.
 *
 * @param text as written
 * @param unit its meaning
 * @param amount microseconds for {@link Unit#ELAPSED} and {@link Unit#WORKING}; days for the others
 */
public record TimeLimit(String text, Unit unit, long amount) implements Serializable {
    /** What the amount counts. */
    public enum Unit {
        /** Elapsed time; a day is 24 hours. */
        ELAPSED,
        /** To the end of the local day that many days later. */
        CALENDAR_DAYS,
        /** To the end of the local day that is the n-th business day after the start's own local day. */
        BUSINESS_DAYS,
        /** Working time by a calendar. */
        WORKING
    }
}
