package io.sojourn.api;

import static io.sojourn.api.Asking.encoded;
import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a choice of cases shows is what a server shows that has the events of these cases alone, by every resource. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiltersTest {
    private static final long SEED = Long.getLong("sojourn.seed", 23);
    private static final long END = NOON + 110 * HOUR;
    private static final List<String> RESOURCES = List.of(
            "queues",
            "queues?by=payer",
            "queues/intake",
            "queues/intake?window=all&step=1d",
            "queues/intake/stays?state=all",
            "slas",
            "slas/clocks",
            "slas/breaches",
            "handoffs?window=all",
            "cases?state=all",
            "variants?view=all",
            "process-map?view=all",
            "dots?view=all",
            "handovers");
    private static final List<String> MEASURES = List.of(
            "measures", "measures?by=payer&window=all", "measures/denial_rate?window=7d", "measures/turnaround");

    private final List<FlowingStore.Event> events = FlowingStore.events(new Random(SEED), 40);
    private Path dir;
    private FlowingStore all;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        dir = folder;
        all = store("all", c -> true);
    }

    @AfterAll
    void stop() {
        all.close();
    }

    private FlowingStore store(String name, Predicate<String> cases) throws Exception {
        List<FlowingStore.Event> of =
                events.stream().filter(e -> cases.test(e.caseId())).toList();
        FlowingStore store = new FlowingStore(dir.resolve(name), of);
        store.flowTo(END);
        return store;
    }

    /** Without the choice itself, and the place of the next page. */
    private static JsonNode figures(JsonNode document) {
        ObjectNode figures = document.deepCopy();
        return figures.without(Set.of("filter", "where", "next_cursor", "seed"));
    }

    private static String with(String resource, String more) {
        return resource + (resource.contains("?") ? "&" : "?") + more;
    }

    private void assertSame(FlowingStore some, List<String> resources, String choice) {
        for (String resource : resources) {
            assertThat(figures(all.asking.json(with(resource, choice))))
                    .as("-Dsojourn.seed=" + SEED + " " + resource + " " + choice)
                    .isEqualTo(figures(some.asking.json(resource)));
        }
    }

    @Test
    void aFilterOfCasesLeavesTheFiguresOfTheseCases() throws Exception {
        Set<String> asked = events.stream()
                .filter(e -> e.activity().equals("ASKED") && e.time() <= END)
                .map(FlowingStore.Event::caseId)
                .collect(Collectors.toSet());
        assertThat(asked).hasSizeBetween(3, 37);
        try (FlowingStore some = store("asked", asked::contains)) {
            assertSame(some, RESOURCES, "filter=" + encoded("has(ASKED)"));
            assertSame(some, List.of("queues", "slas"), "filter=has(ASKED)&as_of=2026-03-07T02:00:00Z");
        }
    }

    @Test
    void aDimensionLeavesTheFiguresOfItsRows() throws Exception {
        try (FlowingStore some = store("payer", c -> c.length() % 2 == 1)) {
            String choice = "where=" + encoded("payer:payer 1");
            assertSame(some, RESOURCES, choice);
            for (String resource : MEASURES) {
                JsonNode actual = figures(all.asking.json(with(resource, choice)));
                JsonNode expected = figures(some.asking.json(resource));
                unsplit(actual);
                unsplit(expected);
                assertThat(actual).as(resource).isEqualTo(expected);
            }
        }
    }

    /** Takes out the measure that is not counted by payer. */
    private static void unsplit(JsonNode document) {
        ArrayNode measures = (ArrayNode) document.get("measures");
        for (int i = 0; measures != null && i < measures.size(); i++) {
            if (measures.get(i).path("measure").asText().equals("long_way")) {
                measures.remove(i);
            }
        }
    }

    @Test
    void bothTogetherLeaveWhatPassesBoth() throws Exception {
        Set<String> decided = events.stream()
                .filter(e -> e.activity().equals("DECIDED") && e.time() <= END)
                .map(FlowingStore.Event::caseId)
                .filter(c -> c.length() % 2 == 1)
                .collect(Collectors.toSet());
        try (FlowingStore some = store("both", decided::contains)) {
            assertSame(some, RESOURCES, "filter=has(DECIDED)&where=" + encoded("payer:payer 1"));
        }
    }

    @Test
    void aFilterThatAllCasesPassChangesNothing() {
        assertSame(all, RESOURCES, "filter=" + encoded("duration(min=0s)"));
    }

    @Test
    void aMeasureThatIsNotCountedByTheDimensionSaysSo() {
        JsonNode measures =
                all.asking.json("measures?where=" + encoded("payer:payer 1")).path("measures");
        for (JsonNode m : measures) {
            boolean isUnsplit = m.path("measure").asText().equals("long_way");
            assertThat(m.path("hidden").asText()).isEqualTo(isUnsplit ? "It is not counted by payer." : "");
            assertThat(m.path("denominator").isNull()).isEqualTo(isUnsplit);
        }
        all.asking.problem("measures?filter=has(ASKED)", 400);
        all.asking.problem("queues?where=payr:x", 400);
        all.asking.problem("slas?filter=has(", 400);
        all.asking.problem("variants?where=payr:x", 400);
    }
}
