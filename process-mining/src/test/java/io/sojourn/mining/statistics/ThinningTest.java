package io.sojourn.mining.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static long kept(Thinning thinning, int every, int offset) {
        return LongStream.range(0, thinning.all())
                .filter(i -> i % every == offset)
                .filter(thinning::keeps)
                .count();
    }

    @Test
    void fewAreAllKept() {
        assertThat(kept(new Thinning(5_000, 5_000), 1, 0)).isEqualTo(5_000);
    }

    @Test
    void ofManyAboutSoManyAreKept() {
        assertThat((double) kept(new Thinning(1_000_000, 20_000), 1, 0)).isCloseTo(20_000, within(600.0));
    }

    @Test
    void whatIsKeptHasNoRhythm() {
        Thinning thinning = new Thinning(1_000_000, 100_000);
        for (int offset = 0; offset < 10; offset++) {
            assertThat((double) kept(thinning, 10, offset)).isCloseTo(10_000, within(400.0));
        }
    }
}
