package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of OWASP's list for APIs that no other test holds; docs/concepts/security.md has the whole list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTopTenTest {
    private static final String EVERYONE = "everyone";
    /** Paths beside the API: the page's and a monitor's own. */
    private static final List<String> PLAIN =
            List.of("/healthz", "/metrics", "/openapi.yaml", "/case-event-1.schema.json", "/access.schema.json");

    private ContractWorld world;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        world = ContractWorld.start(dir, Map.of(EVERYONE, "{roles: [viewer, analyst, operator, admin, phi-reader]}"));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private ContractWorld.Answer get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = world.request(path, EVERYONE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return world.send(request.build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sql | {\"sql\": \"SELECT 1\", \"role\": \"admin\"}",
                "sql | {\"sql\": \"SELECT 1\", \"scope\": {}}",
                "sql/complete | {\"sql\": \"SELECT \", \"cursor\": 7, \"process\": \"claims\"}",
                "session | {\"key\": \"sjn_x\", \"roles\": [\"admin\"]}"
            })
    void membersThatNobodyKnowsAreRefused(String path, String body) throws Exception {
        ContractWorld.Answer answer = world.send(world.request("/api/v1/" + path, EVERYONE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "measures/denial_rate?from=1026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "measures/denial_rate?from=1970-01-01T00:00:00Z&to=2099-01-01T00:00:00Z&step=5m",
                "queues/intake?from=1970-01-01T00:00:00Z&step=5m",
                "cases?limit=1000000000",
                "cases?limit=-1",
                "variants?top=1000000000",
                "bottlenecks?top=1000000000",
                "queues?by=facility,facility,facility,facility,facility,facility",
                "process-map?activities=101"
            })
    void whatAsksForTooMuchIsRefused(String path) throws Exception {
        String about = path + (path.contains("?") ? "&" : "?") + "process=authorization";
        ContractWorld.Answer answer = get("/api/v1/" + about);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void aFilterThatIsTooDeepOrTooLongIsRefused() throws Exception {
        String deep = "not(".repeat(500) + "has(x)" + ")".repeat(500);
        assertThat(get("/api/v1/cases?process=authorization&filter=" + deep).status())
                .isEqualTo(400);
        assertThat(get("/api/v1/cases?process=authorization&filter=has(" + "x".repeat(70_000) + ")")
                        .status())
                .isIn(400, 414, 431);
    }

    @Test
    void noOtherSiteIsLetIn() throws Exception {
        for (Operation o : Operation.all()) {
            HttpRequest asked = world.request(o.target(), EVERYONE)
                    .header("Origin", "https://elsewhere.example")
                    .header("Access-Control-Request-Method", o.method())
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build();
            ContractWorld.Answer answer = world.send(asked);
            assertThat(answer.status()).as(o.route()).isBetween(400, 499);
            assertThat(answer.headers().keySet()).as(o.route()).noneMatch(h -> h.startsWith("access-control-"));
        }
        assertThat(get("/api/v1/queues?process=claims", "Origin", "https://elsewhere.example")
                        .headers()
                        .keySet())
                .noneMatch(h -> h.startsWith("access-control-"));
    }

    @Test
    void everyAnswerBindsBrowsers() throws Exception {
        for (Operation o : Operation.all()) {
            if (o.method().equals("GET")) {
                for (String target : List.of(o.target(), o.target("nonsense=1"))) {
                    Map<String, List<String>> headers = get(target).headers();
                    assertThat(headers).as(target).containsEntry("x-content-type-options", List.of("nosniff"));
                    assertThat(headers.get("content-security-policy").get(0))
                            .as(target)
                            .startsWith("default-src '");
                    assertThat(headers).as(target).containsEntry("referrer-policy", List.of("no-referrer"));
                    assertThat(headers.containsKey("cache-control")).as(target).isEqualTo(target.startsWith("/api/"));
                }
            }
        }
    }

    @Test
    void aHeaderNamesNoOtherMethod() throws Exception {
        for (Operation o : Operation.all()) {
            for (String other : List.of("GET", "PUT", "POST", "DELETE", "HEAD")) {
                HttpRequest request = world.request(o.target(), EVERYONE)
                        .header("X-HTTP-Method-Override", other)
                        .method(o.method(), BodyPublishers.noBody())
                        .build();
                assertThat(world.send(request).status())
                        .as(o.route() + " as " + other)
                        .isIn(400, 404, 405);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/exports/stays%0d%0aX-Injected:%20yes?process=authorization",
                "/api/v1/exports/stays?process=authorization%0d%0aX-Injected:%20yes",
                "/api/v1/exports/stays?process=authorization&format=csv%0d%0aX-Injected:%20yes",
                "/api/v1/cases/C-1%0d%0aSet-Cookie:%20a=b?process=authorization",
                "/%0d%0aX-Injected:%20yes"
            })
    void noTextOfARequestBecomesAHeader(String path) throws Exception {
        ContractWorld.Answer answer = get(path);
        assertThat(answer.headers()).doesNotContainKeys("x-injected", "set-cookie");
        assertThat(answer.status()).isLessThan(500);
    }

    @Test
    void everyPathOfTheApiSaysItsVersion() {
        for (Operation o : Operation.all()) {
            assertThat(o.path().startsWith("/api/v1/") || PLAIN.contains(o.path()))
                    .as(o.path())
                    .isTrue();
        }
    }
}
