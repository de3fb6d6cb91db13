package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.client.Documents;
import io.sojourn.client.MiningClient;
import io.sojourn.client.OperatingClient;
import io.sojourn.client.Parameters;
import io.sojourn.client.SojournClient;
import io.sojourn.client.SojournProblem;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The Java client against a real server; strict, so that a member that it lacks is noticed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientTest {
    private static final Parameters NONE = Parameters.none();
    private FlowingStore flowing;
    private SojournClient client;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        flowing = new FlowingStore(dir, FlowingStore.events(new Random(13), 40));
        flowing.flowTo(NOON + 100 * HOUR);
        client = SojournClient.of(URI.create("http://127.0.0.1:" + flowing.asking.port()))
                .strict()
                .withHeader("X-Test", "1")
                .ofProcess("authorization");
    }

    @AfterAll
    void stop() {
        flowing.close();
    }

    @Test
    void documentsHaveTheFiguresOfTheAnswer() {
        assertThat(client.processes().processes())
                .extracting(Documents.ProcessName::process)
                .containsExactly("authorization");
        Documents.Queue queue = client.queues(NONE.by("payer")).queues().get(0);
        JsonNode json = flowing.asking.json("queues?by=payer").path("queues").path(0);
        assertThat(queue.open()).isEqualTo(json.path("open").longValue()).isPositive();
        assertThat(queue.p90Seconds()).isEqualTo(json.path("p90_seconds").doubleValue());
        assertThat(queue.groups()).hasSize(2);
        assertThat(client.queue("intake", NONE.step(Duration.ofDays(1))).history())
                .isNotEmpty();
        Documents.MeasureSeries rate = client.measure(
                "denial_rate", NONE.with("window", "7d").by("payer").where("payer", "payer 1"));
        assertThat(rate.groups()).hasSize(1);
        assertThat(rate.denominator()).isPositive();
        assertThat(client.measure(
                                "turnaround",
                                NONE.period(
                                        Instant.parse("2026-03-03T00:00:00Z"), Instant.parse("2026-03-04T00:00:00Z")))
                        .series())
                .hasSize(24);
        assertThat(client.dataQuality().events())
                .isEqualTo(flowing.asking.json("health").path("events").longValue());
        assertThat(client.sql("SELECT 1").rowCount()).isZero();
    }

    @Test
    void everyOperationOfTheContractHasItsMethod() {
        // A browser signs in; a stream is read as it comes.
        Set<String> without = Set.of("signIn", "signOut", "live");
        Set<String> methods = Stream.of(SojournClient.class, MiningClient.class, OperatingClient.class)
                .flatMap(c -> Arrays.stream(c.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(Operation.all().stream().map(Operation::id).filter(id -> !without.contains(id)))
                .allMatch(methods::contains);
    }

    @Test
    void figuresThatAreNotShownAreNull(@TempDir Path dir) throws Exception {
        String few = "{roles: [viewer, operator], smallest_cell: 5}";
        String every = "{roles: [viewer, analyst, operator, phi-reader]}";
        try (ContractWorld world = ContractWorld.start(dir, Map.of("few", few, "every", every))) {
            SojournClient all = SojournClient.of(
                            URI.create("http://127.0.0.1:" + world.server().port()))
                    .strict()
                    .ofProcess(ContractWorld.PROCESS);
            SojournClient some = all.withKey(world.key("few"));
            assertThat(some.queues(NONE).queues().get(0).bands()).anyMatch(b -> b.count() == null && b.suppressed());
            assertThat(some.measures(NONE.with("window", "all").by("facility")).measures())
                    .extracting(Documents.Measure::groups)
                    .isNotEmpty();
            assertThat(some.slas(NONE).suppressed()).isTrue();
            assertThat(some.handoffs(NONE.with("window", "all")).handoffs()).isNotEmpty();
            assertThat(some.mining().variants(NONE).variants()).anyMatch(v -> v.count() == null);
            assertThat(some.mining().processMap(NONE).arcs()).isNotEmpty();
            assertThat(some.health().cases()).isPositive();
            assertThat(some.session().roles()).containsExactly("operator", "viewer");
            operate(all.withKey(world.key("every")), world);
        }
    }

    private static void operate(SojournClient client, ContractWorld world) {
        Parameters year = NONE.with("year", "2026");
        JsonNode figure = StreamSupport.stream(
                        client.cmsFigures(year).path("figures").spliterator(), false)
                .filter(f -> f.path("id").asText().equals("requests"))
                .findFirst()
                .orElseThrow();
        assertThat(client.cmsRequests(year.with("figure", "requests").with("limit", "7")))
                .hasSize(figure.path("numerator").asInt())
                .hasSizeGreaterThan(7);
        assertThat(client.pasMetricData(year).path("year").asInt()).isEqualTo(2026);
        assertThat(client.caseId("MRN-1")).doesNotContain("MRN");
        String next = world.definition(ContractWorld.PROCESS) + "version: 2\n";
        OperatingClient operating = client.operating();
        assertThat(operating
                        .putDefinition(ContractWorld.PROCESS, next, NONE.with("dry_run", true))
                        .path("cases")
                        .isNumber())
                .isTrue();
        assertThat(operating
                        .putDefinition(ContractWorld.PROCESS, next, NONE)
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.definitions()).hasSize(2);
        assertThat(client.oneDefinition(ContractWorld.PROCESS, NONE.with("version", 2))
                        .yaml())
                .isEqualTo(next);
        assertThat(client.definitionHistory(ContractWorld.PROCESS).get(1).changes())
                .containsExactly(new Documents.DefinitionChange("version", null, "added"));
        assertThat(operating.events("{\"case_id\": \"N-1\"}\n").rejected()).isEqualTo(1);
        assertThat(operating.replayRejected(NONE.with("dry_run", true), "").replayed())
                .isZero();
        assertThat(operating.verify().path("tables").isArray()).isTrue();
        assertThat(client.sqlComplete("SELECT ", 7).items()).isEmpty();
        assertThat(client.mining().dotsPicture(NONE)).startsWith("<svg");
        assertThat(client.oneCase("C-1", NONE).path("episodes").size()).isPositive();
        assertThat(client.openApi()).isEqualTo(Contract.yaml());
        assertThat(client.metrics()).contains("sojourn_");
        client.alive();
    }

    @Test
    void listsAreWalkedToTheirEnd() {
        List<Documents.CaseRow> cases =
                client.cases(NONE.with("state", "all").with("limit", 3)).toList();
        assertThat(cases)
                .hasSize(flowing.asking.json("cases?state=all").path("total").intValue());
        assertThat(cases).doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(client.cases(NONE.filter("has(DECIDED)").with("state", "closed"))
                        .count())
                .isPositive()
                .isLessThan(cases.size());
        Parameters then = NONE.asOf(Instant.parse("2026-03-04T12:00:00Z")).with("limit", 2);
        assertThat(client.clocks(then)).isNotEmpty();
        assertThat(client.breaches(NONE)).isNotEmpty();
        assertThat(client.stays("intake", NONE.with("state", "all"))).allMatch(s -> s.enteredAt() != null);
    }

    @Test
    void aRefusalHasTheServersWords() {
        assertThatExceptionOfType(SojournProblem.class)
                .isThrownBy(() -> client.queue("none", NONE))
                .withMessage("there is no queue \"none\".")
                .matches(p -> p.status() == 404 && p.code().equals("not_found") && !p.isBusy())
                .matches(p -> p.hint().equals("Maybe one of intake."));
        assertThatExceptionOfType(SojournProblem.class)
                .isThrownBy(
                        () -> SojournClient.of(URI.create("http://127.0.0.1:1")).processes())
                .matches(p -> p.status() == 0);
    }

    @Test
    void anExportIsThereAsAWholeOrNotAtAll(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("stays.csv");
        long rows = client.export("stays", NONE, file);
        assertThat(Files.readAllLines(file)).hasSize((int) rows + 1);
        assertThatExceptionOfType(SojournProblem.class)
                .isThrownBy(() -> client.export("stays", NONE.with("format", "xlsx"), dir.resolve("no")))
                .matches(p -> p.status() == 400);
        assertThat(dir.toFile().list()).containsExactly("stays.csv");
    }
}
