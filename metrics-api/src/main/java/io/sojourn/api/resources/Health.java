package io.sojourn.api.resources;

import java.time.Instant;

/**
 * How the run is that fills the store, as its owner tells it.
 *
 * @param status ok, starting or stale
 * @param mode live, replay or stored
 * @param speed how many times faster than the clock a replay runs; null when it isn't one
 * @param processed events of the source done so far; null when the source has no end
 * @param total events of the source; null when the source has no end
 * @param startedAt when the run started
 * @param trouble what is wrong, in words; null: nothing
 */
public record Health(
        Status status, Mode mode, Double speed, Long processed, Long total, Instant startedAt, String trouble) {
    public Health(Status status, Mode mode, Double speed, Long processed, Long total, Instant startedAt) {
        this(status, mode, speed, processed, total, startedAt, null);
    }

    /** The same run, with or without trouble. */
    public Health with(Status now, String what) {
        return new Health(now, mode, speed, processed, total, startedAt, what);
    }

    /** True while a replay has events before it. */
    public boolean isReplaying() {
        return mode == Mode.REPLAY && (processed == null || total == null || processed < total);
    }

    /** Whether the figures can be trusted to be current. */
    public enum Status {
        OK,
        STARTING,
        STALE
    }

    /** Where the events come from. */
    public enum Mode {
        LIVE,
        REPLAY,
        STORED
    }
}
