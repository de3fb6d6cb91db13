package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.Attribute;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueCodesTest {
    @Test
    void numbersOfFewValuesAreCodedByTheirTexts() {
        long seed = Long.getLong("sojourn.seed", 5);
        Random random = new Random(seed);
        double[] values = random.ints(500, -50, 50)
                .mapToDouble(k -> k == 7 ? Double.NaN : k / 4.0)
                .toArray();
        ValueCodes codes = ValueCodes.of(new Attribute.Real(false, values));
        assertThat(codes.names())
                .contains("2", "-0.25")
                .doesNotContain("NaN", "-0.0")
                .doesNotHaveDuplicates();
        for (int i = 0; i < values.length; i++) {
            String name = codes.code(i) < 0 ? "NaN" : codes.names().get(codes.code(i));
            assertThat(Double.compare(Double.parseDouble(name), values[i]))
                    .as("-Dsojourn.seed=%d, %s", seed, name)
                    .isZero();
        }
    }

    @Test
    void wholeNumbersAreTakenUntilThereAreTooMany() {
        long[] hundred = IntStream.range(0, 1_000)
                .mapToLong(i -> i * 37L % ValueCodes.MOST)
                .toArray();
        hundred[0] = Attribute.NO_LONG;
        ValueCodes codes = ValueCodes.of(new Attribute.Whole(false, ColumnType.INTEGER, hundred));
        assertThat(codes.code(0)).isEqualTo(OccurrenceAttribute.MISSING);
        assertThat(codes.names().get(codes.code(3))).isEqualTo("11");
        hundred[5] = ValueCodes.MOST;
        assertThat(ValueCodes.of(new Attribute.Whole(false, ColumnType.INTEGER, hundred)))
                .isNull();
        assertThat(ValueCodes.of(new Attribute.Whole(false, ColumnType.TIME, new long[3])))
                .as("times")
                .isNull();
    }
}
