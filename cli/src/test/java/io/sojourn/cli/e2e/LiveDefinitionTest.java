package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition changes while {@code sojourn live} runs: by HTTP, by its file, through a kill. */
class LiveDefinitionTest {
    private static final String FIRST =
            """
            process: live
            attributes: {payer: text}
            dimensions: [payer]
            close: activity = 'DONE'
            lateness: 1s
            queues:
              work: {enter: activity = 'NEW', leave: activity = 'DONE'}
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private int starts;

    private static String version(int number) {
        String text = FIRST.replace("process: live\n", "process: live\nversion: " + number + "\n")
                .replace("{payer: text}", "{payer: text, ward: text}")
                .replace("[payer]", "[ward, payer]");
        return text + "  checks: {enter: activity = 'CHECK', leave: activity = 'DONE'}\n";
    }

    private Path definition() {
        return folder.resolve("live.yaml");
    }

    private ChildProcess start() throws IOException {
        return ChildProcess.sojourn(
                Files.createDirectories(folder.resolve("start-" + ++starts)),
                List.of("live", "--definition", definition().toString(), "--port", "0"),
                "--data",
                folder.resolve("data").toString(),
                "--checkpoint-seconds",
                "0.5");
    }

    private HttpResponse<String> send(Api api, String method, String path, String body) throws Exception {
        return http.send(
                api.request("api/v1/" + path)
                        .header("Content-Type", "application/x-ndjson")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void post(Api api, String caseId, String activity, String time, String attributes) throws Exception {
        String event = String.format(
                "{\"schema\":1,\"process\":\"live\",\"case_id\":\"%s\",\"event_id\":\"%s\",\"activity\":\"%s\","
                        + "\"time\":\"%s\",\"attributes\":{%s}}",
                caseId, activity, activity, time, attributes);
        HttpResponse<String> answer = send(api, "POST", "events", event);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode put(Api api, String text, String parameters) throws Exception {
        HttpResponse<String> answer = send(api, "PUT", "definitions/live" + parameters, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body());
    }

    private static void awaitCases(ChildProcess live, Api api, int version, int count) {
        String sql = "SELECT count(*) FROM cases WHERE version = " + version;
        live.awaitThat(count + " cases of version " + version, () -> api.number(sql) == count);
    }

    @Test
    void aFurtherVersionIsShownPutWatchedAndKeptThroughAKill() throws Exception {
        Files.writeString(definition(), FIRST);
        try (ChildProcess live = start()) {
            Api api = live.api();
            post(api, "open", "NEW", "2026-01-05T10:00:00Z", "\"payer\":\"P\"");
            post(api, "open", "CHECK", "2026-01-05T11:00:00Z", "\"payer\":\"P\"");
            post(api, "left", "NEW", "2026-01-05T10:00:00Z", "\"payer\":\"P\"");
            post(api, "left", "DONE", "2026-01-05T12:00:00Z", "\"payer\":\"P\"");
            awaitCases(live, api, 1, 2);
            JsonNode dry = put(api, version(2), "?dry_run=true&restate=true");
            assertThat(dry.get("cases").asInt()).isEqualTo(2);
            assertThat(dry.at("/queues/0/after/stays").asInt()
                            + dry.at("/queues/1/after/stays").asInt())
                    .as(dry.toString())
                    .isEqualTo(3);
            assertThat(put(api, version(2), "").get("version").asInt()).isEqualTo(2);
            post(api, "next", "NEW", "2099-01-05T10:00:00Z", "\"payer\":\"P\",\"ward\":\"W\"");
            awaitCases(live, api, 2, 1);
            assertThat(api.number("SELECT count(*) FROM stays WHERE ward = 'W'"))
                    .isOne();
            awaitCases(live, api, 1, 2);
            assertThat(send(api, "PUT", "definitions/live", version(2) + "# other\n")
                            .body())
                    .contains("version 2 is here already");
            put(api, version(3), "?restate=true");
            awaitCases(live, api, 3, 3);
            assertThat(api.verify().get("clean").asBoolean())
                    .as(api.verify().toString())
                    .isTrue();
            Files.writeString(definition(), version(4));
            live.awaitThat(
                    "the file is read again",
                    () -> api.get("definitions/live/history").get("versions").size() == 4);
            live.kill();
        }
        try (ChildProcess live = start()) {
            Api api = live.api();
            assertThat(api.get("definitions").at("/definitions/0/version").asInt())
                    .isEqualTo(4);
            post(api, "last", "NEW", "2099-02-05T10:00:00Z", "\"payer\":\"P\"");
            // Two begin after it was put.
            awaitCases(live, api, 4, 2);
            live.awaitThat("all is right", () -> api.verify().get("clean").asBoolean());
            assertThat(live.stop()).isIn(0, 143);
        }
    }
}
