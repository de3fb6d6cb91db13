package io.sojourn.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchWindowTest {
    private static final long WINDOW = 250;
    private final BatchWindow window = new BatchWindow(Duration.ofNanos(WINDOW), 1_000);

    @Test
    void rowsWaitOneWindowFromTheFirstOfThem() {
        window.begin(1_100);
        assertThat(window.left(false, 1_100)).isEqualTo(WINDOW);
        assertThat(window.left(false, 1_350)).isZero();
    }

    @Test
    void anAsOfThatMovesOnEndsTheWindowWhenTheBatchBeforeWasTakenAWindowAgo() {
        window.begin(2_000);
        assertThat(window.left(true, 2_001)).isNegative();
    }

    @Test
    void batchesAreAWindowApartWhateverIsSaid() {
        window.take(2_000);
        window.begin(2_010);
        assertThat(window.left(true, 2_020)).isEqualTo(WINDOW - 20);
    }

    @Test
    void whatCameWhileALongBatchWasAppliedIsTakenAtOnce() {
        window.take(2_000);
        window.begin(2_010);
        assertThat(window.left(false, 3_000)).isNegative();
    }
}
