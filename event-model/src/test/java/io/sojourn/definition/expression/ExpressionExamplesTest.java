package io.sojourn.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionExamplesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<Column> COLUMNS = List.of(
            new Column("activity", ColumnType.TEXT),
            new Column("outcome", ColumnType.TEXT),
            new Column("sequence", ColumnType.INTEGER),
            new Column("amount", ColumnType.NUMBER),
            new Column("submitted", ColumnType.BOOLEAN),
            new Column("time", ColumnType.TIME),
            new Column("concept:name", ColumnType.TEXT),
            new Column("language", ColumnType.TEXT),
            new Column("infinite", ColumnType.NUMBER),
            new Column("nothing", ColumnType.TEXT));
    /** 2024-03-10T07:33:20Z is 03:33:20 in New York, half an hour after the clock went from 2 to 3. */
    private static final Object[] ROW = {
        "DECIDED", "DENIED", 7L, 2.5, true, 1_710_056_000_000_000L, "Ж😀", "en", Double.POSITIVE_INFINITY, null
    };

    @Test
    void bothEnginesGiveTheExpectedValue() throws SQLException {
        Map<String, Object> examples = new LinkedHashMap<>();
        conditions(examples);
        nulls(examples);
        values(examples);
        times(examples);
        conversions(examples);
        List<String> texts = List.copyOf(examples.keySet());
        try (BothEngines engines = new BothEngines(COLUMNS, java.util.Collections.singletonList(ROW))) {
            CompiledExpressions compiled = BothEngines.compile(NEW_YORK, COLUMNS, texts);
            List<List<Object>> java = engines.java(compiled);
            List<List<Object>> duckdb = engines.duckdb(compiled);
            for (int i = 0; i < texts.size(); i++) {
                Object expected = examples.get(texts.get(i));
                assertThat(java.get(i).get(0)).as("Java: " + texts.get(i)).isEqualTo(expected);
                assertThat(duckdb.get(i).get(0))
                        .as("DuckDB: " + compiled.sql().get(i))
                        .isEqualTo(expected);
            }
        }
    }

    private static void conditions(Map<String, Object> examples) {
        examples.put("activity = 'DECIDED' AND outcome = 'DENIED'", true);
        examples.put("activity = 'DECIDED '", false);
        examples.put("activity <> 'DECIDED' OR outcome != 'DENIED'", false);
        examples.put("activity IN ('SUBMITTED', 'DECIDED')", true);
        examples.put("activity NOT IN ('SUBMITTED', outcome)", true);
        examples.put("sequence IN (1, 2.5, 7)", true);
        examples.put("amount BETWEEN 1 AND sequence", true);
        examples.put("amount NOT BETWEEN 1 AND 2", true);
        examples.put("activity LIKE 'DEC%'", true);
        examples.put("activity LIKE '%CID__'", true);
        examples.put("activity NOT LIKE '%X%'", true);
        examples.put("\"concept:name\" LIKE '__'", true);
        examples.put("\"concept:name\" = 'Ж😀'", true);
        examples.put("'\uffff' < '😀'", true);
        examples.put("submitted", true);
        examples.put("NOT submitted", false);
        examples.put("submitted IS TRUE AND submitted IS NOT FALSE", true);
        examples.put("language = 'en' AND time IS NOT NULL", true);
        examples.put("TIME IS NULL".replace("TIME", "time"), false);
        examples.put("9007199254740993 = 9007199254740992", false);
        examples.put("9007199254740993 = 9007199254740992.0", true);
        examples.put("infinite > 1e300", true);
    }

    private static void nulls(Map<String, Object> examples) {
        examples.put("nothing = 'A'", null);
        examples.put("nothing = 'A' OR submitted", true);
        examples.put("nothing = 'A' AND submitted", null);
        examples.put("nothing = 'A' AND NOT submitted", false);
        examples.put("nothing IS NULL", true);
        examples.put("nothing IS DISTINCT FROM 'A'", true);
        examples.put("nothing IS NOT DISTINCT FROM NULL", true);
        examples.put("(nothing = 'A') IS NOT TRUE", true);
        examples.put("(nothing = 'A') IS UNKNOWN", true);
        examples.put("nothing IN ('A')", null);
        examples.put("activity IN ('A', nothing)", null);
        examples.put("COALESCE(nothing, outcome)", "DENIED");
        examples.put("NULLIF(activity, 'DECIDED')", null);
        examples.put("CASE WHEN nothing = 'A' THEN 1 END", null);
    }

    private static void values(Map<String, Object> examples) {
        examples.put("sequence + 1", 8.0);
        examples.put("sequence / 2", 3.5);
        examples.put("sequence / 0", null);
        examples.put("1 / (1 / (amount - 2.5))", null);
        examples.put("amount * 1e308 * 1e10", null);
        examples.put("infinite - infinite", null);
        examples.put("1 / infinite", null);
        examples.put("-amount", -2.5);
        examples.put("-9223372036854775808", Long.MIN_VALUE);
        examples.put("COALESCE(NULLIF(sequence, 7), amount)", 2.5);
        examples.put("CASE WHEN sequence > 5 THEN 'late' ELSE 'early' END", "late");
        examples.put("CASE sequence WHEN 1 THEN 'one' WHEN 7 THEN 'seven' END", "seven");
        examples.put("CASE WHEN submitted THEN 1 ELSE 2.5 END", 1.0);
        examples.put("'it''s'", "it's");
    }

    private static void times(Map<String, Object> examples) {
        examples.put("EXTRACT(HOUR FROM time)", 3L);
        examples.put("extract(dow from time)", 0L);
        examples.put("EXTRACT(ISODOW FROM time)", 7L);
        examples.put("EXTRACT(MINUTE FROM time)", 33L);
        examples.put("EXTRACT(SECOND FROM time)", 20L);
        examples.put("EXTRACT(YEAR FROM time)", 2024L);
        examples.put("EXTRACT(QUARTER FROM time)", 1L);
        examples.put("EXTRACT(WEEK FROM time)", 10L);
        examples.put("EXTRACT(DOY FROM time)", 70L);
        examples.put("time >= TIMESTAMP '2024-03-10 03:33:20' AND time < TIMESTAMP '2024-03-10 03:33:20.000001'", true);
        long noon = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2024-07-01T16:00:00Z"));
        examples.put("TIMESTAMP '2024-07-01 12:00:00'", noon);
    }

    private static void conversions(Map<String, Object> examples) {
        examples.put("TO_INTEGER('42')", 42L);
        examples.put("TO_INTEGER('-007')", -7L);
        examples.put("TO_INTEGER(' 42')", null);
        examples.put("TO_INTEGER('42\n')", null);
        examples.put("TO_INTEGER('9999999999999999999')", null);
        examples.put("to_number('1.5e3')", 1500.0);
        examples.put("TO_NUMBER('1e999')", null);
        examples.put("TO_NUMBER('NaN')", null);
        examples.put("TO_NUMBER(activity)", null);
        examples.put("TO_TEXT(sequence)", "7");
        examples.put("TO_TEXT(submitted)", "true");
        examples.put("TO_TEXT(activity)", "DECIDED");
    }

    @Test
    void chainsAndListsOfAnyAllowedLengthWorkInBothEngines() throws SQLException {
        List<String> texts = new ArrayList<>();
        texts.add("submitted AND ".repeat(290) + "submitted");
        texts.add("NOT submitted OR ".repeat(240) + "sequence = 7");
        texts.add("sequence IN (" + "1, ".repeat(1300) + "7)");
        texts.add("CASE" + " WHEN sequence = 1 THEN 1".repeat(150) + " ELSE 7 END = 7");
        texts.add("1 + ".repeat(29) + "1 = 30");
        try (BothEngines engines = new BothEngines(COLUMNS, java.util.Collections.singletonList(ROW))) {
            CompiledExpressions compiled = BothEngines.compile(NEW_YORK, COLUMNS, texts);
            assertThat(engines.java(compiled))
                    .allSatisfy(values -> assertThat(values).containsExactly(true));
            assertThat(engines.duckdb(compiled))
                    .allSatisfy(values -> assertThat(values).containsExactly(true));
        }
    }
}
