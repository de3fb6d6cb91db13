package io.sojourn.api.store;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.concurrent.TimeUnit;

/**
 * How long writers are waited for to meet: ten seconds while they bring something, two where they have stopped, half a
 * second where nobody has ever brought anything.
 */
final class Patience {
    private static final long LONGEST_SECONDS = 10;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final long begin;
    private long quiet;
    private long quietSince;
    private long brought = Long.MIN_VALUE;

    /** @param fed true when somebody has brought something before */
    Patience(long begin, boolean fed) {
        this.begin = begin;
        this.quietSince = begin;
        this.quiet = fed ? QUIET_NANOS : IDLE_NANOS;
    }

    /** True when nothing more was brought for a while; ends with BUSY when all took too long. */
    boolean isQuiet(long now, long broughtByNow) {
        if (brought != broughtByNow && brought != Long.MIN_VALUE) {
            quietSince = now;
            quiet = QUIET_NANOS;
        }
        brought = broughtByNow;
        if (now - begin > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "the parts of the stream did not come to one instant within " + LONGEST_SECONDS + " seconds.",
                    "Maybe it has much to catch up with: try again.");
        }
        return now - quietSince >= quiet;
    }
}
