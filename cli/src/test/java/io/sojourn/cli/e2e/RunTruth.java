package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.sample.Deadline;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import io.sojourn.sample.Trouble;
import io.sojourn.sample.Truth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the API and the page say about a run is held against the simulator's own books, exactly. The log has every
 * trouble, and is disturbed in every way: late, doubled, corrected, retracted and unreadable rows, as they arrived.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunTruth {
    private static final int CASES = 3000;
    private static final long SEED = Seeds.seed(20_260_105);
    private static final Duration PAGE = Duration.ofSeconds(90);

    private Path folder;
    private ChildProcess sojourn;
    private Api api;
    private TruthFiles truth;

    /** Runs the log into a data folder by {@code command}, whatever happens on the way, and serves it. */
    abstract ChildProcess serve(Path folder, List<String> command);

    @BeforeAll
    void run(@TempDir Path temporary) {
        folder = temporary;
        String log = folder.resolve("work.csv").toString();
        String troubles = Arrays.stream(Trouble.values()).map(Trouble::name).collect(Collectors.joining(","));
        Said generated = Said.by(("generate --cases " + CASES + " --seed " + SEED + " --trouble " + troubles
                        + " --late 0.1 --duplicated 0.01 --corrected 0.005 --retracted 0.002 --malformed 0.001"
                        + " --out " + log + " --truth " + folder.resolve("truth"))
                .split(" "));
        assertThat(generated.code()).as(generated.all()).isZero();
        truth = new TruthFiles(folder.resolve("truth"));
        sojourn = serve(
                folder,
                List.of(("run " + log + " --definition " + folder.resolve("prior-authorization.yaml") + " --data "
                                + folder.resolve("data") + " --as-arrived --parallelism 2 --checkpoint-seconds 0.2")
                        .split(" ")));
        api = sojourn.api();
    }

    @AfterAll
    void end() {
        if (sojourn != null) {
            sojourn.close();
        }
    }

    @Test
    void healthCountsWhatTheWorldDid() {
        JsonNode health = api.get("health");
        assertThat(health.get("status").asText()).isEqualTo("ok");
        assertThat(health.get("mode").asText()).isEqualTo("stored");
        assertThat(Instant.parse(health.get("as_of").asText())).isEqualTo(truth.asOf());
        assertThat(health.get("cases").asLong()).isEqualTo(CASES);
        assertThat(health.get("rejected").asLong()).isPositive();
        assertThat(health.get("duplicates").asLong()).isPositive();
        assertThat(api.number("SELECT sum(events) FROM cases"))
                .isEqualTo(truth.totals().get("events").asLong());
        assertThat(api.number("SELECT count(*) FROM cases WHERE closed_by = 'rule'"))
                .isEqualTo(truth.totals().get("episodes_closed_by_rule").asLong());
    }

    @Test
    void theBatchEngineSaysTheSame() {
        JsonNode report = api.verify();
        assertThat(report.get("clean").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.get("tables").size()).isGreaterThan(5);
    }

    @Test
    void theYearlyPublicFiguresAreTheWorldsDecisions() {
        new CmsTruth(truth).check(api.get("cms-0057?year=2026"));
    }

    @Test
    void queuesHoldWhatReallyWaits() {
        JsonNode queues = api.get("queues").get("queues");
        assertThat(queues).hasSize(Truth.QUEUES.size());
        long open = 0;
        for (String name : Truth.QUEUES) {
            JsonNode queue = Api.find(queues, "queue", name);
            List<Long> ages = truth.openAges(name);
            open += ages.size();
            assertThat(queue.get("open").asLong()).as(name).isEqualTo(ages.size());
            assertThat(ages)
                    .hasSize(truth.totals().get("queues").get(name).get("open").asInt());
            assertSeconds(queue.get("oldest_seconds"), TruthFiles.percentileSeconds(ages, 100), name + " oldest");
            assertSeconds(queue.get("p50_seconds"), TruthFiles.percentileSeconds(ages, 50), name + " p50");
            assertSeconds(queue.get("p90_seconds"), TruthFiles.percentileSeconds(ages, 90), name + " p90");
            assertSeconds(queue.get("p95_seconds"), TruthFiles.percentileSeconds(ages, 95), name + " p95");
            bandsHold(queue, ages);
        }
        assertThat(open).isGreaterThan(100);
    }

    private void bandsHold(JsonNode queue, List<Long> ages) {
        for (JsonNode band : queue.get("bands")) {
            double from = band.get("from_seconds").asDouble();
            double to = band.get("to_seconds").isNull()
                    ? Double.POSITIVE_INFINITY
                    : band.get("to_seconds").asDouble();
            long count =
                    ages.stream().filter(a -> a / 1e6 >= from && a / 1e6 < to).count();
            assertThat(band.get("count").asLong())
                    .as("%s from %s", queue.get("queue"), from)
                    .isEqualTo(count);
        }
    }

    private static void assertSeconds(JsonNode actual, Double expected, String what) {
        assertThat(actual.isNull() ? null : (Double) actual.asDouble()).as(what).isEqualTo(expected);
    }

    @Test
    void everyStayIsTheOneThatHappened() {
        for (String queue : Truth.QUEUES) {
            List<String> expected = truth.rows("stays.csv").stream()
                    .filter(s -> s.get("queue").equals(queue))
                    .map(s -> s.get("case_id") + " " + s.get("episode") + " " + s.get("ordinal") + " "
                            + micros(s.get("entered_at")) + " " + micros(s.get("left_at")) + " "
                            + (s.get("ended_by").isEmpty() ? "null" : s.get("ended_by")))
                    .sorted()
                    .toList();
            JsonNode rows = api.sql("SELECT case_id, episode, ordinal, entered_at, left_at, ended_by FROM stays"
                    + " WHERE queue = '" + queue + "'");
            List<String> stored = new ArrayList<>();
            for (JsonNode r : rows) {
                stored.add(r.get(0).asText() + " " + r.get(1).asText() + " "
                        + r.get(2).asText() + " " + micros(text(r.get(3))) + " " + micros(text(r.get(4))) + " "
                        + r.get(5).asText());
            }
            assertThat(stored.stream().sorted().toList()).as(queue).isEqualTo(expected);
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    private static Long micros(String instant) {
        return instant.isEmpty() ? null : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    @Test
    void handoffsPassFromTeamToTeamAsTheyDid() {
        JsonNode stored = api.get("handoffs?window=all").get("handoffs");
        JsonNode totals = truth.totals().get("handoffs");
        assertThat(stored).hasSize(totals.size()).hasSizeGreaterThan(8);
        Map<String, long[]> sums = new HashMap<>();
        for (Map<String, String> h : truth.rows("handoffs.csv")) {
            long[] sum = sums.computeIfAbsent(TruthFiles.key(h, "from", "to"), k -> new long[2]);
            sum[0]++;
            sum[1] += Long.parseLong(h.get("delay_us"));
        }
        for (JsonNode pair : stored) {
            String key = pair.get("from").asText() + " " + pair.get("to").asText();
            long[] sum = sums.get(key);
            assertThat(sum).as(key).isNotNull();
            assertThat(pair.get("count").asLong()).as(key).isEqualTo(sum[0]);
            // A mean of whole microseconds: equal but for the last bit of a double.
            assertThat(pair.get("mean_delay_seconds").asDouble())
                    .as(key)
                    .isCloseTo(sum[1] / (double) sum[0] / 1e6, within(1e-6));
        }
    }

    @Test
    void everyHandoffIsTheOneThatHappened() {
        Map<String, List<String>> expected = new TreeMap<>();
        for (Map<String, String> h : truth.rows("handoffs.csv")) {
            expected.computeIfAbsent(h.get("from"), k -> new ArrayList<>())
                    .add(h.get("case_id") + " " + h.get("episode") + " " + h.get("to") + " "
                            + micros(h.get("picked_up_at")) + " " + h.get("delay_us"));
        }
        expected.forEach((from, lines) -> {
            List<String> stored = new ArrayList<>();
            for (JsonNode r : api.sql("SELECT case_id, episode, to_party, picked_up_at, delay_us FROM handoffs"
                    + " WHERE from_party = '" + from + "'")) {
                stored.add(r.get(0).asText() + " " + r.get(1).asText() + " "
                        + r.get(2).asText() + " " + micros(text(r.get(3))) + " "
                        + r.get(4).asText());
            }
            assertThat(stored).as(from).containsExactlyInAnyOrderElementsOf(lines);
        });
        assertThat(api.number("SELECT count(*) FROM handoffs"))
                .isEqualTo(expected.values().stream().mapToInt(List::size).sum());
    }

    @Test
    void ratesCountTheDecisionsThatWereMade() {
        JsonNode measures = api.get("measures?window=all").get("measures");
        assertRate(Api.find(measures, "measure", "denial_rate"), "denial");
        assertRate(Api.find(measures, "measure", "integration_failure_rate"), "integration_failure");
        JsonNode split = api.get("measures?window=all&by=payer_class").get("measures");
        groupsHold(Api.find(split, "measure", "denial_rate").get("groups"), "denial:");
        groupsHold(Api.find(split, "measure", "overturn_rate").get("groups"), "overturn:");
    }

    private void groupsHold(JsonNode groups, String prefix) {
        assertThat(groups.size()).isGreaterThan(3);
        long classes = 0;
        for (var names = truth.totals().get("rates").fieldNames(); names.hasNext(); ) {
            classes += names.next().startsWith(prefix) ? 1 : 0;
        }
        assertThat(groups).hasSize((int) classes);
        for (JsonNode group : groups) {
            assertRate(group, prefix + group.get("key").get("payer_class").asText());
        }
    }

    private void assertRate(JsonNode figures, String name) {
        JsonNode rate = truth.totals().get("rates").get(name);
        assertThat(rate).as(name).isNotNull();
        double numerator = rate.get("numerator").asDouble();
        double denominator = rate.get("denominator").asDouble();
        assertThat(figures.get("numerator").asDouble()).as(name).isEqualTo(numerator);
        assertThat(figures.get("denominator").asDouble()).as(name).isEqualTo(denominator);
        assertThat(figures.get("value").asDouble()).as(name).isEqualTo(numerator / denominator);
    }

    @Test
    void decisionsAreCountedByPayerClassAndServiceLine() {
        Map<String, Long> stored = new HashMap<>();
        for (JsonNode r : api.sql("SELECT payer_class, service_line, sum(numerator), sum(denominator)"
                + " FROM measure_panes WHERE measure = 'denial_rate' GROUP BY payer_class, service_line")) {
            String key = r.get(0).asText() + " " + r.get(1).asText();
            stored.merge(key + " DENIED", r.get(2).asLong(), Long::sum);
            stored.merge(key, r.get(3).asLong(), Long::sum);
        }
        stored.values().removeIf(n -> n == 0);
        Map<String, Long> expected = truth.counts("decisions.csv", d -> true, "payer_class", "service_line");
        expected.putAll(truth.counts(
                "decisions.csv", d -> d.get("outcome").equals("DENIED"), "payer_class", "service_line", "outcome"));
        assertThat(stored).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void exceptionsAreCountedByCategory() {
        Map<String, Long> stored = new TreeMap<>();
        for (JsonNode r : api.sql("SELECT category, count(*) FROM exceptions GROUP BY category")) {
            stored.put(r.get(0).asText(), r.get(1).asLong());
        }
        Map<String, Long> expected = new TreeMap<>();
        truth.totals()
                .get("exceptions")
                .fields()
                .forEachRemaining(e -> expected.put(e.getKey(), e.getValue().asLong()));
        assertThat(stored).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void deadlinesAreInTheStateThatTheyReallyHave() {
        JsonNode slas = api.get("slas").get("slas");
        Map<String, Long> breachedOpen =
                truth.counts("breaches.csv", b -> b.get("stopped_at").isEmpty(), "sla");
        for (Deadline.Rule rule : Deadline.Rule.values()) {
            JsonNode sla = Api.find(slas, "sla", rule.key());
            JsonNode states = truth.totals().get("slas").get(rule.key());
            assertThat(sla.get("running").asLong() + sla.get("at_risk").asLong())
                    .as(rule.key())
                    .isEqualTo(states.get("running").asLong());
            for (String state : List.of("paused", "met", "breached", "cancelled")) {
                assertThat(sla.get(state).asLong())
                        .as(rule.key() + " " + state)
                        .isEqualTo(states.get(state).asLong());
            }
            assertThat(sla.get("breached_open").asLong())
                    .as(rule.key())
                    .isEqualTo(breachedOpen.getOrDefault(rule.key(), 0L));
            assertThat(sla.get("breach_rate").get("denominator").asLong())
                    .isEqualTo(
                            states.get("met").asLong() + states.get("breached").asLong());
        }
    }

    @Test
    void everyBreachIsTheOneThatHappened() {
        List<String> expected = truth.rows("breaches.csv").stream()
                .map(b -> TruthFiles.key(b, "case_id", "episode", "sla", "ordinal") + " "
                        + micros(b.get("started_at")) + " " + micros(b.get("due_at")) + " "
                        + micros(b.get("stopped_at")))
                .toList();
        List<String> stored = new ArrayList<>();
        for (JsonNode r : api.sql("SELECT case_id, episode, sla, ordinal, started_at, due_at, stopped_at"
                + " FROM sla_clocks WHERE state = 'breached'")) {
            stored.add(r.get(0).asText() + " " + r.get(1).asText() + " "
                    + r.get(2).asText() + " " + r.get(3).asText() + " " + micros(text(r.get(4))) + " "
                    + micros(text(r.get(5))) + " " + micros(text(r.get(6))));
        }
        assertThat(stored).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void openClocksAreDueAndAtRiskWhenTheyReallyAre() {
        Simulation world = new Simulation(SimulationOptions.of(SEED, CASES).withTroubles(Set.of(Trouble.values())));
        while (world.next() != null) {
            // Only the end of the world is wanted.
        }
        long asOf = world.truth().asOfMicros();
        assertThat(asOf).isEqualTo(micros(truth.asOf().toString()));
        List<Deadline> open = world.truth().openDeadlines().stream()
                .filter(d -> d.state() == Deadline.State.RUNNING || d.state() == Deadline.State.PAUSED)
                .toList();
        List<String> stored = new ArrayList<>();
        for (JsonNode r : api.sql("SELECT case_id, episode, sla, due_at, state, started_at, limit_us FROM sla_clocks"
                + " WHERE stopped_at IS NULL AND state <> 'breached'")) {
            stored.add(r.get(0).asText() + " " + r.get(1).asText() + " "
                    + r.get(2).asText() + " " + micros(text(r.get(3))) + " "
                    + (r.get(2).asText().equals("specialist_work_time")
                            ? ""
                            : r.get(4).asText()));
        }
        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(open.stream()
                        .map(d -> d.caseId() + " " + d.episode() + " "
                                + d.rule().key() + " " + d.dueAt() + " " + elapsedState(d, asOf))
                        .toList());
        mostUrgentFirst(open, asOf);
    }

    /** At risk by plain arithmetic, for the rules whose time never stands still. */
    private static String elapsedState(Deadline d, long asOf) {
        if (d.rule() == Deadline.Rule.SPECIALIST_WORK) {
            return "";
        }
        int percent = d.rule() == Deadline.Rule.INTAKE_DONE ? 50 : 75;
        long limit = d.dueAt() - d.startedAt();
        return asOf >= d.startedAt() + limit * percent / 100 ? "at_risk" : "running";
    }

    private void mostUrgentFirst(List<Deadline> open, long asOf) {
        List<Double> left = open.stream()
                .filter(d -> d.dueAt() != null)
                .map(d -> (d.dueAt() - asOf) / 1e6)
                .sorted()
                .limit(50)
                .toList();
        List<Double> shown = new ArrayList<>();
        api.get("slas").get("clocks").forEach(c -> {
            if (!c.get("seconds_left").isNull()) {
                shown.add(c.get("seconds_left").asDouble());
            }
        });
        assertThat(shown).isNotEmpty().isEqualTo(left);
    }

    @Test
    void thePageShowsTheSameTruth() {
        Browser.assumeUsable();
        Browser.assumePage();
        try (Browser browser = Browser.start(folder.resolve("browser"))) {
            api.open(browser, "?window=all");
            await("the page is loaded")
                    .atMost(PAGE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> PageTruth.one(browser.metrics(), "freshness").equals("Stored"));
            // The figures of the chosen window come after those of the stream.
            await("the page shows the truth")
                    .atMost(PAGE)
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> PageTruth.assertHolds(browser.metrics(), truth, CASES));
        }
    }
}
