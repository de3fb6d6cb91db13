package io.sojourn.api.staffing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HysteresisTest {
    private static final StaffingOptions OPTIONS = StaffingOptions.defaults();

    @Test
    void opensAtTheSecondLargeGapInARow() {
        assertThat(after(1.0).open()).isFalse();
        assertThat(after(1.0, 0.9, 1.0).open()).isFalse();
        assertThat(after(1.0, 1.0).open()).isTrue();
    }

    @Test
    void closesAtTheFourthSmallGapInARow() {
        assertThat(after(2, 2, 0.25, 0.25, 0.25).open()).isTrue();
        assertThat(after(2, 2, 0.25, 0.25, 0.3, 0.25, 0.25, 0.25).open()).isTrue();
        assertThat(after(2, 2, 0.25, 0.25, 0.25, 0.25).open()).isFalse();
    }

    @Test
    void opensAgainOnlyAfterTwoMore() {
        assertThat(after(2, 2, 0, 0, 0, 0, 2).open()).isFalse();
        assertThat(after(2, 2, 0, 0, 0, 0, 2, 2).open()).isTrue();
    }

    private static Hysteresis after(double... gaps) {
        Hysteresis h = Hysteresis.QUIET;
        for (double gap : gaps) {
            h = h.next(gap, OPTIONS);
        }
        return h;
    }
}
