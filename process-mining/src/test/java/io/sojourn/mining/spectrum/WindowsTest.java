package io.sojourn.mining.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowsTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    @ParameterizedTest
    @EnumSource(WindowWidth.class)
    void everyTimeIsInItsWindow(WindowWidth width) {
        long first = micros("2026-03-07T13:14:15.123456Z");
        long last = Math.min(micros("2099-12-31T23:59:59Z"), first + 40 * width.aboutMicros());
        Windows windows = Windows.of(width, first, last, NEW_YORK);
        for (long at = first; at <= last; at += width.aboutMicros() / 7 + 1) {
            int w = windows.at(at);
            assertThat(at).isBetween(windows.begin(w), windows.begin(w + 1) - 1);
        }
        assertThat(windows.at(first)).isZero();
        assertThat(windows.at(last)).isEqualTo(windows.size() - 1);
    }

    @Test
    void daysFollowTheClocks() {
        Windows spring =
                Windows.of(WindowWidth.DAY, micros("2026-03-07T12:00:00Z"), micros("2026-03-10T12:00:00Z"), NEW_YORK);
        assertThat(spring.begin(0)).isEqualTo(micros("2026-03-07T05:00:00Z"));
        assertThat(Duration.of(spring.length(1), ChronoUnit.MICROS)).isEqualTo(Duration.ofHours(23));
        assertThat(spring.size()).isEqualTo(4);
    }

    @Test
    void aSkippedHourIsNoWindowAndARepeatedOneIsOne() {
        Windows spring =
                Windows.of(WindowWidth.HOUR, micros("2026-03-08T05:00:00Z"), micros("2026-03-09T03:59:59Z"), NEW_YORK);
        assertThat(spring.size()).isEqualTo(23);
        Windows autumn =
                Windows.of(WindowWidth.HOUR, micros("2026-11-01T04:00:00Z"), micros("2026-11-02T04:59:59Z"), NEW_YORK);
        assertThat(autumn.size()).isEqualTo(24);
        assertThat(autumn.length(1)).isEqualTo(2 * WindowWidth.HOUR.aboutMicros());
    }

    @Test
    void weeksBeginOnMondayAndQuartersInJanuary() {
        long time = micros("2026-05-20T10:00:00Z");
        assertThat(Windows.of(WindowWidth.WEEK, time, time, ZoneOffset.UTC).localBegin(0))
                .hasToString("2026-05-18T00:00");
        assertThat(Windows.of(WindowWidth.QUARTER, time, time, ZoneOffset.UTC).localBegin(0))
                .hasToString("2026-04-01T00:00");
        assertThat(Windows.of(WindowWidth.DECADE, time, time, ZoneOffset.UTC).localBegin(0))
                .hasToString("2020-01-01T00:00");
    }

    @Test
    void theLeastWidthThatFitsIsTaken() {
        long day = WindowWidth.DAY.aboutMicros();
        assertThat(Windows.fitting(WindowWidth.HOUR, 120, 0, 3 * day, ZoneOffset.UTC)
                        .width())
                .isEqualTo(WindowWidth.HOUR);
        assertThat(Windows.fitting(WindowWidth.HOUR, 120, 0, 100 * day, ZoneOffset.UTC)
                        .width())
                .isEqualTo(WindowWidth.DAY);
        assertThat(Windows.fitting(WindowWidth.HOUR, 120, 0, 10_000 * day, ZoneOffset.UTC)
                        .width())
                .isEqualTo(WindowWidth.QUARTER);
    }

    @Test
    void tooManyWindowsAreRefused() {
        assertThatThrownBy(() -> Windows.of(WindowWidth.SECOND, 0, micros("1971-01-01T00:00:00Z"), ZoneOffset.UTC))
                .hasMessageContaining("longer than 10000 windows of one second");
    }
}
