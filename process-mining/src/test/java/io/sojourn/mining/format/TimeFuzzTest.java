package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any text as a time: what java.time, or exact arithmetic, says, or refused. The first line is the format. */
@Tag("hostile")
class TimeFuzzTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}\\.\\d{0,30}([eE][+-]?\\d{1,9})?");
    private static final String DATE_AND_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?";
    private static final Pattern LOCAL = Pattern.compile(DATE_AND_TIME);
    private static final Pattern OFFSET = Pattern.compile(DATE_AND_TIME + "(Z|[+-]\\d\\d:\\d\\d)");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    @FuzzTest
    void time(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int feed = Math.max(0, all.indexOf('\n'));
        String format = all.substring(0, feed);
        String text = all.substring(feed).strip();
        TimeReader reader;
        try {
            reader = TimeReader.of(
                    new ReadOptions(null, null, null, null, null, null, format.isEmpty() ? null : format, BERLIN));
        } catch (SojournException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
            return;
        }
        long micros = reader.parse(text);
        if (reader.isIso()) {
            checkIso(text, micros);
        } else if (format.equals("epoch_s") && DECIMAL.matcher(text).matches()) {
            checkSeconds(new BigDecimal(text), micros);
        }
    }

    /** Of the forms that both know: java.time also takes others, such as a point without digits. */
    private static void checkIso(String text, long micros) {
        boolean local = LOCAL.matcher(text).matches();
        if (!local && !OFFSET.matcher(text).matches()) {
            return;
        }
        long expected;
        try {
            expected = micros(
                    local ? LocalDateTime.parse(text).atZone(BERLIN).toOffsetDateTime() : OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            expected = IsoTime.BAD;
        }
        boolean beyondJava = text.matches(".*[+-]18:[0-5][1-9]|.*[+-]18:[1-5]0");
        if (!beyondJava) {
            assertThat(micros).as(text).isEqualTo(expected);
        }
    }

    private static long micros(OffsetDateTime time) {
        return ChronoUnit.MICROS.between(
                OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), time.truncatedTo(ChronoUnit.MICROS));
    }

    private static void checkSeconds(BigDecimal seconds, long micros) {
        boolean countable = seconds.signum() == 0
                || seconds.precision() - (long) seconds.scale() < 20
                        && seconds.scaleByPowerOfTen(6)
                                        .setScale(0, RoundingMode.FLOOR)
                                        .abs()
                                        .compareTo(MOST)
                                <= 0;
        if (!countable) {
            assertThat(micros).as("%s", seconds).isEqualTo(IsoTime.BAD);
        } else if (seconds.scale() < 1_000) {
            assertThat(micros)
                    .as("%s", seconds)
                    .isEqualTo(seconds.scaleByPowerOfTen(6)
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact());
        }
    }

    @Test
    void theCorpusCutOffAndChangedIsReadOrRefusedToo() {
        Mutations.of(TimeFuzzTest.class, "time", 2_000, this::time);
    }
}
