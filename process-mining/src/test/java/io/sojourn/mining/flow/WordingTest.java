package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s, 0 s",
        "90, 90.0 s, 90.0 s",
        "9000, 2.5 h, 2.5 h",
        "216000, 2.5 days, 60.0 h",
        "-216000, -2.5 days, -60.0 h"
    })
    void workingTimeIsNeverInDays(double seconds, String duration, String workingTime) {
        assertThat(Wording.duration(seconds)).isEqualTo(duration);
        assertThat(Wording.workingTime(seconds)).isEqualTo(workingTime);
    }

    @ParameterizedTest
    @CsvSource("NaN")
    void whatIsNotKnownIsADash(double seconds) {
        assertThat(Wording.workingTime(seconds)).isEqualTo("-");
    }
}
