package io.sojourn.mining.truth;

/**
 * A trouble that is put into a simulated process.
 *
 * @param path which cases
 * @param step where
 */
public record Plant(Kind kind, int path, int step) {
    /** What kinds there are. */
    public enum Kind {
        /** The case lies about before the step. */
        SLOW_VARIANT,
        /** The step is done again and again. */
        REWORK_LOOP,
        /** A team of its own does the step, some at a time. */
        BATCHING_TEAM,
        /** A team of its own does the step, and is away on some days. */
        ABSENT_SHIFT,
        /** The answer of the payer, for which the step waits, stays away for days. */
        PAYER_OUTAGE,
        /** The step and the next one alternate, each done by its own team. */
        PING_PONG
    }

    boolean isLoop() {
        return kind == Kind.REWORK_LOOP || kind == Kind.PING_PONG;
    }
}
