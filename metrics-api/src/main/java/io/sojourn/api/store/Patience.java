package io.sojourn.api.store;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.concurrent.TimeUnit;

/** How long writers are waited for to meet: two seconds where nobody brings anything, else ten. */
final class Patience {
    private static final long LONGEST_SECONDS = 10;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long begin;
    private final long quiet;
    private long quietSince;
    private long brought = Long.MIN_VALUE;

    /** @param fed true when somebody has brought something before; else nobody is waited for */
    Patience(long begin, boolean fed) {
        this.begin = begin;
        this.quietSince = begin;
        this.quiet = fed ? QUIET_NANOS : 0;
    }

    /** True when nothing more was brought for a while; ends with BUSY when all took too long. */
    boolean isQuiet(long now, long broughtByNow) {
        if (brought != broughtByNow && brought != Long.MIN_VALUE) {
            quietSince = now;
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
