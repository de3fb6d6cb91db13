package io.sojourn.api.store;

import java.time.Duration;

/**
 * How long a batch that waits goes on collecting. Rows wait one window; but what was said up to an as_of is counted with that
 * as_of only, so an as_of that moves on ends the window, when the batch before was taken a window ago or longer. So batches
 * are at least a window apart, and their fixed price stays small. Instants are nanoseconds of one clock.
 */
final class BatchWindow {
    private final long length;
    private long taken;
    private long begun;

    /** @param now as if a batch had been taken just now */
    BatchWindow(Duration length, long now) {
        this.length = length.toNanos();
        this.taken = now;
        this.begun = now;
    }

    /** The first result of the batch that waits has come. */
    void begin(long now) {
        begun = now;
    }

    /** The batch that waited was taken, to be applied. */
    void take(long now) {
        taken = now;
    }

    /** Nanoseconds until the batch that waits is taken, if nothing else comes; 0 or less: now. */
    long left(boolean movesAsOf, long now) {
        return (movesAsOf ? taken : begun) + length - now;
    }
}
