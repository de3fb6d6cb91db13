package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.client.Documents;
import io.sojourn.client.Parameters;
import io.sojourn.client.SojournClient;
import io.sojourn.client.SojournProblem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
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
