package io.sojourn.api.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StalenessTest {
    private Health health = new Health(Health.Status.OK, Health.Mode.LIVE, null, null, null, Instant.EPOCH);
    private OptionalLong asOf = OptionalLong.of(7);
    private long nanos = -5;
    private final Staleness staleness = new Staleness(() -> health, () -> asOf, () -> nanos);

    @Test
    void liveDataAreStaleOnceTheyHaveStoodStillForAMinute() {
        assertThat(staleness.isStale()).isFalse();
        nanos += Staleness.STANDING_NANOS;
        assertThat(staleness.isStale()).isFalse();
        nanos++;
        assertThat(staleness.isStale()).isTrue();
        asOf = OptionalLong.of(8);
        assertThat(staleness.isStale()).isFalse();
    }

    @Test
    void whatIsStoredOrReplayedIsAsOldAsItIs() {
        health = new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);
        staleness.isStale();
        nanos += 2 * Staleness.STANDING_NANOS;
        assertThat(staleness.isStale()).isFalse();
    }

    @Test
    void aRunInTroubleIsStaleAtOnce() {
        health = health.with(Health.Status.STALE, "the disk is full");
        assertThat(staleness.isStale()).isTrue();
    }
}
