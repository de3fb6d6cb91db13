package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.Permissions;
import io.sojourn.fact.FactTable;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key shows of the same store, by every route of the server. */
class SeenRequestsTest {
    /** Case ids of the store. */
    private static final String AN_ID = "R-[0-9]";

    private AccessFiles files;
    private AccessServer server;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        files = AccessFiles.write(
                dir.resolve("access.yaml"),
                "rates: {per_minute: 1000000, burst: 1000000, wrong_tries: 100000}\n",
                "clerk",
                "chief",
                "payer-b");
        server = AccessServer.start(dir, files);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** They compile the definition, which the sample has made by hand; {@code ScopedMiningTest} has them. */
    private static final List<String> COMPILING = List.of("/bottlenecks", "/waits");

    /** Each route that answers with a document, and lists with all that they have. */
    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (String route : Permissions.all().keySet()) {
            boolean isRead =
                    route.startsWith("GET /api/v1/") && !route.endsWith("/live") && !route.endsWith("/session");
            if (isRead && !route.contains("{") && COMPILING.stream().noneMatch(route::endsWith)) {
                paths.add(route.substring("GET ".length()));
            }
        }
        paths.addAll(List.of(
                "/api/v1/cases?state=all",
                "/api/v1/cases?state=all&search=R-",
                "/api/v1/cases/R-1",
                "/api/v1/cases/R-2",
                "/api/v1/queues?by=payer",
                "/api/v1/queues/intake",
                "/api/v1/queues/intake/stays?state=all",
                "/api/v1/measures?by=payer&window=all",
                "/api/v1/measures/denial_rate?by=payer&window=all",
                "/api/v1/slas/clocks?state=open",
                "/api/v1/process-map?filter=case(in(payer,%20[A]))",
                "/api/v1/definitions/authorization/history"));
        for (FactTable table : FactTable.values()) {
            paths.add("/api/v1/exports/" + table.tableName() + "?format=ndjson");
        }
        return paths;
    }

    private HttpResponse<String> get(String path, String policy) throws Exception {
        HttpResponse<String> answer = server.get(path, files.key(policy));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isLessThan(500);
        return answer;
    }

    @Test
    void noRouteShowsAStoredCaseIdToWhoIsNoPhiReader() throws Exception {
        int shown = 0;
        for (String path : paths()) {
            for (String policy : List.of("clerk", "payer-b")) {
                String body = get(path, policy).body();
                boolean isAsked = path.contains("R-");
                assertThat(isAsked ? body.replace(path.replaceAll(".*[=/]", ""), "") : body)
                        .as(path + " as " + policy)
                        .doesNotContainPattern(AN_ID);
            }
            shown += get(path, "chief").body().matches("(?s).*" + AN_ID + ".*") ? 1 : 0;
        }
        assertThat(shown).as("routes that show ids to who may see them").isGreaterThan(8);
    }

    @Test
    void noRouteShowsRowsBeyondTheScope() throws Exception {
        int shown = 0;
        for (String path : paths()) {
            if (!path.contains("filter=")) {
                assertThat(get(path, "payer-b").body()).as(path).doesNotContain("\"payer\":\"A\"");
                shown += get(path, "clerk").body().contains("\"payer\":\"A\"") ? 1 : 0;
            }
        }
        assertThat(shown)
                .as("routes that show the other rows to who may see them")
                .isGreaterThan(5);
    }

    @Test
    void figuresAreOfTheScopeAlone() throws Exception {
        JsonNode all = measure("clerk");
        JsonNode some = measure("payer-b");
        assertThat(all.path("numerator").asInt()).isEqualTo(3);
        assertThat(all.path("denominator").asInt()).isEqualTo(10);
        assertThat(some.path("numerator").asInt()).isEqualTo(2);
        assertThat(some.path("denominator").asInt()).isEqualTo(6);
    }

    private JsonNode measure(String policy) throws Exception {
        return AccessServer.json(get("/api/v1/measures/denial_rate?window=all", policy));
    }

    @Test
    void whatOneHasKeptIsNoAnswerToAnother() throws Exception {
        String path = "/api/v1/queues?by=payer";
        String tag = get(path, "clerk").headers().firstValue("ETag").orElseThrow();
        assertThat(asked(path, "clerk", tag).statusCode()).isEqualTo(304);
        HttpResponse<String> other = asked(path, "payer-b", tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).doesNotContain("\"payer\":\"A\"");
    }

    private HttpResponse<String> asked(String path, String policy, String tag) throws Exception {
        return server.send("GET", path, null, "Authorization", "Bearer " + files.key(policy), "If-None-Match", tag);
    }

    @Test
    void aHiddenCaseIsAsIfItWereNotThere() throws Exception {
        JsonNode hidden = AccessServer.json(get("/api/v1/cases/R-1", "payer-b"));
        JsonNode nowhere = AccessServer.json(get("/api/v1/cases/R-9", "payer-b"));
        assertThat(hidden.path("status")).isEqualTo(nowhere.path("status"));
        assertThat(hidden.path("detail").asText().replace("R-1", "R-9"))
                .isEqualTo(nowhere.path("detail").asText());
    }
}
