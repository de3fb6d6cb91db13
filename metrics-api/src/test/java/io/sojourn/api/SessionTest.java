package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.access.KeyFile;
import io.sojourn.api.access.MovingClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    @TempDir
    private Path dir;

    private final MovingClock clock = new MovingClock(AccessServer.NOW);
    private AccessFiles files;
    private AccessServer server;

    @BeforeEach
    void start() throws Exception {
        files = AccessFiles.write(
                dir.resolve("access.yaml"), "rates: {wrong_tries: 5}\n", "viewer", "operator", "north");
        server = AccessServer.start(
                dir, files, o -> AccessOptions.of(o.file(), clock).withRefresh(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> signIn(String key) throws Exception {
        return server.send("POST", "/api/v1/session", "{\"key\": \"" + key + "\"}");
    }

    private String cookie(String policy) throws Exception {
        String set =
                signIn(files.key(policy)).headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private int get(String path, String cookie) throws Exception {
        return server.send("GET", path, null, "Cookie", cookie).statusCode();
    }

    @Test
    void aBrowserThatSignedInIsKnownByItsCookieWhichIsNotTheKey() throws Exception {
        HttpResponse<String> signedIn = signIn(files.key("viewer"));
        assertThat(signedIn.statusCode()).isEqualTo(200);
        String set = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set)
                .matches("sojourn=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict")
                .doesNotContain(files.key("viewer").substring(13));
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(get("/api/v1/queues", cookie)).isEqualTo(200);
        assertThat(get("/api/v1/queues", cookie + "x")).isEqualTo(401);
        assertThat(server.send("GET", "/api/v1/session", null, "Cookie", cookie).body())
                .contains("\"signed_in\":true");
    }

    @Test
    void itEndsWithItsHoursItsKeyOrByHand() throws Exception {
        String hours = cookie("viewer");
        clock.move(Duration.ofHours(12).minusSeconds(1));
        assertThat(get("/api/v1/queues", hours)).isEqualTo(200);
        clock.move(Duration.ofSeconds(1));
        assertThat(get("/api/v1/queues", hours)).isEqualTo(401);

        String byHand = cookie("viewer");
        String other = cookie("viewer");
        HttpResponse<String> out = server.send(
                "DELETE",
                "/api/v1/session",
                null,
                "Cookie",
                byHand,
                "Origin",
                "http://127.0.0.1:" + server.server().port());
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(get("/api/v1/queues", byHand)).isEqualTo(401);
        assertThat(get("/api/v1/queues", other)).isEqualTo(200);

        KeyFile file = KeyFile.open(files.file());
        file.revoke(files.key("viewer").substring(4, 12), clock.instant());
        file.write();
        assertThat(get("/api/v1/queues", other)).isEqualTo(401);
    }

    @Test
    void aPageOfAnotherServerCanNotUseTheCookie() throws Exception {
        String cookie = cookie("operator");
        String own = "http://127.0.0.1:" + server.server().port();
        assertThat(post(cookie, "Origin", "https://evil.example.org")).isEqualTo(403);
        assertThat(post(cookie, "Origin", "null")).isEqualTo(403);
        assertThat(post(cookie, "Origin", own + ".evil.example.org")).isEqualTo(403);
        assertThat(post(cookie, "X-Other", "no origin at all")).isEqualTo(403);
        assertThat(post(cookie, "Origin", own)).isNotEqualTo(403);
        assertThat(server.send(
                                "POST",
                                "/api/v1/session",
                                "{\"key\": \"" + files.key("viewer") + "\"}",
                                "Origin",
                                "https://evil.example.org")
                        .statusCode())
                .isEqualTo(403);
    }

    private int post(String cookie, String name, String value) throws Exception {
        return server.send(
                        "POST",
                        "/api/v1/events",
                        "[]",
                        "Cookie",
                        cookie,
                        name,
                        value,
                        "Content-Type",
                        "application/json")
                .statusCode();
    }

    @Test
    void wrongKeysAreHeldUpHereToo() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("nonsense").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> heldUp = signIn("nonsense");
        assertThat(heldUp.statusCode()).isEqualTo(429);
        assertThat(heldUp.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 12L);
        assertThat(signIn(files.key("viewer")).statusCode()).isEqualTo(200);
    }

    @Test
    void signingInByARightKeyTakesOfItsRateAndOfNoOthers() throws Exception {
        files.rewrite(java.nio.file.Files.readString(files.file())
                .replace("rates: {wrong_tries: 5}", "rates: {per_minute: 1, burst: 3}"));
        for (int i = 0; i < 3; i++) {
            assertThat(signIn(files.key("viewer")).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> heldUp = signIn(files.key("viewer"));
        assertThat(heldUp.statusCode()).isEqualTo(429);
        assertThat(heldUp.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(heldUp.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(signIn(files.key("operator")).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsNoKeyIsRefusedWithoutQuotingIt() throws Exception {
        for (String body : new String[] {
            "",
            "hush",
            "{\"key\": 1}",
            "{\"key\": \"hush\", \"more\": 1}",
            "[\"hush\"]",
            "{\"key\": \"" + "hush".repeat(9_000) + "\"}"
        }) {
            HttpResponse<String> response = server.send("POST", "/api/v1/session", body);
            assertThat(response.statusCode()).isIn(400, 413);
            assertThat(response.body()).doesNotContain("hush");
        }
    }
}
