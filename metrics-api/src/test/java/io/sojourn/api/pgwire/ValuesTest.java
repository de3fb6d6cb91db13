package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.ByteConverter;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "3, FLOAT8, 3",
        "0.1, FLOAT8, 0.1",
        "1.0E20, FLOAT8, 1e+20",
        "1.5E-9, FLOAT8, 1.5e-9",
        "12345678901.0, FLOAT8, 12345678901",
        "NaN, FLOAT8, NaN",
        "-0.5, FLOAT4, -0.5",
        "1E+3, NUMERIC, 1000",
        "2026-01-02T03:04:05Z, TIMESTAMPTZ, 2026-01-02 03:04:05+00",
        "2026-01-02T03:04:05.000006Z, TIMESTAMPTZ, 2026-01-02 03:04:05.000006+00",
        "2026-01-02T03:04:05-05:00, TIMESTAMPTZ, 2026-01-02 08:04:05+00",
        "08:00, TIME, 08:00:00",
        "it's, TEXT, it's"
    })
    void valuesAreWrittenAsPostgresWritesThem(String given, PgType type, String written) {
        boolean number = type == PgType.FLOAT8 || type == PgType.FLOAT4;
        Object value = number && !given.equals("NaN")
                ? Double.valueOf(given)
                : type == PgType.NUMERIC ? new BigDecimal(given) : given;

        assertThat(TextValues.of(value, type)).isEqualTo(written);
    }

    /** The driver of the PostgreSQL project reads what is written here. */
    @Test
    void binaryNumbersAreReadByAnotherProgramAsTheyWere() {
        long seed = Long.getLong("sojourn.seed", 4_711L);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal number = new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(30) - 5)
                    .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
            byte[] bytes = BinaryValues.of(number, PgType.NUMERIC);

            BigDecimal read = new BigDecimal(ByteConverter.numeric(bytes).toString());
            assertThat(read).as("seed " + seed).isEqualByComparingTo(number);
            String literal = Literals.of(PgType.NUMERIC.oid(), true, bytes, 1);
            assertThat(new BigDecimal(literal.replaceAll("[() ]", ""))).isEqualByComparingTo(number);
        }
    }

    @Test
    void binaryIntervalsAreMonthsDaysAndMicroseconds() {
        assertThat(BinaryValues.of("1 year 2 months 3 days -04:05:06.789", PgType.INTERVAL))
                .isEqualTo(ByteBuffer.allocate(16)
                        .putLong(-14_706_789_000L)
                        .putInt(3)
                        .putInt(14)
                        .array());
        assertThat(BinaryValues.of("20:55:55", PgType.INTERVAL))
                .isEqualTo(ByteBuffer.allocate(16)
                        .putLong(75_355_000_000L)
                        .putInt(0)
                        .putInt(0)
                        .array());
        assertThatThrownBy(() -> BinaryValues.of("soon", PgType.INTERVAL)).isInstanceOf(PgFailure.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "23|5|5",
                "20|-5|(-5)",
                "701|2.5|2.5E0",
                "701|-1e300|(-1.0E300)",
                "1700|-1.50|(-1.50)",
                "16|on|TRUE",
                "1082|2026-02-28|DATE '2026-02-28'",
                "1184|2026-01-05 03:00:00-05|TIMESTAMP '2026-01-05 08:00:00.000000'",
                "1184|2026-01-05T08:00:00.5Z|TIMESTAMP '2026-01-05 08:00:00.500000'",
                "1114|2026-01-05 03:00:00|TIMESTAMP '2026-01-05 03:00:00.000000'",
                "0|2026-01-05 03:00:00-05|'2026-01-05 08:00:00.000000'",
                "0|2026-01-05 -05|'2026-01-05'",
                "0|c5|'c5'",
                "25|it's /* -- $1|'it''s /* -- $1'"
            })
    void parametersBecomeLiterals(int type, String value, String literal) {
        assertThat(Literals.of(type, false, value.getBytes(StandardCharsets.UTF_8), 1)
                        .strip())
                .isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "23|1 or 1=1",
                "23|1e999",
                "23|1.5",
                "701|NaN",
                "701|Infinity",
                "1700|1e500",
                "16|maybe",
                "1082|now()",
                "1184|infinity",
                "1114|2026-13-01 00:00:00",
                "2950|x",
                "600|(1,2)"
            })
    void whatIsNotOfItsTypeIsRefused(int type, String value) {
        assertThatThrownBy(() -> Literals.of(type, false, value.getBytes(StandardCharsets.UTF_8), 3))
                .isInstanceOf(PgFailure.class)
                .hasMessageContaining("$3");
    }

    @Test
    void textsThatNoTextCanBeAreRefused() {
        assertThatThrownBy(() -> Literals.of(25, false, new byte[] {'a', 0, 'b'}, 1))
                .isInstanceOf(PgFailure.class);
        assertThatThrownBy(() -> Literals.of(25, true, new byte[] {(byte) 0xC3, '\''}, 1))
                .isInstanceOf(PgFailure.class);
        assertThatThrownBy(() -> Literals.of(20, true, new byte[] {1, 2}, 1)).isInstanceOf(PgFailure.class);
        assertThatThrownBy(() -> Literals.of(23, true, new byte[9], 1)).isInstanceOf(PgFailure.class);
    }

    /** Whatever a text holds, DuckDB reads the literal as that text. */
    @Test
    void anyTextSurvivesBeingALiteral() throws SQLException {
        long seed = Long.getLong("sojourn.seed", 815L);
        Random random = new Random(seed);
        String signs = "'\"\\-/*$;:é漢 \n\tab1%_(){}[]?";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            for (int i = 0; i < 200; i++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(20); n >= 0; n--) {
                    text.append(signs.charAt(random.nextInt(signs.length())));
                }
                String literal =
                        Literals.of(25, random.nextBoolean(), text.toString().getBytes(StandardCharsets.UTF_8), 1);
                try (ResultSet row = connection.createStatement().executeQuery("SELECT " + literal)) {
                    row.next();
                    assertThat(row.getString(1)).as("seed " + seed).isEqualTo(text.toString());
                }
            }
        }
    }
}
