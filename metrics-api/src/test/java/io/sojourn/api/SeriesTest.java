package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Series beside what slow loops over the same events and stays give. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesTest {
    private static final long END = NOON + 150 * HOUR + 1;
    private final List<FlowingStore.Event> events = FlowingStore.events(new Random(11), 80);
    private FlowingStore flowing;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        flowing = new FlowingStore(dir, events);
        flowing.flowTo(END);
    }

    @AfterAll
    void stop() {
        flowing.close();
    }

    private long count(JsonNode period, Predicate<FlowingStore.Event> of) {
        long from = micros(period.path("from").textValue());
        long to = micros(period.path("to").textValue());
        return events.stream()
                .filter(e -> e.time() <= END && e.time() >= from && e.time() < to)
                .filter(of)
                .count();
    }

    @Test
    void aShareStepByStepIsWhatTheEventsSay() {
        for (String step : List.of("1h", "1d")) {
            JsonNode rate = flowing.asking.json("measures/denial_rate?window=7d&step=" + step);
            assertShare(rate, rate.path("window"), e -> true);
            assertShare(rate.path("previous"), rate.path("previous").path("window"), e -> true);
            rate.path("series").forEach(s -> assertShare(s, s, e -> true));
            assertThat(rate.path("denominator").longValue()).isPositive();
        }
        JsonNode one = flowing.asking.json("measures/denial_rate?window=7d&where=payer:payer%201&by=payer");
        assertShare(one, one.path("window"), e -> e.payer().equals("payer 1"));
        assertThat(one.path("groups")).hasSize(1);
    }

    private void assertShare(JsonNode figures, JsonNode period, Predicate<FlowingStore.Event> of) {
        assertThat(figures.path("denominator").longValue())
                .as(period.toString())
                .isEqualTo(count(period, of.and(e -> e.activity().equals("DECIDED"))));
        assertThat(figures.path("numerator").longValue())
                .isEqualTo(count(period, of.and(FlowingStore.Event::isDenied)));
    }

    @Test
    void daysAreThoseOfTheProcesssZoneAndStepsFillThePeriod() {
        JsonNode rate = flowing.asking.json("measures/denial_rate?window=all&step=1d");
        List<String> begins = rate.path("series").findValuesAsText("from");
        // Clocks of New York go forward on 8 March 2026.
        assertThat(begins).contains("2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z");
        assertThat(rate.path("previous").isNull()).isTrue();
        String end = rate.path("window").path("from").textValue();
        for (JsonNode step : rate.path("series")) {
            assertThat(step.path("from").textValue()).isEqualTo(end);
            end = step.path("to").textValue();
        }
        assertThat(end).isEqualTo(rate.path("window").path("to").textValue());
    }

    @Test
    void theDifferenceToThePeriodBeforeIsNewcombes() {
        JsonNode rate = flowing.asking.json("measures/denial_rate?from=2026-03-05T12:00:00Z&to=2026-03-08T12:00:00Z");
        assertThat(rate.path("previous").path("window").toString())
                .isEqualTo("{\"from\":\"2026-03-02T12:00:00Z\",\"to\":\"2026-03-05T12:00:00Z\"}");
        double difference = rate.path("value").doubleValue()
                - rate.path("previous").path("value").doubleValue();
        assertThat(rate.path("difference").path("value").doubleValue()).isCloseTo(difference, within(1e-12));
        assertThat(rate.path("difference").path("low").doubleValue()).isLessThan(difference);
        assertThat(rate.path("difference").path("high").doubleValue()).isGreaterThan(difference);
    }

    @Test
    void aQueuesHistoryIsThatOfItsStays() {
        JsonNode stays =
                flowing.asking.json("queues/intake/stays?state=all&limit=500").path("stays");
        JsonNode queue = flowing.asking.json("queues/intake?window=7d&step=1h");
        assertThat(queue.path("history")).hasSizeBetween(168, 169);
        for (JsonNode step : queue.path("history")) {
            long from = micros(step.path("from").textValue());
            long to = micros(step.path("to").textValue());
            long came = 0;
            long went = 0;
            long open = 0;
            for (JsonNode stay : stays) {
                long entered = micros(stay.path("entered_at").textValue());
                long left = stay.path("left_at").isNull()
                        ? Long.MAX_VALUE
                        : micros(stay.path("left_at").textValue());
                came += entered >= from && entered < to ? 1 : 0;
                went += left >= from && left < to ? 1 : 0;
                open += entered < to && left >= to ? 1 : 0;
            }
            assertThat(List.of(
                            step.path("arrivals").longValue(),
                            step.path("departures").longValue(),
                            step.path("open").longValue()))
                    .as(step.toString())
                    .containsExactly(came, went, open);
        }
        JsonNode now = flowing.asking.json("queues").path("queues").path(0);
        for (String figure : List.of("open", "oldest_seconds", "p50_seconds", "p90_seconds", "p95_seconds")) {
            assertThat(queue.path(figure)).isEqualTo(now.path(figure));
        }
    }

    @Test
    void aLogDoubledDoublesItsCounts(@TempDir Path dir) throws Exception {
        List<FlowingStore.Event> twice = new ArrayList<>(events);
        // The name is longer by two, so that the payer stays.
        events.forEach(e -> twice.add(new FlowingStore.Event(e.caseId() + "-b", e.n(), e.activity(), e.time())));
        try (FlowingStore doubled = new FlowingStore(dir, twice)) {
            doubled.flowTo(END);
            for (String question : List.of("measures/denial_rate?window=7d&by=payer", "queues/intake?window=7d")) {
                assertDoubled(flowing.asking.json(question), doubled.asking.json(question));
            }
        }
    }

    private static void assertDoubled(JsonNode once, JsonNode twice) {
        for (String figure : List.of("numerator", "denominator", "arrivals", "departures", "open")) {
            List<JsonNode> then = twice.findValues(figure);
            List<JsonNode> now = once.findValues(figure);
            assertThat(then).hasSameSizeAs(now);
            for (int i = 0; i < now.size(); i++) {
                assertThat(then.get(i).longValue())
                        .as(figure)
                        .isEqualTo(2 * now.get(i).longValue());
            }
        }
    }

    @Test
    void periodsThatMakeNoSenseAreRefused() {
        for (String wrong : List.of(
                "window=2h",
                "step=2h",
                "window=24h&from=2026-03-03T00:00:00Z",
                "to=2026-03-03T00:00:00Z",
                "from=2026-03-04T00:00:00Z&to=2026-03-03T00:00:00Z",
                "from=2030-01-01T00:00:00Z",
                "from=2000-01-01T00:00:00Z&step=5m",
                "by=payr",
                "where=payer:x&by=team")) {
            flowing.asking.problem("measures/denial_rate?" + wrong, 400);
        }
        assertThat(flowing.asking
                        .problem("measures/long_way?by=payer", 400)
                        .path("detail")
                        .textValue())
                .isEqualTo("long_way is not split by payer.");
    }
}
