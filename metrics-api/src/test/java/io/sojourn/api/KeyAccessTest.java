package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.access.KeyFile;
import io.sojourn.api.access.KeyText;
import io.sojourn.api.access.MovingClock;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyAccessTest {
    @TempDir
    private Path dir;

    private final MovingClock clock = new MovingClock(AccessServer.NOW);
    private AccessFiles files;
    private AccessServer server;

    @BeforeEach
    void start() throws Exception {
        files = AccessFiles.write(
                dir.resolve("access.yaml"), "rates: {wrong_tries: 30}\n", "viewer", "analyst", "north");
        server = AccessServer.start(
                dir, files, o -> AccessOptions.of(o.file(), clock).withRefresh(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int status(String credential) throws Exception {
        return server.get("/api/v1/queues", credential).statusCode();
    }

    @Test
    void onlyTheWholeRightKeyIsLetIn() throws Exception {
        String key = files.key("viewer");
        assertThat(status(key)).isEqualTo(200);
        char last = key.charAt(key.length() - 1);
        List<String> wrong = List.of(
                "x",
                key.substring(0, key.length() - 1),
                key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A'),
                key.substring(0, 13) + files.key("analyst").substring(13),
                KeyText.fresh().reveal(),
                "sjn_",
                "null",
                "a.b.c",
                "x".repeat(7_000));
        for (String one : wrong) {
            assertThat(status(one)).as(one).isEqualTo(401);
        }
    }

    @Test
    void beforeThereAreRulesOnlyTheFoldersKeyIsLetInAndRulesThatComeHoldFromThenOn() throws Exception {
        Path later = dir.resolve("later.yaml");
        try (AccessServer closed = AccessServer.start(dir.resolve("closed"), files, o -> AccessOptions.of(later, clock)
                .whenItComes())) {
            String own = closed.access().folderKey();
            assertThat(closed.access().hasRules()).isFalse();
            for (String other : new String[] {null, files.key("viewer"), own.substring(1)}) {
                assertThat(closed.get("/api/v1/queues", other).statusCode()).isEqualTo(401);
            }
            assertThat(closed.get("/api/v1/queues", own).statusCode()).isEqualTo(200);
            assertThat(closed.get("/healthz", null).statusCode()).isEqualTo(200);
            Files.copy(files.file(), later);
            assertThat(closed.get("/api/v1/queues", files.key("viewer")).statusCode())
                    .isEqualTo(200);
            assertThat(closed.get("/api/v1/queues", own).statusCode()).isEqualTo(200);
            assertThat(closed.access().hasRules()).isTrue();
        }
    }

    @Test
    void otherWaysToSendAKeyAreRefused() throws Exception {
        String key = files.key("viewer");
        for (String query : List.of("?key=" + key, "?access_token=" + key, "?x=" + key, "?API_KEY=x", "?x=%73jn_abc")) {
            HttpResponse<String> response =
                    server.send("GET", "/api/v1/queues" + query, null, "Authorization", "Bearer " + key);
            assertThat(response.statusCode()).as(query).isEqualTo(401);
            assertThat(response.body()).doesNotContain(key);
        }
        for (String header : List.of("Basic " + key, key, "bearer", "Bearer " + key + " x")) {
            assertThat(server.send("GET", "/api/v1/queues", null, "Authorization", header)
                            .statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
        assertThat(server.send("GET", "/api/v1/queues", null, "X-Api-Key", key).statusCode())
                .isEqualTo(401);
        assertThat(server.send("GET", "/api/v1/queues", null, "Cookie", "sojourn=" + key)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(
                                "GET",
                                "/api/v1/queues",
                                null,
                                "Authorization",
                                "Bearer " + key,
                                "Authorization",
                                "Bearer x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aKeyEndsWhenItExpires() throws Exception {
        clock.move(Duration.between(AccessServer.NOW, Instant.parse(AccessFiles.EXPIRES))
                .minusSeconds(1));
        assertThat(status(files.key("viewer"))).isEqualTo(200);
        clock.move(Duration.ofSeconds(1));
        HttpResponse<String> over = server.get("/api/v1/queues", files.key("viewer"));
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(AccessServer.json(over).path("detail").asText()).contains("ran out");
    }

    @Test
    void aWithdrawnKeyEndsWithTheNextRequestAndARotatedOneAfterItsOverlap() throws Exception {
        String viewer = files.key("viewer");
        String analyst = files.key("analyst");
        assertThat(status(viewer)).isEqualTo(200);
        KeyFile file = KeyFile.open(files.file());
        file.revoke(viewer.substring(4, 12), clock.instant());
        KeyText fresh = file.rotate(
                analyst.substring(4, 12),
                clock.instant().plusSeconds(9_000),
                clock.instant().plusSeconds(60));
        file.write();
        assertThat(status(viewer)).isEqualTo(401);
        assertThat(status(analyst)).isEqualTo(403);
        assertThat(status(fresh.reveal())).isEqualTo(403);
        clock.move(Duration.ofSeconds(60));
        assertThat(status(analyst)).isEqualTo(401);
        assertThat(status(fresh.reveal())).isEqualTo(403);
    }

    @Test
    void aBrokenChangeOfTheRulesChangesNothingAndIsTold() throws Exception {
        String before = Files.readString(files.file());
        files.rewrite(before + "nonsense: 1\n");
        assertThat(status(files.key("viewer"))).isEqualTo(200);
        assertThat(server.access().trouble()).contains("unknown key \"nonsense\"");
        Files.delete(files.file());
        assertThat(status(files.key("viewer"))).isEqualTo(200);
        assertThat(server.access().trouble()).contains("there is no file");
        files.rewrite(before.replace("of viewer, policy: viewer", "of viewer, policy: nothing"));
        assertThat(status(files.key("viewer"))).isEqualTo(403);
        assertThat(server.access().trouble()).isNull();
    }

    @Test
    void aThousandWrongKeysAreHeldUpAndTheRightOneStillOpens() throws Exception {
        int tooMany = 0;
        long wait = 0;
        for (int i = 0; i < 1_000; i++) {
            HttpResponse<String> response = server.get("/api/v1/queues", "sjn_abcdefgh_" + "A".repeat(43));
            if (response.statusCode() == 429) {
                tooMany++;
                wait = response.headers().firstValueAsLong("Retry-After").orElse(0);
            } else {
                assertThat(response.statusCode()).isEqualTo(401);
            }
        }
        assertThat(tooMany).isGreaterThan(900);
        assertThat(server.get("/metrics", files.key("viewer")).body())
                .contains("sojourn_access_wrong_keys_total 1000.0");
        assertThat(wait).isBetween(1L, 3L);
        assertThat(status(files.key("viewer"))).isEqualTo(200);
        assertThat(status(null)).isEqualTo(401);
    }

    @Test
    void whoAsksIsNamedByKeyAndNeverByItsSecret() throws Exception {
        HttpResponse<String> response = server.get("/api/v1/session", files.key("north"));
        JsonNode who = AccessServer.json(response);
        assertThat(who.path("name").asText()).startsWith("key of north ");
        assertThat(who.path("roles").toString()).isEqualTo("[\"analyst\",\"operator\",\"viewer\"]");
        assertThat(response.body()).doesNotContain(files.key("north").substring(13));
    }

    @Test
    void theKeyOfTheFolderOpensEverythingForThisRunAlone() throws Exception {
        assertThat(status(server.access().folderKey())).isEqualTo(200);
        assertThat(server.get("/metrics", server.access().folderKey()).statusCode())
                .isEqualTo(200);
        assertThat(Files.readString(files.file()))
                .doesNotContain(server.access().folderKey());
    }

    @Test
    void brokenRequestsGetAProblemWithoutAWordOfTheInside() throws Exception {
        for (String request : List.of(
                "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
            try (java.net.Socket socket =
                    new java.net.Socket("127.0.0.1", server.server().port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                String answer =
                        new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
                assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("jetty", "exception", "<html");
            }
        }
    }
}
