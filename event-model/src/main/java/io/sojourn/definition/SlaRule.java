package io.sojourn.definition;

import java.io.Serializable;

/**
 * A deadline rule. Optional parts are null.
 *
 * @param name key in the definition
 * @param title shown to people
 * @param when condition at the start event, frozen there; null means always
 * @param start starts a clock
 * @param stop stops it
 * @param pause pauses it
 * @param resume resumes it
 * @param extendWhen extends its limit
 * @param extendByMicros by so much (elapsed, or working for {@link TimeLimit.Unit#WORKING})
 * @param within the limit
 * @param calendar name of the calendar for business days and working time, or null
 * @param atRiskPercent share of the limit from which the clock is at risk, 1 to 100
 */
public record SlaRule(
        String name,
        String title,
        Expression when,
        Expression start,
        Expression stop,
        Expression pause,
        Expression resume,
        Expression extendWhen,
        long extendByMicros,
        TimeLimit within,
        String calendar,
        int atRiskPercent)
        implements Serializable {}
