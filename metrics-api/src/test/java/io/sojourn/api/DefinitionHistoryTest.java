package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions over HTTP: tried, put, read, and what became of them by version. */
class DefinitionHistoryTest {
    private static final String PATH = "/api/v1/definitions/authorization";

    private static JsonNode get(ContractWorld world, String path, String policy) throws Exception {
        ContractWorld.Answer answer = world.send(world.request(path, policy).build());
        Contract.isKept("GET", path, answer.type(), answer.status(), answer.body());
        return answer.json();
    }

    private static ContractWorld.Answer put(ContractWorld world, String query, String yaml) throws Exception {
        return world.send(world.request(PATH + query, "operator")
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(yaml))
                .build());
    }

    @Test
    void eachVersionSaysWhenByWhomAndWhatItChanged(@TempDir Path dir) throws Exception {
        try (ContractWorld world = ContractWorld.start(
                dir, Map.of("viewer", "{roles: [viewer]}", "operator", "{roles: [viewer, operator]}"))) {
            String first = world.definition(ContractWorld.PROCESS);
            String second = "# other words, other order\nversion: 2\n"
                    + first.replace("within: 30h", "within: 36h")
                            .replace("  received: {count: \"activity = 'SUBMITTED'\"}\n", "")
                            .replace("measures:\n", "measures:\n  asked: {count: \"activity = 'ASKED'\"}\n")
                            .replace("close_after: 20h", "close_after: \"20h\"");
            assertThat(put(world, "?dry_run=true", second)
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(2);
            assertThat(get(world, PATH, "viewer").path("version").asInt()).isEqualTo(1);
            assertThat(put(world, "?dry=true", second).status()).isEqualTo(400);
            assertThat(put(world, "", second).status()).isEqualTo(200);

            JsonNode versions = get(world, PATH + "/history", "operator").path("versions");
            assertThat(versions.get(0).path("put_at").isNull()).isTrue();
            assertThat(versions.get(0).path("changes")).isEmpty();
            assertThat(versions.get(1).path("put_at").asText()).isEqualTo("2026-03-12T12:00:00Z");
            assertThat(versions.get(1).path("put_by").asText()).startsWith("key of operator ");
            assertThat(changes(versions.get(1)))
                    .containsExactlyInAnyOrder(
                            "added version",
                            "changed slas standard",
                            "added measures asked",
                            "removed measures received");
            JsonNode seen =
                    get(world, PATH + "/history", "viewer").path("versions").get(1);
            assertThat(seen.path("put_by").isNull()).as("who is not told").isTrue();
            assertThat(get(world, PATH, "viewer").path("yaml").asText()).isEqualTo(second);
            assertThat(get(world, PATH + "?version=1", "viewer").path("yaml").asText())
                    .isEqualTo(first);
            assertThat(get(world, PATH + "?version=9", "viewer").path("status").asInt())
                    .isEqualTo(404);
        }
    }

    private static List<String> changes(JsonNode version) {
        List<String> changes = new ArrayList<>();
        version.path("changes")
                .forEach(c -> changes.add(c.path("change").asText() + " "
                        + c.path("section").asText()
                        + (c.path("name").isNull() ? "" : " " + c.path("name").asText())));
        return changes;
    }
}
