package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 17 * SECOND;
    private final RateLimits limits = new RateLimits(new Rates(60, 10, 6), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void afterTheWaitThatIsToldTheSameRequestGoesThroughAndNotBefore() {
        assertThat(limits.take("a", 10)).isZero();
        long wait = limits.take("a", 4);
        assertThat(wait).isEqualTo(4);
        now += wait * SECOND - SECOND / 2;
        assertThat(limits.take("a", 4)).isEqualTo(1);
        now += SECOND / 2;
        assertThat(limits.take("a", 4)).isZero();
        assertThat(limits.refused()).isEqualTo(2);
    }

    @Test
    void oneWhoAsksTooMuchHoldsUpNobodyElse() {
        assertThat(limits.take("a", 10)).isZero();
        assertThat(limits.take("a", 1)).isPositive();
        assertThat(limits.take("b", 10)).isZero();
    }

    @Test
    void aRequestThatCostsMoreThanAllTakesAllOfIt() {
        assertThat(limits.take("a", 1_000)).isZero();
        assertThat(limits.take("a", 1_000)).isEqualTo(10);
    }

    @Test
    void inAMinuteExactlyTheRateGoesThroughAndTheBurstBefore() {
        int passed = 0;
        for (int i = 0; i < 6_000; i++) {
            passed += limits.take("a", 1) == 0 ? 1 : 0;
            now += SECOND / 100;
        }
        assertThat(passed).isBetween(60 + 10 - 1, 60 + 10);
    }

    @Test
    void wrongTriesAreCountedByAddress() {
        for (int i = 0; i < 6; i++) {
            assertThat(limits.wrongTry("10.0.0.1")).isZero();
        }
        assertThat(limits.wrongTry("10.0.0.1")).isEqualTo(10);
        assertThat(limits.wrongTry("10.0.0.2")).isZero();
        assertThat(limits.wrong()).isEqualTo(8);
    }

    @Test
    void otherRatesHoldAtOnce() {
        limits.take("a", 10);
        limits.follow(new Rates(60, 20, 6));
        assertThat(limits.take("a", 20)).isZero();
    }
}
