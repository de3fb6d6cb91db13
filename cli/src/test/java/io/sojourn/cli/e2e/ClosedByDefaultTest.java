package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was started without any preparation, on this machine. */
class ClosedByDefaultTest {
    private static final String DEFINITION =
            "process: live\nqueues:\n  desk: {enter: activity = 'NEW', leave: activity = 'DONE'}\n";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void itLetsInTheKeyOfItsRunAndKeysThatAreMadeMeanwhileAndNobodyElse() throws Exception {
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        try (ChildProcess live = deployment.start()) {
            Api api = live.api();
            assertThat(status(api, "api/v1/queues", null)).isEqualTo(401);
            assertThat(status(api, "metrics", null)).isEqualTo(401);
            assertThat(status(api, "healthz", null)).isEqualTo(200);
            assertThat(api.get("health").get("mode").asText()).isEqualTo("live");
            assertThat(live.standardError()).contains("server.json").doesNotContain("sjn_");

            Said made = Said.by(
                    "key",
                    "create",
                    "desk",
                    "--policy",
                    "viewer",
                    "--data",
                    deployment.data().toString());
            String key = made.out().strip();
            assertThat(status(api, "api/v1/queues", key)).isEqualTo(200);
            assertThat(status(api, "api/v1/queues", null)).isEqualTo(401);
            assertThat(api.get("health").get("mode").asText()).isEqualTo("live");
            assertThat(live.stop()).isIn(0, 143);
        }
        assertThat(Files.readString(deployment.data().resolve("audit.jsonl"))).contains("desk");
    }

    private int status(Api api, String path, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.page(path)));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
