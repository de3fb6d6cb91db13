package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.audit.AuditCheck;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditedRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private Path log;
    private AccessFiles files;
    private AccessServer server;

    @BeforeEach
    void start() throws Exception {
        log = dir.resolve("audit.jsonl");
        files = AccessFiles.write(dir.resolve("access.yaml"), "", "viewer", "analyst", "north");
        server = AccessServer.start(dir, files, o -> o.withAudit(log));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<JsonNode> lines() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void aRequestIsInTheLogBeforeItsAnswerCame() throws Exception {
        server.get("/api/v1/queues?by=payer", files.key("north"));
        server.get("/api/v1/cases?state=all&limit=2", files.key("viewer"));
        server.get("/api/v1/queues", files.key("analyst"));
        server.get("/api/v1/queues", null);
        List<JsonNode> lines = lines();
        assertThat(lines).extracting(l -> l.path("status").asInt()).containsExactly(200, 200, 403, 401);
        JsonNode first = lines.get(0);
        assertThat(first.path("who").asText()).startsWith("key of north ");
        assertThat(first.path("route").asText()).isEqualTo("/api/v1/queues");
        assertThat(first.path("target").asText()).isEqualTo("/api/v1/queues?by=payer");
        assertThat(first.path("scope").toString())
                .isEqualTo("{\"masked\":[\"case_id\",\"resource\"],\"rows\":{\"payer\":[\"A\"]},\"smallest_cell\":11}");
        assertThat(lines.get(1).path("rows").asInt()).isEqualTo(2);
        assertThat(lines.get(2).path("code").asText()).isEqualTo("forbidden");
        assertThat(lines.get(3).path("who").asText()).isEqualTo("-");
    }

    @Test
    void keysAndBodiesAreNotInIt() throws Exception {
        String key = files.key("analyst");
        server.send("POST", "/api/v1/sql", "{\"sql\": \"SELECT 'hush'\"}", "Authorization", "Bearer " + key);
        server.send("POST", "/api/v1/session", "{\"key\": \"" + key + "\"}");
        server.send("POST", "/api/v1/session", "{\"key\": \"" + key + "x\"}");
        server.get("/api/v1/queues?key=" + key, null);
        server.get("/api/v1/" + key, key);
        server.get("/api/v1/queues", "eyJ.hush.hush");
        String text = Files.readString(log);
        assertThat(text).doesNotContain(key.substring(13)).doesNotContain("hush");
        assertThat(lines()).hasSize(6);
        assertThat(lines().get(0).path("statement").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void aLineBreakInARequestIsNoneInTheLog() throws Exception {
        server.get("/api/v1/cases/%0d%0a%7b%22n%22:1%7d?search=%0aadmin", files.key("viewer"));
        try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/v1/cases/\u00e9\u0085x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().readAllBytes();
        }
        assertThat(AuditCheck.of(log, null).holds()).isTrue();
        assertThat(Files.readAllLines(log)).allMatch(line -> line.matches("[\\x20-\\x7e]+"));
    }

    @Test
    void manyAtATimeMakeOneChain() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> one =
                    () -> server.get("/api/v1/processes", files.key("viewer")).statusCode();
            for (var answer :
                    pool.invokeAll(IntStream.range(0, 200).mapToObj(i -> one).toList())) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdown();
        }
        AuditCheck.Report report = AuditCheck.of(log, null);
        assertThat(report.holds()).isTrue();
        assertThat(report.lines()).isEqualTo(200);
        assertThat(report.head()).isEqualTo(server.access().audit().head());
    }

    @Test
    void openRoutesAreNotRecorded() throws Exception {
        for (String path : List.of("/", "/healthz", "/openapi.yaml", "/nothing.js")) {
            server.get(path, null);
        }
        assertThat(lines()).isEmpty();
    }
}
