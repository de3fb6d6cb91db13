package io.sojourn.mining.log;

import java.util.Locale;

/** Which events of a log are looked at. */
public enum View {
    /** Every event, whatever its lifecycle. */
    ALL,
    /** Completions only, in a log that has starts and completions; else every event. */
    COMPLETE,
    /**
     * One interval for each completion: from its start column, or paired with the oldest open start of the same activity and
     * instance in its case. A completion without a start has no length; a start without completion is left out. In a log that
     * has neither, every event.
     */
    INTERVAL;

    /** The word used in commands: {@code all}, {@code complete}, {@code interval}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
