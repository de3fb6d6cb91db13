package io.sojourn.api.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Redaction;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.ScopedWorld;
import io.sojourn.api.access.ScopedWorld.Row;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is mined for a scope is what is mined where the rest was really deleted; small counts are taken out. */
class ScopedMiningTest {
    private static final long SEED = Long.getLong("sojourn.seed", 3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MiningOptions OPTIONS = new MiningOptions(1, 8, 100_000, 1 << 20);
    private static final List<Function<Asked, Question>> QUESTIONS = List.of(
            FlowQuestions::variants,
            FlowQuestions::processMap,
            WaitQuestions::handovers,
            WaitQuestions::waits,
            asked -> PictureQuestions.dots(asked, false));

    private static String ask(MiningDesk desk, DefinitionHistory history, Scope scope, Function<Asked, Question> of)
            throws Exception {
        Question question = of.apply(new Asked(Map.of(), List.of()));
        return new String(
                desk.ask(history, scope, question).get(60, TimeUnit.SECONDS), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void itIsWhatIsMinedWhereTheRestWasDeleted(@TempDir Path dir) throws Exception {
        List<Row> rows = ScopedWorld.rows(dir.resolve("events"), SEED, 60);
        Random random = new Random(SEED);
        try (Store store = ScopedWorld.store(dir.resolve("all"), rows);
                MiningDesk desk = new MiningDesk(store, OPTIONS)) {
            DefinitionHistory history = store.processes().get("authorization");
            String all = ask(desk, history, Scope.all(), FlowQuestions::variants);
            for (int i = 0; i < 2; i++) {
                Scope scope = new Scope(
                        Set.of(),
                        Map.of("facility", Set.of(ScopedWorld.FACILITIES.get(random.nextInt(3)))),
                        Set.of("case_id", "resource"),
                        0);
                List<Row> left = Redaction.of(rows, scope, MaskKey.ofThisServer());
                try (Store redacted = ScopedWorld.store(dir.resolve("redacted" + i), left);
                        MiningDesk other = new MiningDesk(redacted, OPTIONS)) {
                    for (Function<Asked, Question> question : QUESTIONS) {
                        String actual = ask(desk, history, scope, question);
                        assertThat(actual)
                                .as("-Dsojourn.seed=" + SEED + " " + scope)
                                .isEqualTo(ask(other, history, Scope.all(), question))
                                .doesNotContain("\"r1\"", "\"C-");
                    }
                }
                assertThat(ask(desk, history, scope, FlowQuestions::variants)).isNotEqualTo(all);
            }
            assertThat(ask(desk, history, Scope.all(), FlowQuestions::variants)).isEqualTo(all);
        }
    }

    @Test
    void smallCountsOfVariantsAndOfTheMapAreTakenOut() throws Exception {
        Scope few = new Scope(Set.of(), Map.of(), Set.of(), 5);
        String map =
                """
                {"cases": 20, "activities": [{"activity": "A", "events": 20, "cases": 20}, {"activity": "B", "events": 18,
                "cases": 17}, {"activity": "C", "events": 2, "cases": 2}], "arcs": [{"from": "A", "to": "B", "count": 18,
                "mean_seconds": 3.0}, {"from": "A", "to": "C", "count": 2, "mean_seconds": 3.0}], "starts": [{"activity":
                "A", "count": 20}], "ends": [{"activity": "B", "count": 18}, {"activity": "C", "count": 2}]}""";
        JsonNode guarded = JSON.readTree(MinedCells.of("process-map", few).guard(map.getBytes()));
        assertThat(guarded.path("arcs").toString())
                .isEqualTo("[{\"from\":\"A\",\"to\":\"B\",\"count\":null,\"mean_seconds\":null,\"suppressed\":true},"
                        + "{\"from\":\"A\",\"to\":\"C\",\"count\":null,\"mean_seconds\":null,\"suppressed\":true}]");
        assertThat(guarded.path("ends").findValues("count")).allMatch(JsonNode::isNull);
        assertThat(guarded.path("starts").get(0).path("count").asInt()).isEqualTo(20);
        assertThat(guarded.path("activities").get(2).path("cases").isNull()).isTrue();
        assertThat(guarded.path("activities").get(1).path("cases").isNull())
                .as("three cases are without it")
                .isTrue();
        assertThat(guarded.path("activities").get(0).path("cases").asInt()).isEqualTo(20);
        assertThat(guarded.path("cases").asInt()).isEqualTo(20);
        assertThat(MinedCells.of("dots", Scope.all()).guard(map.getBytes())).isEqualTo(map.getBytes());
        assertThatThrownBy(() -> MinedCells.of("dots", few)).hasMessageContaining("at least 5 cases");
    }

    @Test
    void whatIsNotListedIsACountToo() throws Exception {
        Scope few = new Scope(Set.of(), Map.of(), Set.of(), 5);
        String top =
                """
                {"cases": 83, "variant_count": 3, "variants": [{"activities": ["A"], "count": 50}, {"activities": ["B"], "count":
                30}]}""";
        JsonNode guarded = JSON.readTree(MinedCells.of("variants", few).guard(top.getBytes()));
        assertThat(guarded.path("variants").findValues("count"))
                .as("83 - 50 - 30 are too few")
                .filteredOn(JsonNode::isNull)
                .hasSize(1);
        assertThatThrownBy(() -> MinedCells.of("process-map", few)
                        .check(new Asked(Map.of("paths", List.of("50")), List.of("paths"))))
                .hasMessageContaining("activities and paths");
    }
}
