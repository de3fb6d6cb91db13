package io.sojourn.mining.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeAxisTest {
    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    private static List<String> labels(TimeAxis axis) {
        return axis.ticks().stream().map(TimeAxis.Tick::label).toList();
    }

    @Test
    void ticksAreAtRoundLocalTimes() {
        TimeAxis axis = TimeAxis.calendar(
                micros("2026-01-05T13:00:00Z"), micros("2026-01-06T14:00:00Z"), ZoneId.of("America/New_York"), 0, 100);

        assertThat(labels(axis)).containsExactly("12:00", "18:00", "00:00", "06:00");
        assertThat(axis.ticks().get(0).context()).isEqualTo("5 Jan 2026");
        assertThat(axis.ticks().get(1).context()).isEmpty();
        assertThat(axis.ticks().get(2).context()).isEqualTo("6 Jan 2026");
        assertThat(axis.ticks().get(0).x()).isCloseTo(100 * 4 / 25.0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T13:00:00Z, 2026-01-05T13:00:00Z",
        "2026-01-05T13:00:00Z, 2026-01-05T13:00:08Z",
        "2026-01-05T13:00:00Z, 2026-01-05T13:50:00Z",
        "2026-01-05T13:00:00Z, 2026-01-20T13:00:00Z",
        "2026-01-05T13:00:00Z, 2026-12-20T13:00:00Z",
        "2003-01-05T13:00:00Z, 2026-12-20T13:00:00Z",
        "1970-01-01T00:00:00Z, 2099-12-31T13:00:00Z"
    })
    void thereAreSomeTicksAndNotTooMany(String from, String to) {
        TimeAxis axis = TimeAxis.calendar(micros(from), micros(to), ZoneOffset.UTC, 64, 936);

        assertThat(axis.ticks()).hasSizeBetween(1, 16).allSatisfy(t -> assertThat(t.x())
                .isBetween(64.0, 936.0));
    }

    @Test
    void durationsAreInTheirHandyUnit() {
        assertThat(labels(TimeAxis.elapsed(0, 9 * 3_600_000_000L, 0, 100)))
                .containsExactly("0", "1 h", "2 h", "3 h", "4 h", "5 h", "6 h", "7 h", "8 h", "9 h");
        assertThat(labels(TimeAxis.elapsed(0, 36 * 3_600_000_000L, 0, 100)))
                .containsExactly("0", "6 h", "12 h", "18 h", "1 day", "30 h", "36 h");
    }

    @Test
    void countsHaveRoundTicks() {
        assertThat(new CountAxis(3, 0, 100).step()).isEqualTo(1);
        assertThat(new CountAxis(17, 0, 100).step()).isEqualTo(5);
        assertThat(new CountAxis(1_234, 0, 76).step()).isEqualTo(500);
        assertThat(new CountAxis(1_234, 76, 0).y(0)).isZero();
    }
}
