package io.sojourn.api;

import static io.sojourn.api.Asking.encoded;
import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {
    private static final long END = NOON + 300 * HOUR;
    private final List<FlowingStore.Event> events = FlowingStore.events(new Random(7), 60);
    private FlowingStore flowing;
    private Asking asking;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        flowing = new FlowingStore(dir, events);
        flowing.flowTo(END);
        asking = flowing.asking;
    }

    @AfterAll
    void stop() {
        flowing.close();
    }

    private static List<String> walk(Asking asking, String question, String rows, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = asking.json(question + "&limit=" + limit + cursor);
            assertThat(page.path(rows).size()).isLessThanOrEqualTo(limit);
            page.path(rows).forEach(row -> all.add(row.toString()));
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").textValue();
        } while (cursor != null);
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "cases?state=all, cases",
        "cases?state=all&search=1, cases",
        "queues/intake/stays?state=all, stays",
        "slas/clocks?state=open&as_of=2026-03-05T00:00:00Z, clocks",
        "slas/breaches?sla=standard, breaches"
    })
    void pagesTogetherAreTheWholeListWhateverTheirSize(String question, String rows) {
        JsonNode whole = asking.json(question + "&limit=500");
        List<String> all = new ArrayList<>();
        whole.path(rows).forEach(row -> all.add(row.toString()));
        assertThat(all).hasSizeGreaterThan(3).hasSize(whole.path("total").intValue());
        for (int limit : new int[] {1, 3, 7, all.size(), all.size() + 1}) {
            assertThat(walk(asking, question, rows, limit)).isEqualTo(all);
        }
    }

    @Test
    void rowsThatComeBetweenPagesNeitherRepeatNorHideOthers(@TempDir Path dir) throws Exception {
        try (FlowingStore growing = new FlowingStore(dir, events)) {
            growing.flowTo(NOON + 40 * HOUR);
            List<String> before = keys(growing.asking.json("queues/intake/stays?state=all&limit=500"));
            JsonNode page = growing.asking.json("queues/intake/stays?state=all&limit=6");
            List<String> seen = new ArrayList<>(keys(page));
            for (long asOf = NOON + 41 * HOUR; !page.path("next_cursor").isNull(); asOf += HOUR) {
                growing.flowTo(asOf);
                page = growing.asking.json("queues/intake/stays?state=all&limit=6&cursor="
                        + page.path("next_cursor").textValue());
                seen.addAll(keys(page));
            }
            assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        }
    }

    private static List<String> keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.path("stays")
                .forEach(s -> keys.add(s.path("entered_at") + " " + s.path("case_id") + " " + s.path("episode") + " "
                        + s.path("ordinal")));
        return keys;
    }

    @Test
    void aForgedCursorAndOneOfAnotherQuestionAreRefused() {
        String question = "cases?state=all&limit=2";
        String cursor = asking.json(question).path("next_cursor").textValue();
        assertThat(cursor).doesNotContain("case");
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
            asking.problem(question + "&cursor=" + forged, 400);
        }
        asking.problem(question + "&cursor=" + cursor.substring(1), 400);
        asking.problem(question + "&cursor=" + cursor + "A", 400);
        asking.problem(question + "&cursor=%20x%00%22'", 400);
        assertThat(asking.problem("cases?state=open&cursor=" + cursor, 400)
                        .path("detail")
                        .textValue())
                .contains("another question");
        asking.problem("slas/clocks?cursor=" + cursor, 400);
        assertThat(asking.json("cases?state=all&limit=5&cursor=" + cursor).path("cases"))
                .hasSize(5);
    }

    @Test
    void aFilterChoosesTheCasesThatMiningChooses() {
        for (String filter : List.of(
                "has(DECIDED)",
                "and(starts(SUBMITTED), not(has(ASKED)))",
                "duration(min=10h)",
                "case(in(payer, 'payer 0'))",
                "event(in(outcome, DENIED), range(time, min=2026-03-04T00:00:00Z))",
                "variants(top=3)")) {
            JsonNode cases = asking.json("cases?state=all&limit=500&filter=" + encoded(filter));
            JsonNode mined = asking.json("variants?view=all&filter=" + encoded(filter));
            long found = cases.path("cases").findValuesAsText("case_id").stream()
                    .distinct()
                    .count();
            assertThat(found)
                    .as(filter)
                    .isEqualTo(mined.path("cases").longValue())
                    .isPositive();
        }
    }

    @Test
    void aFilterOfAColumnThatIsNotThereOrOfAnotherTypeSaysSo() {
        for (String filter : List.of("case(in(payr, x))", "case(range(payer, min=1))", "has(", "event(in(time, x))")) {
            String query = encoded(filter);
            assertThat(asking.problem("cases?filter=" + query, 400)
                            .path("detail")
                            .textValue())
                    .as(filter)
                    .startsWith("filter:");
            asking.problem("exports/stays?filter=" + query, 400);
        }
    }

    @Test
    void rowsAreChosenByTheirDimensions() {
        JsonNode all = asking.json("queues/intake/stays?state=all&limit=500").path("stays");
        List<String> wanted = new ArrayList<>();
        all.forEach(s -> {
            if (s.path("dimensions").path("payer").textValue().equals("payer 1")) {
                wanted.add(s.toString());
            }
        });
        List<String> found = new ArrayList<>();
        asking.json("queues/intake/stays?state=all&limit=500&where=payer:payer%201")
                .path("stays")
                .forEach(s -> found.add(s.toString()));
        assertThat(found).isNotEmpty().isEqualTo(wanted).hasSizeLessThan(all.size());
        for (String wrong : List.of("where=payer", "where=payr:x", "where=payer:a&where=payer:b", "where=:x")) {
            asking.problem("queues/intake/stays?" + wrong, 400);
        }
    }

    @Test
    void whatIsNotThereIsNotFoundAndNamesWhatIs() {
        assertThat(asking.problem("queues/intak", 404).path("hint").textValue()).isEqualTo("Maybe one of intake.");
        assertThat(asking.problem("measures/denials", 404).path("hint").textValue())
                .contains("denial_rate", "sla:standard");
        asking.problem("slas/clocks?sla=none", 404);
        assertThat(asking.problem("queues?wher=payer:A", 400).path("detail").textValue())
                .isEqualTo("there is no parameter \"wher\" here.");
    }
}
