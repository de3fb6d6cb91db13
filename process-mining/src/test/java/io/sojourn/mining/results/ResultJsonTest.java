package io.sojourn.mining.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import io.sojourn.fact.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultJsonTest {
    private static final ProcessDefinition DEFINITION = Definitions.compile(
                    "test.yaml",
                    """
                    process: p
                    attributes: {payer: text, amount: number, gold: boolean, steps: integer, due: time}
                    dimensions: [payer, team]
                    """)
            .definition();
    private static final List<String> TEXTS = List.of(
            "", "a", "\"quoted\" \\ back", "line\nbreak\u0000nul", "Größe 漢字 \ud83d\ude00", "{\"kind\":1}", "(none)");
    private final ResultJson json = ResultJson.of(List.of(DEFINITION));

    @Test
    void everyResultIsReadAsItWasWritten() {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? 20_261_121 : Long.parseLong(given);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Result r = random(random);
            assertThat(json.read(json.write(r)))
                    .as("seed %d, result %d", seed, i)
                    .isEqualTo(r);
            assertThat(json.key(r)).isNotEmpty();
        }
    }

    @Test
    void aVersionThatIsNotKnownIsAskedForOnceAndItsEventsHaveItsAttributesUnderAnyVersion() {
        ProcessDefinition next = Definitions.compile(
                        "test.yaml",
                        DEFINITION
                                .text()
                                .replace("process: p\n", "process: p\nversion: 2\n")
                                .replace("due: time}", "due: time, ward: text}"))
                .definition();
        List<ProcessDefinition> asked = new ArrayList<>();
        ResultJson both = ResultJson.of(List.of(DEFINITION, next));
        ResultJson writer = ResultJson.of(List.of(DEFINITION), () -> {
            asked.add(next);
            return asked;
        });
        ResultJson reader = ResultJson.of(List.of(DEFINITION), () -> List.of(DEFINITION, next));

        Object[] event = row(FactTable.EVENTS, new Random(1));
        Object[] wide = Arrays.copyOf(event, event.length + 1);
        wide[event.length] = "icu";
        Result ofFirst = Result.upsert(FactTable.EVENTS, wide, 3, 7);
        byte[] written = writer.write(ofFirst);
        assertThat(written).isEqualTo(both.write(ofFirst)).asString().contains("\"ward\":\"icu\"", "\"version\":1");
        assertThat(reader.read(written)).isEqualTo(ofFirst);
        assertThat(both.read(written)).isEqualTo(ofFirst);

        Object[] ofNext = row(FactTable.STAYS, new Random(2));
        ofNext[1] = 2L;
        Result stay = Result.upsert(FactTable.STAYS, ofNext, 3, 7);
        assertThat(reader.read(writer.write(stay))).isEqualTo(stay);
        assertThat(asked).hasSize(1);
        assertThatThrownBy(() -> json.write(stay)).hasMessageContaining("version 2 of process p");
        assertThatThrownBy(() -> json.read(written)).hasMessageContaining("no such column: ward");
    }

    @Test
    void insertUpsertAndDeleteOfARowHaveOneKeyPerEpoch() {
        Object[] row = row(FactTable.STAYS, new Random(1));
        Object[] other = row.clone();
        other[other.length - 1] = "another";
        int width = TableSchema.of(FactTable.STAYS, DEFINITION).keyColumns();
        String key = key(Result.insert(FactTable.STAYS, row, 3, 7));
        assertThat(key(Result.upsert(FactTable.STAYS, other, 3, 7))).isEqualTo(key);
        assertThat(key(Result.delete(FactTable.STAYS, Arrays.copyOf(row, width), 3, 7)))
                .isEqualTo(key);
        assertThat(key(Result.upsert(FactTable.STAYS, row, 3, 8)))
                .as("of a later writer")
                .isNotEqualTo(key);
    }

    @Test
    void aLateEventNeverHasTheKeyOfTheEventThatItRepeats() {
        Object[] row = row(FactTable.EVENTS, new Random(2));
        int late = column(FactTable.EVENTS, "late");
        row[late] = false;
        Object[] again = row.clone();
        again[late] = true;
        assertThat(key(Result.upsert(FactTable.EVENTS, again, 3, 7)))
                .isNotEqualTo(key(Result.upsert(FactTable.EVENTS, row, 3, 7)));
    }

    @Test
    void halfASurrogatePairStopsNothing() {
        Object[] row = row(FactTable.STAYS, new Random(3));
        row[2] = "a\ud800b";
        assertThat(json.read(json.write(Result.upsert(FactTable.STAYS, row, 3, 7)))
                        .values()[2])
                .isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"schema\":2,\"kind\":\"replace_group\",\"lane\":\"panes\",\"table\":\"queue_panes\",\"group\":1,\"epoch\":1}",
                "{\"schema\":1,\"kind\":\"replace_group\",\"lane\":\"ages\",\"table\":\"queue_panes\",\"group\":1,\"epoch\":1}",
                "{\"schema\":1,\"kind\":\"replace_group\",\"lane\":\"panes\",\"table\":\"queue_panes\",\"group\":1}",
                "{\"schema\":1,\"kind\":\"replace_group\",\"lane\":\"panes\",\"table\":\"none\",\"group\":1,\"epoch\":1}",
                "{\"schema\":1,\"kind\":\"upsert\",\"lane\":\"panes\",\"table\":\"queue_panes\",\"group\":1,\"epoch\":1,"
                        + "\"process\":\"other\",\"version\":1,\"row\":{}}",
                "{\"schema\":1,\"kind\":\"upsert\",\"lane\":\"panes\",\"table\":\"queue_panes\",\"group\":1,\"epoch\":1,"
                        + "\"process\":\"p\",\"version\":1,\"row\":{\"no_column\":1}}",
                "{\"schema\":1,\"kind\":\"upsert\",\"lane\":\"panes\",\"table\":\"queue_panes\",\"group\":1,\"epoch\":1,"
                        + "\"process\":\"p\",\"version\":1,\"row\":{\"arrivals\":\"many\"}}"
            })
    void whatIsNoResultFailsLoudly(String text) {
        assertThatThrownBy(() -> json.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SojournException.class);
    }

    private String key(Result r) {
        return new String(json.key(r), StandardCharsets.UTF_8);
    }

    private static int column(FactTable table, String name) {
        return TableSchema.of(table, DEFINITION).columns().stream()
                .map(Column::name)
                .toList()
                .indexOf(name);
    }

    private static Result random(Random random) {
        long epoch = random.nextLong(1L << 45);
        int group = random.nextInt(129) - 1;
        FactTable table = FactTable.values()[random.nextInt(FactTable.values().length)];
        Object[] row = row(table, random);
        return switch (random.nextInt(8)) {
            case 0 -> new Result(Kind.AS_OF, null, new Object[] {"PANES", 1L, 2L, random.nextLong(1L << 52)}, epoch);
            case 1 -> new Result(Kind.REPLACE_GROUP, FactTable.QUEUE_AGING, new Object[0], 5, epoch);
            case 2 ->
                new Result(
                        Kind.REPLACE_CASE,
                        null,
                        new Object[] {"p", 1L, text(random), 2L, 17L, text(random), 18L, text(random)},
                        group,
                        epoch);
            case 3 ->
                new Result(
                        Kind.REPLACE_CASE,
                        null,
                        new Object[] {"p", 1L, text(random), 0L, null, null, null, null},
                        group,
                        epoch);
            case 4 -> new Result(Kind.EVICT_CASE, null, new Object[] {"p", 1L, text(random)}, group, epoch);
            case 5 ->
                Result.delete(
                        table,
                        Arrays.copyOf(row, TableSchema.of(table, DEFINITION).keyColumns()),
                        group,
                        epoch);
            case 6 -> Result.insert(table, row, group, epoch);
            default -> Result.upsert(table, row, group, epoch);
        };
    }

    private static Object[] row(FactTable table, Random random) {
        TableSchema schema = TableSchema.of(table, DEFINITION);
        Object[] row = new Object[schema.columns().size()];
        for (int i = 0; i < row.length; i++) {
            boolean none = i >= schema.keyColumns() && random.nextInt(3) == 0;
            row[i] = none ? null : value(schema.columns().get(i), random);
        }
        row[0] = "p";
        row[1] = 1L;
        return row;
    }

    private static Object value(Column column, Random random) {
        return switch (column.type()) {
            case TEXT -> text(random);
            case INTEGER, TIME -> random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100);
            case NUMBER ->
                switch (random.nextInt(5)) {
                    case 0 -> Double.NaN;
                    case 1 -> Double.NEGATIVE_INFINITY;
                    case 2 -> -0.0;
                    case 3 -> Double.MIN_VALUE;
                    default -> random.nextGaussian() * 1e9;
                };
            case BOOLEAN -> random.nextBoolean();
        };
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
