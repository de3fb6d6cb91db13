package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.Permission;
import io.sojourn.api.access.Permissions;
import io.sojourn.api.access.Role;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every route, every role, several methods: against a table that is written here by hand, and against none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionMatrixTest {
    /** Who may call what; a route that is missing here fails the test, as one that is missing in the server's table does. */
    private static final Map<String, List<String>> WRITTEN = new TreeMap<>();

    static {
        for (String name : List.of(
                "processes",
                "health",
                "definition",
                "queues",
                "queues/{queue}",
                "queues/{queue}/stays",
                "measures",
                "measures/{measure}",
                "slas/clocks",
                "slas/breaches",
                "data-quality",
                "slas",
                "handoffs",
                "cases",
                "cases/{id}",
                "signals",
                "live",
                "definitions",
                "definitions/{process}",
                "definitions/{process}/history",
                "cms-0057",
                "variants",
                "process-map",
                "process-map.svg")) {
            WRITTEN.put("GET /api/v1/" + name, List.of("viewer"));
        }
        for (String name : List.of(
                "exports/{table}",
                "cms-0057/requests",
                "cms-0057/pas-metric-data",
                "bottlenecks",
                "waits",
                "handovers",
                "differences",
                "spectrum",
                "spectrum.svg",
                "cumulative-flow",
                "cumulative-flow.svg",
                "dots",
                "dots.svg",
                "cascades",
                "cascades.svg")) {
            WRITTEN.put("GET /api/v1/" + name, List.of("analyst"));
        }
        WRITTEN.put("GET /metrics", List.of("viewer"));
        WRITTEN.put("POST /api/v1/case-ids", List.of("phi-reader"));
        WRITTEN.put("POST /api/v1/sql", List.of("analyst"));
        WRITTEN.put("POST /api/v1/sql/complete", List.of("analyst"));
        for (String route : List.of(
                "POST /api/v1/events",
                "POST /api/v1/rejected-events/replay",
                "POST /api/v1/verify",
                "PUT /api/v1/definitions/{process}")) {
            WRITTEN.put(route, List.of("operator"));
        }
        List<String> all = Arrays.stream(Role.values()).map(Role::word).toList();
        WRITTEN.put("GET /api/v1/session", all);
        WRITTEN.put("DELETE /api/v1/session", all);
        for (String open : List.of(
                "GET /",
                "GET /{path}",
                "GET /healthz",
                "GET /openapi.yaml",
                "GET /case-event-1.schema.json",
                "GET /access.schema.json",
                "POST /api/v1/session")) {
            WRITTEN.put(open, List.of("nobody"));
        }
    }

    private AccessFiles files;
    private AccessServer server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        files = AccessFiles.write(
                dir.resolve("access.yaml"),
                "rates: {per_minute: 1000000, burst: 1000000, wrong_tries: 100000}\n",
                "viewer",
                "analyst",
                "operator",
                "admin",
                "phi-reader",
                "north",
                "nothing");
        server = AccessServer.start(dir, files);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** The status alone: a live stream never ends. */
    private int status(String method, String path, String policy) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.address(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (path.endsWith("/live")) {
            request.header("Accept", "text/event-stream");
        }
        if (policy != null) {
            request.header("Authorization", "Bearer " + files.key(policy));
        }
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1)
                .replace("{id}", "R-1")
                .replace("{queue}", "intake")
                .replace("{measure}", "denial_rate")
                .replace("{table}", "stays")
                .replace("{process}", "authorization")
                .replace("{path}", "nothing.txt");
    }

    @Test
    void everyRouteOfTheServerHasItsRowAndNoRowIsWithoutARoute() {
        assertThat(Permissions.all().keySet())
                .containsExactlyElementsOf(server.server().allRoutes());
        assertThat(WRITTEN.keySet()).containsExactlyElementsOf(server.server().allRoutes());
    }

    @Test
    void eachRouteIsForItsRolesAndForNoOther() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> policies =
                new ArrayList<>(Arrays.stream(Role.values()).map(Role::word).toList());
        policies.add("nothing");
        for (Map.Entry<String, List<String>> row : WRITTEN.entrySet()) {
            String method = row.getKey().substring(0, row.getKey().indexOf(' '));
            for (String policy : policies) {
                int status = status(method, path(row.getKey()), policy);
                boolean open = row.getValue().contains("nobody") || row.getKey().endsWith("/session");
                boolean allowed = open || row.getValue().contains(policy);
                if (allowed == (status == 403) || status == 401) {
                    wrong.add(row.getKey() + " as " + policy + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutAKeyOnlyOpenRoutesAnswer() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, List<String>> row : WRITTEN.entrySet()) {
            String method = row.getKey().substring(0, row.getKey().indexOf(' '));
            int status = status(method, path(row.getKey()), null);
            if (row.getValue().contains("nobody") == (status == 401)) {
                wrong.add(row.getKey() + ": " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void otherMethodsGetNoFurther() throws Exception {
        for (String path :
                List.of("/api/v1/queues", "/api/v1/sql", "/api/v1/events", "/api/v1/cases/R-1", "/api/v1/live")) {
            for (String method : List.of("HEAD", "OPTIONS", "PATCH", "DELETE", "TRACE", "PUT")) {
                assertThat(status(method, path, null)).as(method + " " + path).isIn(401, 405);
            }
            assertThat(status("HEAD", path, "nothing")).isIn(403, 404, 405);
            for (String override : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
                assertThat(server.send("POST", path, "{}", override, "GET").statusCode())
                        .isIn(400, 401);
            }
        }
        assertThat(status("HEAD", "/api/v1/queues", "viewer")).isEqualTo(200);
    }

    @Test
    void writingThePathInAnotherWayLeadsNowhere() throws Exception {
        for (String path : List.of(
                "/api/v1/queues/",
                "//api/v1/queues",
                "/api/v1//queues",
                "/API/v1/queues",
                "/%61pi/v1/queues",
                "/api%2Fv1/queues",
                "/x/../api/v1/queues",
                "/./api/v1/queues",
                "/api/v1/queues;a=b",
                "/api;x/v1/queues",
                "/api/v1/%71ueues")) {
            HttpResponse<String> response = server.send("GET", path, null);
            assertThat(response.body()).as(path).doesNotContain("oldest_seconds");
        }
    }

    @Test
    void whoSeesSomeRowsGetsNothingThatIsOfAll() throws Exception {
        for (Map.Entry<String, Permission> route : Permissions.all().entrySet()) {
            if (route.getValue().whole()) {
                String method = route.getKey().substring(0, route.getKey().indexOf(' '));
                assertThat(status(method, path(route.getKey()), "north"))
                        .as(route.getKey())
                        .isEqualTo(403);
            }
        }
        assertThat(Permissions.all().entrySet().stream()
                        .filter(e -> e.getValue().whole())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toList()))
                .containsExactly(
                        "GET /metrics",
                        "POST /api/v1/events",
                        "POST /api/v1/rejected-events/replay",
                        "POST /api/v1/verify",
                        "PUT /api/v1/definitions/{process}");
    }

    @Test
    void refusalsAreProblemsThatSayHowToSignIn() throws Exception {
        HttpResponse<String> none = server.get("/api/v1/queues", null);
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"sojourn\"");
        assertThat(none.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(AccessServer.json(none).path("code").asText()).isEqualTo("unauthenticated");
        HttpResponse<String> analyst = server.get("/api/v1/queues", files.key("analyst"));
        assertThat(AccessServer.json(analyst).path("code").asText()).isEqualTo("forbidden");
        assertThat(AccessServer.json(analyst).path("detail").asText()).contains("role viewer");
    }
}
