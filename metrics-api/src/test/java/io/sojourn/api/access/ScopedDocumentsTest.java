package io.sojourn.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sojourn.api.access.ScopedWorld.Row;
import io.sojourn.api.resources.Cases;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Documents of a scope are those of a store from which the rest was really deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopedDocumentsTest {
    private static final long SEED = Long.getLong("sojourn.seed", 7);
    private static final int SCOPES = 2;
    private static final int SCOPES_OF_FULL = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Scope NORTH = new Scope(Set.of(), Map.of("facility", Set.of("North")), Set.of(), 0);
    private static final Health HEALTH =
            new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);

    private Path dir;
    private List<Row> rows;
    private Store store;
    private Documents documents;

    @BeforeAll
    void open(@TempDir Path folder) throws SQLException {
        dir = folder;
        rows = ScopedWorld.rows(dir.resolve("events"), SEED, 60);
        store = ScopedWorld.store(dir.resolve("all"), rows);
        documents = of(store);
    }

    @AfterAll
    void close() {
        documents.close();
        store.close();
    }

    private static Documents of(Store store) {
        return new Documents(store, () -> HEALTH, null, null, 1);
    }

    private static JsonNode json(Map<String, Object> document) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(document));
    }

    @Test
    void theyAreThoseOfAStoreThatNeverHadTheRest() throws Exception {
        compare(new Random(SEED), SCOPES);
    }

    @Test
    @Tag("full")
    void theyAreThoseOfAStoreThatNeverHadTheRestForManyScopes() throws Exception {
        compare(new Random(SEED + 1), SCOPES_OF_FULL);
    }

    private void compare(Random random, int scopes) throws Exception {
        int seen = 0;
        for (int i = 0; i < scopes; i++) {
            Scope scope = ScopedWorld.randomScope(random);
            List<Row> left = Redaction.of(rows, scope, MaskKey.ofThisServer());
            seen += left.size();
            try (Store redacted = ScopedWorld.store(dir.resolve("redacted " + scopes + " " + i), left);
                    Documents expected = of(redacted)) {
                Documents actual = documents.as(scope);
                for (String process : actual.processNames()) {
                    String about = "-Dsojourn.seed=" + SEED + " " + scope + " " + process;
                    compare(actual, expected, process, about);
                }
            }
        }
        assertThat(seen).as("rows that any scope saw").isPositive();
    }

    private void compare(Documents actual, Documents expected, String process, String about) throws Exception {
        assertThat(json(actual.queues(process, "facility")))
                .as(about)
                .isEqualTo(json(expected.queues(process, "facility")));
        assertThat(json(actual.slas(process))).as(about).isEqualTo(json(expected.slas(process)));
        assertThat(json(actual.handoffs(process, "all"))).as(about).isEqualTo(json(expected.handoffs(process, "all")));
        assertThat(json(Cases.of(actual, process, "all", null, 500)))
                .as(about)
                .isEqualTo(json(Cases.of(expected, process, "all", null, 500)));
        assertThat(json(Cases.of(actual, process, "all", "~a", 500)))
                .as(about)
                .isEqualTo(json(Cases.of(expected, process, "all", "~a", 500)));
        JsonNode measures = json(actual.measures(process, "all", "facility"));
        JsonNode others = json(expected.measures(process, "all", "facility"));
        withoutHidden(measures, others);
        assertThat(measures.path("measures")).as(about).isEqualTo(others.path("measures"));
        JsonNode health = json(actual.health(process));
        JsonNode counts = json(expected.health(process));
        for (String count : List.of("events", "rejected", "duplicates", "cases", "open_cases")) {
            assertThat(health.path(count)).as(about + count).isEqualTo(counts.path(count));
        }
        for (String id : someCases(process, expected)) {
            assertThat(oneCase(actual, process, id)).as(about + id).isEqualTo(oneCase(expected, process, id));
        }
    }

    /** Case ids as they are stored, and as they are shown. */
    private Set<String> someCases(String process, Documents shown) throws Exception {
        Set<String> ids = new TreeSet<>(List.of("C-1", "none"));
        json(Cases.of(shown, process, "all", null, 8))
                .path("cases")
                .forEach(c -> ids.add(c.path("case_id").asText()));
        return ids;
    }

    private static String oneCase(Documents documents, String process, String id) throws Exception {
        try {
            return json(documents.oneCase(process, id)).toString();
        } catch (SojournException e) {
            return e.code() + e.getMessage() + e.hint();
        }
    }

    /** What isn't shown says so; the first instant of the window may be that of a measure that is not shown. */
    private static void withoutHidden(JsonNode actual, JsonNode expected) {
        ArrayNode shown = (ArrayNode) actual.path("measures");
        ArrayNode others = (ArrayNode) expected.path("measures");
        for (int i = shown.size() - 1; i >= 0; i--) {
            if (shown.get(i).has("hidden")) {
                assertThat(shown.get(i).path("numerator").isNull()).isTrue();
                assertThat(shown.get(i).path("denominator").isNull()).isTrue();
                shown.remove(i);
                others.remove(i);
            }
        }
    }

    @Test
    void aTotalOfOneFacilityIsTheGroupOfAll() throws Exception {
        JsonNode groups = json(documents.queues("authorization", "facility"))
                .path("queues")
                .get(0)
                .path("groups");
        assertThat(groups).isNotEmpty();
        for (JsonNode group : groups) {
            String facility = group.path("key").path("facility").asText();
            Scope scope = new Scope(Set.of(), Map.of("facility", Set.of(facility)), Set.of(), 0);
            JsonNode mine = json(documents.as(scope).queues("authorization", null))
                    .path("queues")
                    .get(0);
            for (String figure : List.of("open", "oldest_seconds", "p50_seconds", "arrivals_last_hour")) {
                assertThat(mine.path(figure)).as(facility + figure).isEqualTo(group.path(figure));
            }
        }
    }

    @Test
    void aMeasureThatIsNotSplitByTheDimensionIsNotShownAndSaysWhy() throws Exception {
        List<String> hidden = new ArrayList<>();
        json(documents.as(NORTH).measures("authorization", "all", null))
                .path("measures")
                .forEach(m -> {
                    if (m.has("hidden")) {
                        hidden.add(m.path("measure").asText() + ": "
                                + m.path("hidden").asText());
                    }
                });
        assertThat(hidden)
                .containsExactly(
                        "received: It is not counted by facility, so its figures hold cases that you don't see.",
                        "amounts: It is not counted by facility, so its figures hold cases that you don't see.",
                        "claimed: It follows cases into others, and you may not see all of those.");
    }

    @Test
    void aHiddenCaseAndAHiddenProcessAreAsIfTheyWereNotHere() throws Exception {
        Documents north = documents.as(NORTH);
        Set<String> seen = new TreeSet<>();
        Set<String> parts = new TreeSet<>();
        for (Row r : Redaction.of(rows, NORTH, MaskKey.ofThisServer())) {
            if (r.values().get("case_id") != null && r.text("process").equals("authorization")) {
                (r.table() == FactTable.EVENTS ? seen : parts).add(r.text("case_id"));
            }
        }
        int absent = 0;
        for (Row r : rows) {
            String id = r.text("case_id");
            boolean gone = r.table() == FactTable.DELIVERIES && !seen.contains(id) && !parts.contains(id);
            if (gone && absent < 4 && r.text("process").equals("authorization")) {
                absent++;
                assertThat(oneCase(north, "authorization", id))
                        .isEqualTo(oneCase(north, "authorization", "none").replace("\"none\"", '"' + id + '"'));
            }
        }
        assertThat(absent).isPositive();
        Documents claims = documents.as(new Scope(Set.of("claims"), Map.of(), Set.of(), 0));
        assertThat(claims.processNames()).containsExactly("claims");
        assertThatThrownBy(() -> claims.queues("authorization", null))
                .isInstanceOf(SojournException.class)
                .extracting(e -> ((SojournException) e).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(json(claims.processes()).toString()).doesNotContain("authorization");
        assertThat(json(claims.queues(null, null))
                        .path("queues")
                        .get(0)
                        .path("queue")
                        .asText())
                .isEqualTo("work");
        Scope nothing = new Scope(Set.of("elsewhere"), Map.of(), Set.of(), 0);
        assertThatThrownBy(() -> documents.as(nothing).queues(null, null)).hasMessageContaining("no process is here");
    }

    @Test
    void withoutTheRoleCaseIdsAndResourcesAreTokensWhateverTheScopeSays() throws Exception {
        Principal analyst = new Principal("a", EnumSet.of(Role.ANALYST, Role.VIEWER), Scope.all());
        Documents masked = documents.as(analyst);
        JsonNode cases =
                json(Cases.of(masked, "authorization", "all", null, 500)).path("cases");
        assertThat(cases).isNotEmpty();
        String first = cases.get(0).path("case_id").asText();
        assertThat(first).matches("~[0-9a-f]{24}");
        String one = json(masked.oneCase("authorization", first)).toString();
        assertThat(one).contains("\"events\":[{").doesNotContain("\"C-").doesNotContain("\"r1\"");
        assertThat(json(Cases.of(masked, "authorization", "all", "C-1", 500))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(json(masked.handoffs("authorization", "all")).toString())
                .doesNotContain("\"r1\"")
                .contains("~");
        assertThat(json(masked.handoffs("claims", "all")).toString()).contains("team 1");
        assertThat(documents.as(Principal.local())).isSameAs(documents);
    }

    @Test
    void whatIsKeptForOneScopeIsNotGivenToAnother() throws Exception {
        Scope south = new Scope(Set.of(), Map.of("facility", Set.of("South")), Set.of(), 0);
        JsonNode all = json(documents.queues("authorization", null));
        JsonNode north = json(documents.as(NORTH).queues("authorization", null));
        JsonNode other = json(documents.as(south).queues("authorization", null));
        assertThat(documents.as(NORTH).queues("authorization", null))
                .as("kept for equal scopes")
                .isSameAs(documents
                        .as(new Scope(Set.of(), Map.of("facility", Set.of("North")), Set.of(), 0))
                        .queues("authorization", null));
        assertThat(Set.of(all, north, other)).hasSize(3);
        assertThat(json(documents.queues("authorization", null))).isEqualTo(all);
    }

    @Test
    void theLiveSnapshotIsOfTheSameScope() throws Exception {
        Documents north = documents.as(NORTH);
        JsonNode snapshot = json(north.snapshot("authorization"));
        assertThat(snapshot.path("queues")).isEqualTo(json(north.queues("authorization", null)));
        assertThat(snapshot.path("measures")).isEqualTo(json(north.measures("authorization", null, null)));
        assertThat(snapshot.path("slas")).isNotEqualTo(json(documents.slas("authorization")));
    }

    @Test
    void signalsAndProgressThatAreOfAllAreNotShown() throws Exception {
        Health replay = new Health(Health.Status.OK, Health.Mode.REPLAY, 1.0, 5L, 1_234L, Instant.EPOCH);
        List<Map<String, Object>> signals = List.of(Map.of("process", "authorization"), Map.of("process", "claims"));
        try (Documents more = new Documents(store, () -> replay, null, () -> signals, 1)) {
            assertThat(json(more.signals(null)).path("signals")).hasSize(2);
            JsonNode north = json(more.as(NORTH).signals(null));
            assertThat(north.path("signals")).isEmpty();
            assertThat(north.path("hidden").asText()).contains("computed from all cases");
            Documents claims = more.as(new Scope(Set.of("claims"), Map.of(), Set.of(), 0));
            assertThat(json(claims.signals(null)).path("signals").findValuesAsText("process"))
                    .containsExactly("claims");
            assertThat(json(more.health("authorization")).toString()).contains("1234");
            assertThat(json(claims.health("claims")).toString()).doesNotContain("1234", "authorization");
            assertThatThrownBy(() -> more.as(NORTH).sql("select 1")).hasMessageContaining("no queries are run here");
        }
        try (Documents some = new Documents(store, () -> replay, text -> null, null, 1)) {
            assertThatThrownBy(() -> some.as(NORTH).sql("select 1")).hasMessageContaining("you may not");
        }
    }

    @Test
    void whoSeesNoSmallCountsSeesNoSingleCases() throws Exception {
        Documents small = documents.as(new Scope(Set.of(), Map.of(), Set.of(), 5));
        assertThatThrownBy(() -> Cases.of(small, "authorization", "all", null, 5))
                .hasMessageContaining("at least 5 cases");
        assertThatThrownBy(() -> small.oneCase("authorization", "C-1")).hasMessageContaining("at least 5 cases");
        JsonNode slas = json(small.slas("authorization"));
        assertThat(slas.path("clocks")).isEmpty();
        assertThat(slas.path("suppressed").asBoolean()).isTrue();
    }

    @Test
    void noSmallCountIsLeftNorToldByItsTotal() throws Exception {
        for (int least = 3; least <= 8; least += 5) {
            Documents small = documents.as(new Scope(Set.of(), Map.of(), Set.of(), least));
            for (String process : List.of("authorization", "claims")) {
                for (JsonNode q : json(small.queues(process, "facility")).path("queues")) {
                    assertGuarded(q.path("open"), q.path("groups"), "open", least);
                    assertGuarded(q.path("open"), q.path("bands"), "count", least);
                }
                for (JsonNode m :
                        json(small.measures(process, "all", "facility")).path("measures")) {
                    assertGuarded(m.path("denominator"), m.path("groups"), "denominator", least);
                    assertGuarded(m.path("denominator"), m.path("history"), "denominator", least);
                }
                for (JsonNode pair : json(small.handoffs(process, "all")).path("handoffs")) {
                    assertThat(pair.path("count").asLong(least)).isGreaterThanOrEqualTo(least);
                }
            }
        }
    }

    private static void assertGuarded(JsonNode total, JsonNode cells, String count, int least) {
        long left = total.asLong(0);
        int hidden = 0;
        assertThat(left == 0 || left >= least).isTrue();
        for (JsonNode cell : cells) {
            JsonNode n = cell.path(count);
            hidden += n.isNull() ? 1 : 0;
            assertThat(n.isNull() && !cell.path("suppressed").asBoolean()).isFalse();
            left -= n.asLong(0);
            assertThat(n.asLong(0) == 0 || n.asLong() >= least)
                    .as(cell.toString())
                    .isTrue();
        }
        if (hidden > 0 && !total.isNull()) {
            assertThat(left).as("hidden cells of " + cells).isGreaterThanOrEqualTo(least);
        }
    }
}
