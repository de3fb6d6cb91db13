package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.ColumnType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TypedValuesTest {
    /** A date as far off as {@code 9999-12-31} once ended the reading of its log. */
    @Test
    void aTimeFarOffIsNoTimeRatherThanAFailure() {
        assertThat(TypedValues.convert(Instant.parse("9999-12-31T00:00:00Z"), ColumnType.TIME))
                .isNull();
        assertThat(TypedValues.convert(Instant.parse("-200000-01-01T00:00:00Z"), ColumnType.TIME))
                .isNull();
        assertThat(TypedValues.convert(Instant.parse("2024-01-01T00:00:00.000001Z"), ColumnType.TIME))
                .isEqualTo(1_704_067_200_000_001L);
    }
}
