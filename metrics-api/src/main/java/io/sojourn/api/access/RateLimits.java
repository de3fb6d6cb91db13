package io.sojourn.api.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.sojourn.event.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much each principal asked of late, and how many wrong tries came from each address. A bucket of units each, that fills
 * evenly; what doesn't fit is told how long to wait until it will. Kept in memory, for the {@link Limits#RATED} that came last.
 */
final class RateLimits {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Bucket> principals = lastUsed();
    private final Map<String, Bucket> addresses = lastUsed();
    private final TimeMeter time;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private Rates rates;

    RateLimits(Rates rates, TimeMeter time) {
        this.rates = rates;
        this.time = time;
    }

    private static Map<String, Bucket> lastUsed() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > Limits.RATED;
            }
        };
    }

    /** Other rates begin with full buckets. */
    synchronized void follow(Rates other) {
        if (!other.equals(rates)) {
            rates = other;
            principals.clear();
            addresses.clear();
        }
    }

    /** Takes a request's cost; 0, or seconds until there is room for it. A cost above the whole bucket takes the whole bucket. */
    long take(String principal, int cost) {
        long wait;
        synchronized (this) {
            Bucket bucket = principals.computeIfAbsent(principal, p -> bucket(rates.burst(), rates.perMinute()));
            wait = wait(bucket, Math.min(cost, rates.burst()));
        }
        if (wait > 0) {
            refused.incrementAndGet();
        }
        return wait;
    }

    /** Counts a wrong key or token; 0, or seconds until this address may be wrong again. */
    long wrongTry(String address) {
        wrong.incrementAndGet();
        synchronized (this) {
            return wait(addresses.computeIfAbsent(address, a -> bucket(rates.wrongTries(), rates.wrongTries())), 1);
        }
    }

    private Bucket bucket(int capacity, int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static long wait(Bucket bucket, int cost) {
        if (cost == 0) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
        return probe.isConsumed()
                ? 0
                : Math.max(1, (long) Math.ceil(probe.getNanosToWaitForRefill() / NANOS_PER_SECOND));
    }

    /** Requests that were over the rate. */
    long refused() {
        return refused.get();
    }

    /** Wrong keys and tokens. */
    long wrong() {
        return wrong.get();
    }
}
