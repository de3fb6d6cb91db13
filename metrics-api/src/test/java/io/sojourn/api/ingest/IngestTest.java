package io.sojourn.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.ApiOptions;
import io.sojourn.api.ApiServer;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.BatchFacts;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROCESS = BatchFacts.DEFINITION.definition().process();
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Log log = new Log();
    private Store store;
    private ApiServer server;
    private OpenApiInteractionValidator contract;

    /** A log in memory that can be full, or far behind. */
    private static final class Log implements EventSink {
        private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean full;
        private volatile long backlog;

        @Override
        public void append(List<Event> more) {
            if (full) {
                throw new SojournException(ErrorCode.BROKEN, "can't write the log: No space left on device");
            }
            events.addAll(more);
        }

        @Override
        public long backlogBytes() {
            return backlog;
        }
    }

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        store = Store.open(dir, BatchFacts.DEFINITION);
        Health health = new Health(Health.Status.OK, Health.Mode.LIVE, null, null, null, NOW);
        IngestOptions options = new IngestOptions(8 << 20, 100, 1_000, 4);
        Ingest ingest =
                new Ingest(List.of(BatchFacts.DEFINITION.definition()), log, store, InstantSource.fixed(NOW), options);
        server = ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> health, null, null, ingest);
        contract = OpenApiInteractionValidator.createForInlineApiSpecification(
                        http.send(request("/openapi.yaml").GET().build(), BodyHandlers.ofString())
                                .body())
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static String event(int n) {
        return "{\"schema\":1,\"process\":\"" + PROCESS + "\",\"case_id\":\"c" + n + "\",\"event_id\":\"e" + n
                + "\",\"activity\":\"A\",\"time\":\"2026-03-02T11:00:00Z\"}";
    }

    private HttpResponse<String> post(String type, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = request("/api/v1/events").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        SimpleResponse checked = SimpleResponse.Builder.status(answer.statusCode())
                .withContentType(answer.headers().firstValue("Content-Type").orElse(""))
                .withBody(answer.body())
                .build();
        assertThat(contract.validateResponse("/api/v1/events", Method.POST, checked)
                        .getMessages())
                .as(answer.body())
                .isEmpty();
        return answer;
    }

    private JsonNode taken(String type, String body, String... headers) throws Exception {
        HttpResponse<String> answer = post(type, body.getBytes(StandardCharsets.UTF_8), headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private int status(String type, String body, String... headers) throws Exception {
        return post(type, body.getBytes(StandardCharsets.UTF_8), headers).statusCode();
    }

    private List<String> rejected() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT code, message, raw FROM rejected_events ORDER BY message")) {
            while (r.next()) {
                rows.add(r.getString(1) + "|" + r.getString(2) + "|" + r.getString(3));
            }
        }
        return rows;
    }

    @Test
    void oneAnArrayAndLinesAreTakenInOrder() throws Exception {
        assertThat(taken("application/json", " " + event(1) + "\n")
                        .path("accepted")
                        .intValue())
                .isEqualTo(1);
        assertThat(taken("application/json; charset=utf-8", "[" + event(2) + ",\n" + event(3) + "]")
                        .path("events")
                        .findValuesAsText("event_id"))
                .containsExactly("e2", "e3");
        assertThat(taken("application/x-ndjson", event(4) + "\r\n\n" + event(5))
                        .path("accepted")
                        .intValue())
                .isEqualTo(2);
        assertThat(taken("application/json", "[]").path("events")).isEmpty();
        assertThat(log.events).extracting(Event::eventId).containsExactly("e1", "e2", "e3", "e4", "e5");
        assertThat(log.events).allMatch(e -> e.source().equals("http"));
        assertThat(log.events).allMatch(e -> e.receivedMicros() == NOW.toEpochMilli() * 1_000);
    }

    @Test
    void aBadEventIsRejectedAloneAndKeptOnce() throws Exception {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        String body = "[" + event(1) + ",{\"schema\":1,\"case_id\":\"x, [\\\"\"}," + deep + "," + event(2) + ", 7 ]";
        for (int i = 0; i < 2; i++) {
            JsonNode answer = taken("application/json", body);
            assertThat(answer.path("events").findValuesAsText("status"))
                    .containsExactly("accepted", "rejected", "rejected", "accepted", "rejected");
            assertThat(answer.path("events").path(1).path("case_id").asText()).isEqualTo("x, [\"");
        }
        assertThat(rejected())
                .containsExactlyInAnyOrder(
                        "missing_value|process is missing. Event 2 of 5 in a request of 2026-03-02T12:00:00Z.|{\"schema\":1,\"case_id\":\"x, [\\\"\"}",
                        "bad_value|the event is no JSON object. Event 5 of 5 in a request of 2026-03-02T12:00:00Z.|7",
                        "bad_value|the event is no JSON object. Event 3 of 5 in a request of 2026-03-02T12:00:00Z.|"
                                + deep);
    }

    @Test
    void bodiesThatCannotBeReadAreRefusedWhole() throws Exception {
        assertThat(status("application/json", "")).isEqualTo(400);
        assertThat(status("application/json", "hello")).isEqualTo(400);
        assertThat(status("application/json", "[" + event(1))).isEqualTo(400);
        assertThat(status("application/json", "[" + event(1) + "] x")).isEqualTo(400);
        assertThat(status("text/plain", event(1))).isEqualTo(415);
        assertThat(status(null, event(1))).isEqualTo(415);
        assertThat(status("application/json", event(1), "Content-Encoding", "br"))
                .isEqualTo(415);
        assertThat(status("application/json", event(1), "Content-Encoding", "gzip"))
                .isEqualTo(400);
        assertThat(status("application/x-ndjson", (event(1) + "\n").repeat(101)))
                .isEqualTo(413);
        assertThat(log.events).isEmpty();
        assertThat(rejected()).isEmpty();
    }

    @Test
    void bodiesHaveALimitAlsoWhenTheyAreUnpacked() throws Exception {
        assertThat(status("application/json", " ".repeat((8 << 20) + 1))).isEqualTo(413);
        assertThat(status("application/json", "[" + "1,".repeat(3 << 19) + "1]"))
                .isEqualTo(413);
        byte[] bomb = gzip(" ".repeat(64 << 20));
        assertThat(bomb.length).isLessThan(1 << 17);
        assertThat(post("application/json", bomb, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(413);
        byte[] good = gzip(event(1));
        assertThat(post("application/json", good, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 9);
        assertThat(post("application/json", cut, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(log.events).hasSize(1);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWholeAndTheAnswerSaysToSplitIt() throws Exception {
        String events = (event(1) + "\n").repeat(1 + (8 << 20) / event(1).length());
        HttpResponse<String> answer = post("application/x-ndjson", events.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = MAPPER.readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo("over_limit");
        assertThat(problem.path("detail").asText())
                .isEqualTo("the body has more than 8388608 bytes, unpacked; nothing of it was taken.");
        assertThat(problem.path("hint").asText()).isEqualTo("Maybe split it: send fewer events in a request.");
        assertThat(log.events).isEmpty();
    }

    @Test
    void aJobThatIsBehindPutsProducersOff() throws Exception {
        log.backlog = 1_001;
        HttpResponse<String> answer = post("application/json", event(1).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        log.backlog = 1_000;
        assertThat(status("application/json", event(1))).isEqualTo(200);
    }

    @Test
    void aLogThatCannotBeWrittenAcknowledgesNothing() throws Exception {
        log.full = true;
        HttpResponse<String> answer = post("application/json", event(1).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).doesNotContain("No space");
        log.full = false;
        assertThat(status("application/json", event(1))).isEqualTo(200);
        assertThat(log.events).hasSize(1);
    }

    @Test
    void aPageOfAnotherServerMaySendNothing() throws Exception {
        HttpRequest foreign = request("/api/v1/events")
                .header("Content-Type", "application/json")
                .header("Origin", "https://example.org")
                .POST(HttpRequest.BodyPublishers.ofString(event(1)))
                .build();
        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(status("application/json", event(1), "Origin", "http://localhost:5173"))
                .isEqualTo(200);
    }

    @Test
    void theSchemaOfAnEventIsServed() throws Exception {
        HttpResponse<String> answer =
                http.send(request("/case-event-1.schema.json").GET().build(), BodyHandlers.ofString());
        assertThat(MAPPER.readTree(answer.body()).path("properties").has("case_id"))
                .isTrue();
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
