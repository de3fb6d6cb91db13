package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
    private static TimeReader reader(String format) {
        return TimeReader.of(new ReadOptions(null, null, null, null, null, null, format, null));
    }

    @ParameterizedTest
    @CsvSource({
        "1704067200, 1704067200000000",
        "1704067200.5, 1704067200500000",
        "1.704067200E9, 1704067200000000",
        "1704067200.00000000000000000000000000000000000000000009, 1704067200000000",
        "9223372036854.775807, 9223372036854775807",
        "0.0e999999999, 0",
        "-0.0000001, -1"
    })
    void secondsWithAFractionAreExact(String text, long micros) {
        assertThat(reader("epoch_s").parse(text)).isEqualTo(micros);
    }

    @Test
    void aPatternThatJavaTimeTripsOverIsRefused() {
        assertThatThrownBy(() -> reader("phWc"))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("\"phWc\" is no pattern");
    }

    /** The first two were once 1970, the third some other time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5e300",
                "1.0e2147483647",
                "99999999999999999999.5",
                "9223372036854.775808",
                "9223372036855",
                "1.e",
                ".",
                "NaN",
                ""
            })
    void numbersThatNoTimeHasAreBad(String text) {
        assertThat(reader("epoch_s").parse(text)).isEqualTo(IsoTime.BAD);
    }
}
