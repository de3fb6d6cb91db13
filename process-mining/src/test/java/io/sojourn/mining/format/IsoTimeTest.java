package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2012-01-30 06:24:00+02:00, 2012-01-30T04:24:00Z",
        "2012-01-30T06:24, 2012-01-30T06:24:00Z",
        "2012-01-30, 2012-01-30T00:00:00Z",
        "2012-01-30T06:24:05.123456789Z, 2012-01-30T06:24:05.123456Z",
        "'2012-01-30T06:24:05,5z', 2012-01-30T06:24:05.5Z",
        "2012-01-30 06:24:05 +0230, 2012-01-30T03:54:05Z",
        "2012-01-30 06:24:05-05, 2012-01-30T11:24:05Z",
        "2012-01-30 06:24:05 UTC, 2012-01-30T06:24:05Z",
        "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void usualShapesAreRead(String text, String instant) {
        assertThat(IsoTime.parse(text, ZoneOffset.UTC)).isEqualTo(micros(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2012",
                "2012-13-01",
                "2011-02-29",
                "2012-01-30T24:00:00Z",
                "2012-01-30T06:60",
                "2012-01-30T06:24:60",
                "2012-01-30T06:24:00+19:00",
                "2012-01-30T06:24:00.Z",
                "2012-01-30T06:24:00.1234567890Z",
                "2012-01-30T06:24:00 ",
                "2012-01-30T06:24:00Zx",
                "32.13.2026 01:01",
                "2012-01-30x06:24:00",
                "2012-01-30T06-24-00",
                "２０１２-01-30"
            })
    void whatIsNoTimeIsBad(String text) {
        assertThat(IsoTime.parse(text, ZoneOffset.UTC)).isEqualTo(IsoTime.BAD);
    }

    @Test
    void aTimeWithoutOffsetIsInTheGivenZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(IsoTime.parse("2024-07-01 12:00", berlin)).isEqualTo(micros("2024-07-01T10:00:00Z"));
        assertThat(IsoTime.parse("2024-01-01 12:00", berlin)).isEqualTo(micros("2024-01-01T11:00:00Z"));
        assertThat(IsoTime.parse("2024-03-31 02:30", berlin)).isEqualTo(micros("2024-03-31T01:30:00Z"));
    }

    @Test
    void randomTimesAreWhatJavaTimeSays() {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(11));
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(
                    random.nextLong(-5_000_000_000L, 9_000_000_000L), random.nextInt(1_000_000_000), ZoneOffset.UTC);
            OffsetDateTime time = local.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60) * 60));
            assertThat(IsoTime.parse(time.toString(), ZoneOffset.UTC))
                    .as(time.toString())
                    .isEqualTo(micros(time.toString()));
        }
    }

    private static long micros(String text) {
        return ChronoUnit.MICROS.between(
                OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS));
    }
}
