package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** {@code sojourn live} over a folder: started, killed and started again. */
final class LiveDeployment {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private int starts;

    LiveDeployment(Path folder, String definition) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("live.yaml"), definition);
    }

    Path data() {
        return folder.resolve("data");
    }

    ChildProcess start(String... more) throws IOException {
        // A folder for each start: one that is killed leaves temporary files behind.
        return ChildProcess.sojourn(
                Files.createDirectories(folder.resolve("start-" + ++starts)),
                List.of(
                        "live",
                        "--definition",
                        folder.resolve("live.yaml").toString(),
                        "--data",
                        data().toString(),
                        "--port",
                        "0"),
                Stream.concat(Stream.of("--checkpoint-seconds", "0.5"), Stream.of(more))
                        .toArray(String[]::new));
    }

    static String event(String caseId, String id, String activity, Instant time) {
        return String.format(
                "{\"schema\":1,\"process\":\"live\",\"case_id\":\"%s\",\"event_id\":\"%s\",\"activity\":\"%s\","
                        + "\"time\":\"%s\",\"attributes\":{\"payer\":\"P\"}}",
                caseId, id, activity, time);
    }

    /** Posts events, a line each; gives the answer. */
    JsonNode post(Api api, String... events) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                api.request("api/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", events)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body());
    }

    static void awaitEvents(ChildProcess live, Api api, int count) {
        live.awaitThat(
                count + " events are stored",
                () -> api.get("health").get("events").asInt() >= count);
        assertThat(api.get("health").get("events").asInt()).isEqualTo(count);
    }
}
