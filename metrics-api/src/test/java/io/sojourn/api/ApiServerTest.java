package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.resources.Health;
import io.sojourn.api.resources.QueryResult;
import io.sojourn.api.store.BatchFacts;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private Store store;
    private ApiServer server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        store = SampleStore.open(dir);
        server = ApiServer.start(
                ApiOptions.defaults().withPort(0),
                store,
                () -> SampleStore.HEALTH,
                ApiServerTest::sql,
                () -> List.of(signal()));
    }

    @AfterAll
    void stop() {
        server.close();
        store.close();
    }

    private static QueryResult sql(String text) {
        if (text.contains("DROP")) {
            throw new SojournException(ErrorCode.REFUSED_QUERY, "only SELECT is allowed", "Maybe use SELECT.");
        }
        List<Object> row = new ArrayList<>();
        row.add(1);
        row.add(null);
        return new QueryResult(
                List.of(new QueryResult.Column("n", "BIGINT"), new QueryResult.Column("t", "VARCHAR")),
                List.of(row),
                false,
                3,
                text);
    }

    private static Map<String, Object> signal() {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("signal_id", "s1");
        signal.put("revision", 1);
        for (String name : List.of("state", "staffing", "queue", "title")) {
            signal.put(name, "x");
        }
        signal.put("process", "authorization");
        for (String name : List.of(
                "opened_at",
                "updated_at",
                "resolved_at",
                "demand",
                "capacity",
                "need",
                "window",
                "confidence",
                "delivery")) {
            signal.put(name, null);
        }
        signal.put("reason", List.of("because"));
        return signal;
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        boolean isDescribed = !method.equals("DELETE") && path.matches("/(api/.*|metrics|openapi.yaml)");
        return isDescribed && response.statusCode() != 404 ? Contract.kept(method, path, response) : response;
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = send("GET", path, null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    private void assertKeepsContract(String method, String path, String body, int status) throws Exception {
        assertThat(send(method, path, body).statusCode()).as(path).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/health",
                "/api/v1/definition",
                "/api/v1/queues",
                "/api/v1/queues?by=payer",
                "/api/v1/measures",
                "/api/v1/measures?window=all&by=payer",
                "/api/v1/slas",
                "/api/v1/handoffs",
                "/api/v1/handoffs?window=all",
                "/api/v1/cases",
                "/api/v1/cases?state=all&search=r-&limit=2",
                "/api/v1/cases/R-1",
                "/api/v1/queues?as_of=2026-03-02T12:00:00Z",
                "/api/v1/queues/intake",
                "/api/v1/queues/intake?window=7d&step=1d&where=payer:A",
                "/api/v1/queues/intake/stays?state=all&limit=1",
                "/api/v1/measures/denial_rate?by=payer",
                "/api/v1/measures/turnaround?step=5m&window=1h",
                "/api/v1/measures/sla:standard?window=all&step=1d",
                "/api/v1/slas/clocks?where=payer:A",
                "/api/v1/slas/breaches?sla=standard",
                "/api/v1/data-quality",
                "/api/v1/exports/stays",
                "/api/v1/exports/events?format=ndjson",
                "/api/v1/variants?top=1",
                "/api/v1/variants?view=interval&filter=has(Decide)&events=in(activity,Decide)",
                "/api/v1/process-map",
                "/api/v1/process-map?view=all&filter=has(Decide)",
                "/api/v1/process-map?activities=50&paths=0",
                "/api/v1/process-map.svg",
                "/api/v1/process-map.svg?show=median&paths=100",
                "/api/v1/handovers",
                "/api/v1/handovers?between=resource&top=1",
                "/api/v1/spectrum?from=Request&to=Review",
                "/api/v1/spectrum.svg",
                "/api/v1/cumulative-flow",
                "/api/v1/cumulative-flow.svg?from=Request&to=Review",
                "/api/v1/dots?axis=week",
                "/api/v1/dots.svg?order=duration&colour=resource",
                "/api/v1/cascades?window=day",
                "/api/v1/cascades.svg",
                "/api/v1/signals",
                "/api/v1/definitions",
                "/api/v1/definitions/authorization/history",
                "/metrics",
                "/openapi.yaml"
            })
    void answersKeepTheContract(String path) throws Exception {
        assertKeepsContract("GET", path, null, 200);
    }

    @Test
    void theContractNoticesAMissingAnExtraAndAWrongMember() throws Exception {
        String health = send("GET", "/api/v1/health", null).body();
        for (String wrong : List.of(
                health.replace("\"events\"", "\"evnts\""),
                health.replace("{\"status\"", "{\"more\":1,\"status\""),
                health.replace("\"replay\"", "7"))) {
            assertThat(Contract.isKept("GET", "/api/v1/health", "application/json", 200, wrong))
                    .as(wrong)
                    .isFalse();
        }
    }

    @Test
    void whileALogIsReplayedVerificationAnswersThatItIsBusy(@TempDir Path dir) throws Exception {
        Health half = new Health(Health.Status.OK, Health.Mode.REPLAY, null, 5L, 10L, SampleStore.HEALTH.startedAt());
        ApiServer full = server;
        try (Store real = Store.open(dir, BatchFacts.DEFINITION);
                ApiServer other = ApiServer.start(ApiOptions.defaults().withPort(0), real, () -> half)) {
            server = other;
            assertKeepsContract("POST", "/api/v1/verify", null, 503);
        } finally {
            server = full;
        }
    }

    @Test
    void troubleOfTheWayInIsTold(@TempDir Path dir) throws Exception {
        Health trouble = SampleStore.HEALTH.with(Health.Status.STALE, "can't write the live log: disk full");
        ApiServer full = server;
        try (Store real = Store.open(dir, BatchFacts.DEFINITION);
                ApiServer other = ApiServer.start(ApiOptions.defaults().withPort(0), real, () -> trouble)) {
            server = other;
            assertKeepsContract("GET", "/api/v1/health", null, 200);
            JsonNode health = json("/api/v1/health");
            assertThat(health.path("status").asText()).isEqualTo("stale");
            assertThat(health.path("trouble").asText()).contains("disk full");
        } finally {
            server = full;
        }
    }

    @Test
    void verificationKeepsTheContract(@TempDir Path dir) throws Exception {
        long asOf = Samples.NOON + 200 * Samples.HOUR;
        try (Store real = Store.open(dir, BatchFacts.DEFINITION)) {
            real.accept(BatchFacts.events(3, 10));
            real.accept(Samples.asOf(1, asOf));
            real.flush();
            ApiServer full = server;
            try (ApiServer other = ApiServer.start(ApiOptions.defaults().withPort(0), real, () -> SampleStore.HEALTH)) {
                server = other;
                assertKeepsContract("POST", "/api/v1/verify", null, 200);
                assertThat(send("POST", "/api/v1/verify", null).body()).contains("\"clean\":false");
                real.accept(BatchFacts.of(real, "main.events", asOf));
                real.flush();
                assertThat(send("POST", "/api/v1/verify", null).body()).contains("\"clean\":true");
                assertKeepsContract("GET", "/api/v1/queues?by=payer", null, 200);
                assertKeepsContract("GET", "/api/v1/measures?window=all&by=payer", null, 200);
                assertKeepsContract("GET", "/api/v1/bottlenecks?top=3&min_support=2", null, 200);
                assertKeepsContract("GET", "/api/v1/waits?filter=has(DECIDED)", null, 200);
                assertKeepsContract("GET", "/api/v1/differences?against=has(DECIDED)&min_support=2", null, 200);
            } finally {
                server = full;
            }
        }
    }

    @Test
    void queriesKeepTheContract() throws Exception {
        assertKeepsContract("POST", "/api/v1/sql", "{\"sql\": \"SELECT 1\"}", 200);
        assertKeepsContract("POST", "/api/v1/sql", "{\"sql\": \"DROP TABLE x\"}", 422);
        assertKeepsContract("POST", "/api/v1/sql", "{\"sq", 400);
        assertKeepsContract("POST", "/api/v1/sql", "{\"sql\": 1}", 400);
    }

    @Test
    void mistakesAreProblemsWithAHint() throws Exception {
        assertKeepsContract("GET", "/api/v1/measures?window=2h", null, 400);
        assertKeepsContract("GET", "/api/v1/queues?by=payr", null, 400);
        assertKeepsContract("GET", "/api/v1/cases?limit=501", null, 400);
        assertKeepsContract("GET", "/api/v1/cases?limit=x", null, 400);
        assertKeepsContract("GET", "/api/v1/cases/none", null, 404);
        assertKeepsContract("GET", "/api/v1/variants?filter=has(", null, 400);
        assertKeepsContract("GET", "/api/v1/bottlenecks?process=none", null, 404);
        assertKeepsContract("GET", "/api/v1/spectrum.svg?from=Request", null, 400);
        assertKeepsContract("GET", "/api/v1/process-map.svg?show=working", null, 400);
        JsonNode problem =
                MAPPER.readTree(send("GET", "/api/v1/queues?by=payr", null).body());
        assertThat(problem.path("code").textValue()).isEqualTo("bad_request");
        assertThat(problem.path("hint").textValue()).isEqualTo("Maybe one of payer.");
        assertThat(send("GET", "/api/v1/nothing", null).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/api/v1/health", null).headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void everyRouteIsDescribedAndThereIsNoOther() throws Exception {
        assertThat(send("GET", "/openapi.yaml", null).body()).isEqualTo(Contract.yaml());
        TreeSet<String> described = new TreeSet<>();
        ((Map<?, ?>) Contract.tree().get("paths")).forEach((path, methods) -> ((Map<?, ?>) methods)
                .keySet()
                .forEach(method -> described.add(method.toString().toUpperCase(java.util.Locale.ROOT) + " " + path)));
        assertThat(server.routes()).containsExactlyElementsOf(described);
    }

    @Test
    void queuesSayAgesBandsAndHistory() throws Exception {
        JsonNode intake = json("/api/v1/queues?by=payer").path("queues").path(0);
        assertThat(intake.path("open").intValue()).isEqualTo(2);
        assertThat(intake.path("oldest_seconds").doubleValue()).isEqualTo(36_000);
        assertThat(intake.path("p50_seconds").doubleValue()).isEqualTo(1_800);
        assertThat(intake.path("p95_seconds").doubleValue()).isEqualTo(36_000);
        assertThat(intake.path("bands").findValuesAsText("count")).containsExactly("1", "0", "1");
        assertThat(intake.path("arrivals_last_hour").intValue()).isEqualTo(1);
        JsonNode history = intake.path("history");
        assertThat(history).hasSize(24);
        assertThat(history.path(23).toString())
                .isEqualTo("{\"at\":\"2026-03-02T12:00:00Z\",\"open\":2,\"arrivals\":1,\"departures\":0}");
        assertThat(history.path(22).path("open").intValue()).isEqualTo(1);
        assertThat(history.path(20).path("open").intValue()).isEqualTo(2);
        assertThat(history.path(0).path("open").intValue()).isZero();
        assertThat(intake.path("groups")).hasSize(2);
        assertThat(intake.path("groups").path(1).path("key").toString()).isEqualTo("{\"payer\":\"B\"}");
    }

    @Test
    void measuresSayNumeratorDenominatorAndInterval() throws Exception {
        JsonNode measures = json("/api/v1/measures?by=payer").path("measures");
        JsonNode rate = measures.path(0);
        assertThat(rate.path("numerator").doubleValue()).isEqualTo(1);
        assertThat(rate.path("denominator").doubleValue()).isEqualTo(8);
        assertThat(rate.path("wilson_low").doubleValue()).isCloseTo(0.02242, within(0.0001));
        assertThat(rate.path("wilson_high").doubleValue()).isCloseTo(0.47092, within(0.0001));
        assertThat(rate.path("meets_target").booleanValue()).isFalse();
        assertThat(rate.path("previous").path("value").doubleValue()).isEqualTo(1);
        assertThat(rate.path("groups")).hasSize(2);
        assertThat(rate.path("history")).hasSize(24);
        assertThat(measures.path(2).path("value").doubleValue()).isEqualTo(0.75);
        JsonNode turnaround = measures.path(3);
        assertThat(turnaround.path("value").doubleValue()).isEqualTo(9);
        assertThat(turnaround.path("p90").doubleValue()).isEqualTo(9);
        assertThat(turnaround.path("censored").intValue()).isEqualTo(1);
        assertThat(measures.path(4).path("measure").textValue()).isEqualTo("sla:standard");
    }

    @Test
    void slasSayStatesUrgentClocksAndBreaches() throws Exception {
        JsonNode slas = json("/api/v1/slas");
        JsonNode sla = slas.path("slas").path(0);
        assertThat(sla.path("breached_open").intValue()).isEqualTo(1);
        assertThat(sla.path("breach_rate").toString()).isEqualTo("{\"numerator\":1,\"denominator\":2,\"value\":0.5}");
        assertThat(slas.path("clocks").findValuesAsText("case_id")).containsExactly("R-1", "R-4");
        assertThat(slas.path("clocks").path(0).path("seconds_left").doubleValue())
                .isEqualTo(3_600);
        assertThat(slas.path("breaches").path(0).path("seconds_over").doubleValue())
                .isEqualTo(3_600);
    }

    @Test
    void handoffsSayPairsAndPingPong() throws Exception {
        JsonNode first = json("/api/v1/handoffs").path("handoffs").path(0);
        assertThat(first.path("from").textValue()).isEqualTo("Desk");
        assertThat(first.path("count").intValue()).isEqualTo(2);
        assertThat(first.path("negative").intValue()).isEqualTo(1);
        assertThat(first.path("ping_pong").intValue()).isEqualTo(1);
        assertThat(first.path("mean_delay_seconds").doubleValue()).isZero();
    }

    @Test
    void casesAreFoundByAPartOfTheirName() throws Exception {
        JsonNode cases = json("/api/v1/cases?state=all&search=r-");
        assertThat(cases.path("total").intValue()).isEqualTo(3);
        assertThat(cases.path("cases").path(0).path("case_id").textValue()).isEqualTo("R-3");
        assertThat(cases.path("cases").path(1).path("waiting_in").toString()).isEqualTo("[\"intake\"]");
        assertThat(json("/api/v1/cases?search=%25").path("total").intValue()).isZero();
        JsonNode one = json("/api/v1/cases/R-3");
        assertThat(one.path("events")).hasSize(3);
        assertThat(one.path("stays").path(0).path("left_at").textValue()).isEqualTo("2026-03-02T11:00:00Z");
    }

    @Test
    void variantsAndTheProcessMapCountTheSameCases() throws Exception {
        JsonNode variants = json("/api/v1/variants");
        assertThat(variants.path("variant_count").intValue()).isEqualTo(2);
        assertThat(variants.path("variants").path(0).path("activities").toString())
                .isEqualTo("[\"Request\",\"Review\"]");
        JsonNode map = json("/api/v1/process-map");
        assertThat(map.path("cases").intValue()).isEqualTo(3);
        assertThat(map.path("arcs").path(0).toString())
                .isEqualTo("{\"from\":\"Request\",\"to\":\"Review\",\"count\":3,\"mean_seconds\":3600.0,"
                        + "\"median_seconds\":3600.0,\"p90_seconds\":3600.0}");
        assertThat(map.path("ends").findValuesAsText("count")).containsExactly("2", "1");
    }

    @Test
    void figuresOfTheJobAreShownBesideTheStoresOwn() throws Exception {
        server.showJob(() -> List.of(
                new JobFigure("sojourn_events_late", "Late ones.", true, 7),
                new JobFigure("sojourn_open_cases", "Open ones.", false, 3)));

        assertThat(send("GET", "/metrics", null).body())
                .contains("# TYPE sojourn_events_late_total counter", "sojourn_events_late_total 7.0")
                .contains("# TYPE sojourn_open_cases gauge", "sojourn_open_cases 3.0");
    }

    @Test
    void metricsNameTheBusinessAndTheEngine() throws Exception {
        String text = send("GET", "/metrics", null).body();
        Stream.of(
                        "sojourn_queue_open{process=\"authorization\",queue=\"intake\"} 2.0",
                        "sojourn_sla_clocks{process=\"authorization\",sla=\"standard\",state=\"at_risk\"} 1.0",
                        "sojourn_measure_denominator{measure=\"denial_rate\",process=\"authorization\"} 10.0",
                        "sojourn_store_rows_total",
                        "jvm_memory_used_bytes")
                .forEach(part -> assertThat(text).contains(part));
    }

    @Test
    void browsersAreBoundByHeadersAndForeignNamesAreRefused() throws Exception {
        HttpResponse<String> page = send("GET", "/", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void withoutARunnerQueriesAreRefusedAsBusy(@TempDir Path dir) throws Exception {
        try (Store empty = Store.open(dir, Samples.definition());
                ApiServer bare = ApiServer.start(ApiOptions.defaults().withPort(0), empty, () -> SampleStore.HEALTH)) {
            ApiServer full = server;
            server = bare;
            try {
                assertKeepsContract("POST", "/api/v1/sql", "{\"sql\": \"SELECT 1\"}", 503);
                assertKeepsContract("GET", "/api/v1/signals", null, 503);
                for (String path : List.of(
                        "health",
                        "queues",
                        "measures",
                        "measures?window=all",
                        "slas",
                        "handoffs",
                        "cases",
                        "variants",
                        "process-map",
                        "handovers",
                        "dots.svg",
                        "cascades",
                        "cascades.svg",
                        "process-map.svg")) {
                    assertKeepsContract("GET", "/api/v1/" + path, null, 200);
                }
                assertKeepsContract("POST", "/api/v1/verify", null, 404);
            } finally {
                server = full;
            }
        }
    }
}
