package io.sojourn.api.resources;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the figures are those of now: not where the run says that it is in trouble, nor where live data have stood still for a
 * minute; live data tick without events too. What is replayed or stored is as old as it is, and not stale. Must be asked every few
 * seconds, since standing still is seen by asking. Safe for many threads.
 */
public final class Staleness {
    /** Live data whose as_of doesn't move for so long are stale. */
    static final long STANDING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HealthSource health;
    private final Supplier<OptionalLong> asOf;
    private final LongSupplier nanos;
    private OptionalLong last = OptionalLong.empty();
    private long since;

    /**
     * @param asOf up to when everything is applied
     * @param nanos a clock that only goes on
     */
    public Staleness(HealthSource health, Supplier<OptionalLong> asOf, LongSupplier nanos) {
        this.health = health;
        this.asOf = asOf;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    public boolean isStale() {
        Health now = health.health();
        return now.status() == Health.Status.STALE || standsStill() && now.mode() == Health.Mode.LIVE;
    }

    private synchronized boolean standsStill() {
        OptionalLong now = asOf.get();
        if (!now.equals(last)) {
            last = now;
            since = nanos.getAsLong();
        }
        return nanos.getAsLong() - since > STANDING_NANOS;
    }
}
