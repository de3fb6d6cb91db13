package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.access.Scope;
import io.sojourn.api.store.Samples;
import io.sojourn.definition.CmsChoice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Random requests, with corrections: figures against the queries that the report shows, the requests behind them, laws and scopes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CmsReportTest {
    private static final long SEED = Long.getLong("sojourn.seed", 20_261_122);
    private static final int CASES = 500;
    private static final Map<String, List<String>> YEAR = Map.of("year", List.of("2026"));

    private CmsWorld world;
    private Path folder;

    @BeforeAll
    void open(@TempDir Path temporary) {
        folder = temporary;
        world = new CmsWorld(folder.resolve("one")).random(new Random(SEED), CASES, "C-");
    }

    @AfterAll
    void close() throws Exception {
        world.close();
    }

    private static String choices(Random random) {
        StringBuilder query = new StringBuilder();
        for (CmsChoice c : CmsChoice.values()) {
            query.append('&').append(c.word()).append('=');
            query.append(c.options().get(random.nextInt(c.options().size())));
        }
        return query.toString();
    }

    /** Numbers by payer and figure; those of all payers under an empty name. */
    private static Map<String, JsonNode> numbers(JsonNode report) {
        Map<String, JsonNode> all = new HashMap<>();
        report.get("figures").forEach(f -> all.put(" " + f.get("id").asText(), f));
        report.get("groups").forEach(g -> g.get("figures")
                .forEach(
                        f -> all.put(g.get("payer").asText() + " " + f.get("id").asText(), f)));
        return all;
    }

    @Test
    void everyFigureIsThatOfTheQueryThatItShowsWhateverIsChosen() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < 5; round++) {
            String query = round == 0 ? "" : choices(random);
            JsonNode report = world.report(query);
            Map<String, JsonNode> numbers = numbers(report);
            for (JsonNode f : report.get("figures")) {
                String about = "seed " + SEED + query + " " + f.get("id").asText();
                assertEqual(
                        about,
                        f.get("id").asText(),
                        numbers,
                        world.natively(f.get("sql").asText()));
            }
        }
    }

    @Test
    void theGatewayLetsTheQueriesThroughAndTheyGiveTheSame() throws Exception {
        String query = "&days=business&median=nearest_rank&decision=last&after_appeal_of=appeals&extended_of=extended";
        JsonNode report = world.report(query);
        for (JsonNode f : report.get("figures")) {
            String id = f.get("id").asText();
            if (Set.of("standard_median_time", "standard_approved_after_appeal", "extended_then_approved", "requests")
                    .contains(id)) {
                assertEqual(id, id, numbers(report), world.gated(f.get("sql").asText()));
            }
        }
        JsonNode calendar = world.report("&days=calendar");
        JsonNode mean = calendar.at("/figures/6");
        assertEqual(
                "calendar",
                "standard_mean_time",
                numbers(calendar),
                world.gated(mean.get("sql").asText()));
    }

    private static void assertEqual(String about, String id, Map<String, JsonNode> numbers, JsonNode rows) {
        assertThat(rows).as(about).isNotEmpty();
        rows.forEach(row -> {
            String payer = row.get(0).isNull() ? "" : row.get(0).asText();
            assertEqual(about + " " + payer, numbers.get(payer + " " + id), row);
        });
    }

    private static void assertEqual(String about, JsonNode figure, JsonNode row) {
        assertThat(figure.get("denominator").asLong())
                .as(about)
                .isEqualTo(row.get(2).asLong());
        assertNumber(about, figure.get("numerator"), row.get(1));
        assertNumber(about, figure.get("value"), row.get(3));
    }

    private static void assertNumber(String about, JsonNode number, JsonNode value) {
        assertThat(number.isNull()).as(about + " " + number + " " + value).isEqualTo(value.isNull());
        if (!value.isNull()) {
            double expected = Double.parseDouble(value.asText());
            assertThat(number.asDouble()).as(about).isEqualTo(expected, within(1e-9 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void theRequestsBehindEachNumberAreAsManyAsItSays() {
        JsonNode report = world.report("&payer=payer+1");
        for (JsonNode f : report.get("figures")) {
            assertThat(requests(f.get("denominator_requests").asText()))
                    .as(f.get("id").asText())
                    .hasSize(f.get("denominator").asInt());
            if (f.get("unit").asText().equals("share")) {
                assertThat(requests(f.get("numerator_requests").asText()))
                        .as(f.get("id").asText())
                        .hasSize(f.get("numerator").asInt());
            }
        }
        for (JsonNode left : report.get("left_out")) {
            assertThat(requests(left.get("link").asText()))
                    .as(left.get("id").asText())
                    .hasSize(left.get("requests").asInt());
        }
        assertThat(report.get("groups")).hasSize(1);
    }

    /** All pages of a list; each request once. */
    private Set<String> requests(String link) {
        Set<String> all = new HashSet<>();
        String path = link.substring("/api/v1/".length()) + "&limit=37";
        String cursor = null;
        int total;
        do {
            JsonNode page = world.asking.json(path + (cursor == null ? "" : "&cursor=" + cursor));
            page.get("requests")
                    .forEach(r -> assertThat(all.add(r.get("case_id").asText() + " " + r.get("request")))
                            .isTrue());
            total = page.get("total").asInt();
            cursor = page.get("next_cursor").textValue();
        } while (cursor != null);
        assertThat(all).hasSize(total);
        return all;
    }

    @Test
    void aLogDoubledDoublesNumeratorsAndDenominatorsAndNothingElse() throws Exception {
        try (CmsWorld twice = new CmsWorld(folder.resolve("two"))) {
            twice.random(new Random(SEED), CASES, "C-").random(new Random(SEED), CASES, "D-");
            Map<String, JsonNode> one = numbers(world.report(""));
            Map<String, JsonNode> two = numbers(twice.report(""));
            assertThat(two.keySet()).isEqualTo(one.keySet());
            two.forEach((name, f) -> {
                JsonNode single = one.get(name);
                assertThat(f.get("denominator").asLong())
                        .as(name)
                        .isEqualTo(2 * single.get("denominator").asLong());
                assertThat(f.get("numerator").asDouble())
                        .as(name)
                        .isEqualTo(2 * single.get("numerator").asDouble(), within(1e-6));
                if (!name.endsWith("requests")) {
                    assertThat(f.get("value").asDouble())
                            .as(name)
                            .isEqualTo(single.get("value").asDouble(), within(1e-9));
                }
            });
        }
    }

    @Test
    void equalQuestionsHaveEqualBytesAndPayersAddUpToAll() {
        JsonNode report = world.report("");
        assertThat(world.report("")).isEqualTo(report);
        for (JsonNode f : report.get("figures")) {
            long sum = 0;
            for (JsonNode g : report.get("groups")) {
                for (JsonNode of : g.get("figures")) {
                    sum += of.get("id").equals(f.get("id"))
                            ? of.get("denominator").asLong()
                            : 0;
                }
            }
            assertThat(sum)
                    .as(f.get("id").asText())
                    .isEqualTo(f.get("denominator").asLong());
        }
    }

    @Test
    void thePastIsWhatAStoreWithTheEventsUpToThenSays() throws Exception {
        long then = Samples.micros("2026-06-15T00:00:00Z");
        Random random = new Random(SEED);
        Map<String, Long> later = new HashMap<>();
        try (CmsWorld before = new CmsWorld(folder.resolve("past"))) {
            for (int c = 0; c < 40; c++) {
                long at = then - random.nextInt(2_000) * Samples.HOUR;
                before.event("P-" + c, at, "SUBMITTED", "payer", "A", "urgency", "ROUTINE");
                long decided = at + random.nextInt(1_500) * Samples.HOUR;
                if (decided > then) {
                    later.put("P-" + c, decided);
                } else {
                    before.event("P-" + c, decided, "DECIDED", "outcome", "APPROVED");
                }
            }
            before.event("P-end", then, "NOTED");
            Map<String, JsonNode> known = numbers(before.stored().report(""));
            later.forEach((id, decided) -> before.event(id, decided, "DECIDED", "outcome", "DENIED"));
            JsonNode past = before.stored().report("&as_of=2026-06-15T00:00:00Z");
            assertThat(later).isNotEmpty();
            numbers(past).forEach((name, f) -> {
                assertThat(f.get("numerator"))
                        .as(name)
                        .isEqualTo(known.get(name).get("numerator"));
                assertThat(f.get("denominator"))
                        .as(name)
                        .isEqualTo(known.get(name).get("denominator"));
            });
            JsonNode figure = past.at("/figures/0");
            assertEqual(
                    "past", figure, before.natively(figure.get("sql").asText()).get(1));
        }
    }

    @Test
    void smallCountsAreNotShownNorTold() {
        Scope few = new Scope(Set.of(), Map.of(), Set.of(), 40);
        JsonNode shown = world.report(few, YEAR);
        Map<String, JsonNode> real = numbers(world.report(""));
        Map<String, JsonNode> seen = numbers(shown);
        int hidden = 0;
        for (Map.Entry<String, JsonNode> e : seen.entrySet()) {
            JsonNode f = e.getValue();
            boolean isShare = !e.getKey().endsWith("time") && !e.getKey().endsWith("requests");
            for (String name : List.of("numerator", "denominator")) {
                boolean isCount = isShare || name.equals("denominator");
                if (isCount && !f.get(name).isNull()) {
                    assertThat(isSmall(f.get(name).asLong())).as(e.toString()).isFalse();
                }
            }
            hidden += f.get("value").isNull()
                            && !real.get(e.getKey()).get("value").isNull()
                    ? 1
                    : 0;
            if (!f.get("value").isNull()) {
                JsonNode value = real.get(e.getKey()).get("value");
                assertThat(f.get("value").asDouble()).as(e.getKey()).isEqualTo(value.asDouble());
            }
        }
        assertThat(hidden).as(shown.toPrettyString()).isPositive().isLessThan(seen.size());
        for (JsonNode f : shown.get("figures")) {
            String id = f.get("id").asText();
            long gone = seen.keySet().stream()
                    .filter(k -> !k.startsWith(" ") && k.endsWith(" " + id))
                    .filter(k -> seen.get(k).get("denominator").isNull())
                    .count();
            assertThat(gone).as("one hidden payer is told by the total: " + id).isNotEqualTo(1);
        }
    }

    @Test
    void whereSmallCountsAreNotShownNothingIsChosenThatTellsThemByDifference() {
        Scope few = new Scope(Set.of(), Map.of(), Set.of(), 11);
        Map<String, String> choices = Map.of(
                "payer", "payer 1", "decision", "last", "counted_by", "received", "as_of", "2026-12-01T00:00:00Z");
        choices.forEach((name, value) -> assertThatThrownBy(
                        () -> world.report(few, Map.of("year", List.of("2026"), name, List.of(value))))
                .hasMessageContaining(name + " can't be chosen"));
    }

    private static boolean isSmall(long count) {
        return count > 0 && count < 40;
    }

    @Test
    void aMaskedPayerIsATokenAndAMaskedColumnOfTheRuleIsRefused() {
        JsonNode all = world.report("");
        JsonNode masked = world.report(new Scope(Set.of(), Map.of(), Set.of("payer", "case_id"), 0), YEAR);
        assertThat(masked.at("/figures/0/numerator").asLong())
                .isEqualTo(all.at("/figures/0/numerator").asLong());
        masked.get("groups").forEach(g -> assertThat(g.get("payer").asText()).matches("~.*|\\(none\\)"));
        assertThatThrownBy(() -> world.report(new Scope(Set.of(), Map.of(), Set.of("urgency"), 0), YEAR))
                .hasMessageContaining("columns that you are not shown: urgency");
    }
}
