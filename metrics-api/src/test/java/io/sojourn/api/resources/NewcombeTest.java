package io.sojourn.api.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NewcombeTest {
    /** Newcombe 1998, table II, method 10: 56/70 against 48/80, and others. */
    @Test
    void theExamplesOfThePaper() {
        assertInterval(Newcombe.of(56, 70, 48, 80), 0.2, 0.0524, 0.3339);
        assertInterval(Newcombe.of(9, 10, 3, 10), 0.6, 0.1705, 0.8090);
        assertInterval(Newcombe.of(5, 56, 0, 29), 0.0893, -0.0381, 0.1926);
        assertInterval(Newcombe.of(10, 10, 0, 10), 1, 0.6075, 1);
    }

    private static void assertInterval(Newcombe d, double value, double low, double high) {
        assertThat(d.value()).isCloseTo(value, within(0.00005));
        assertThat(d.low()).isCloseTo(low, within(0.00006));
        assertThat(d.high()).isCloseTo(high, within(0.00006));
    }
}
