package io.sojourn.definition;

import java.io.Serializable;

/**
 * How a queue's backlog becomes a need for staff.
 *
 * @param name key in the definition
 * @param queue the queue that is worked off
 * @param handlingMicros time to handle one case; null: observed
 * @param calendar when the staff work
 * @param productivePercent share of paid time that is productive, 1 to 100
 * @param targetSla the SLA that sets the due times
 * @param staff full-time equivalents on hand; null: unknown
 */
public record StaffingRule(
        String name,
        String queue,
        Long handlingMicros,
        String calendar,
        int productivePercent,
        String targetSla,
        Double staff)
        implements Serializable {}
