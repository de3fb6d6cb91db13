package io.sojourn.mining.waits;

import java.time.Duration;

/**
 * By what waits are split.
 *
 * @param availability when resources are on duty
 * @param external what is outside
 * @param batchGap how long after a piece of work the next one of the same batch begins at most, and how long after work
 *     being ready it is begun at once
 * @param idleShare which part of the time in which a batch was collected the resource must not have been at work: less is a
 *     backlog, no batch
 */
public record WaitOptions(Availability availability, ExternalWaits external, Duration batchGap, double idleShare) {
    private static final Duration USUAL_GAP = Duration.ofMinutes(15);
    private static final double USUAL_IDLE_SHARE = 0.5;

    /** With the usual gap of 15 minutes, and half of the time idle. */
    public static WaitOptions of(Availability availability, ExternalWaits external) {
        return new WaitOptions(availability, external, USUAL_GAP, USUAL_IDLE_SHARE);
    }

    long gapMicros() {
        return batchGap.toNanos() / 1_000;
    }
}
