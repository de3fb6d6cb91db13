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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sojourn live} in a process of its own: posted events, dropped files, poison, a kill. */
class LiveTest {
    private static final String DEFINITION =
            """
            process: live
            attributes: {payer: text}
            dimensions: [payer]
            close: activity = 'DONE'
            lateness: 4000d
            queues:
              work: {enter: activity = 'NEW', leave: activity = 'DONE'}
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private int starts;

    private ChildProcess start(String... more) throws IOException {
        Path definition = folder.resolve("live.yaml");
        if (!Files.exists(definition)) {
            Files.writeString(definition, DEFINITION);
        }
        // A folder for each start: one that is killed leaves temporary files behind.
        return ChildProcess.sojourn(
                Files.createDirectories(folder.resolve("start-" + ++starts)),
                List.of("live", "--definition", definition.toString(), "--data", data(), "--port", "0"),
                Stream.concat(Stream.of("--checkpoint-seconds", "0.5"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static String event(int n) {
        return event("c" + n / 2, "e" + n, n % 2 == 0 ? "NEW" : "DONE", n);
    }

    private static String event(String caseId, String id, String activity, int second) {
        return String.format(
                "{\"schema\":1,\"process\":\"live\",\"case_id\":\"%s\",\"event_id\":\"%s\",\"activity\":\"%s\","
                        + "\"time\":\"2026-01-05T10:%02d:%02dZ\",\"attributes\":{\"payer\":\"P\"}}",
                caseId, id, activity, second / 60 % 60, second % 60);
    }

    private static String events(int from, int to) {
        return IntStream.range(from, to).mapToObj(LiveTest::event).collect(Collectors.joining("\n"));
    }

    private JsonNode post(Api api, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                api.request("api/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body());
    }

    private static void awaitEvents(ChildProcess live, Api api, int count) {
        live.awaitThat(
                count + " events are stored",
                () -> api.get("health").get("events").asInt() >= count);
        assertThat(api.get("health").get("events").asInt()).isEqualTo(count);
    }

    @Test
    void postedEventsCountOnceThroughAKillAndAStop() throws Exception {
        try (ChildProcess live = start()) {
            Api api = live.api();
            assertThat(api.get("health").get("mode").asText()).isEqualTo("live");
            assertThat(post(api, events(0, 300)).get("accepted").asInt()).isEqualTo(300);
            awaitEvents(live, api, 300);
            assertThat(post(api, events(300, 400)).get("accepted").asInt()).isEqualTo(100);
            live.kill();
        }
        try (ChildProcess live = start()) {
            Api api = live.api();
            awaitEvents(live, api, 400);
            post(api, events(350, 500));
            awaitEvents(live, api, 500);
            live.awaitThat(
                    "the duplicates are counted",
                    () -> api.get("health").get("duplicates").asInt() == 50);
            assertThat(api.number("SELECT count(*) FROM cases WHERE closed_at IS NOT NULL"))
                    .isEqualTo(250);
            assertThat(api.verify().get("clean").asBoolean())
                    .as(api.verify().toString())
                    .isTrue();
            var before = api.asOf();
            live.awaitThat("as_of goes on in silence", () -> api.asOf().isAfter(before));
            assertThat(live.stop()).isIn(0, 143);
        }
        try (ChildProcess live = start()) {
            Api api = live.api();
            awaitEvents(live, api, 500);
        }
    }

    @Test
    void poisonIsKeptOnceTheStreamGoesOnAndAReplayCountsEachOnce() throws Exception {
        String later = event("p1", "x1", "NEW", 1).replace("\"live\"", "\"lives\"");
        List<String> poison = List.of(
                event("p2", "x2", "NEW", 2).replace("\"NEW\"", "17"),
                event("p3", "x3", "N\\u0000W", 3),
                event("p4", "x4", "NEW", 4).replace("\"P\"}", "\"P\",\"x\":" + "[".repeat(99) + "]".repeat(99) + "}"),
                event("p5", "x5", "NEW", 5).replace("\"schema\":1", "\"schema\":9"),
                event("p6", "x6", "W".repeat(2_000_000), 6),
                later);
        try (ChildProcess live = start()) {
            Api api = live.api();
            for (int i = 0; i < 2; i++) {
                JsonNode answer = post(api, events(0, 10) + "\n" + String.join("\n", poison) + "\n" + events(10, 20));
                assertThat(answer.get("accepted").asInt()).isEqualTo(20);
                assertThat(answer.get("rejected").asInt()).isEqualTo(6);
            }
            awaitEvents(live, api, 20);
            assertThat(api.number("SELECT count(*) FROM rejected_events")).isEqualTo(6);
            assertThat(api.number("SELECT count(*) FROM rejected_events WHERE message IS NULL OR position IS NULL"))
                    .isZero();
            assertThat(api.verify().get("clean").asBoolean()).isTrue();
            Said nothing = Said.by("replay-rejected", "--data", data());
            assertThat(nothing.out())
                    .contains("Replayed 0")
                    .contains("5 are still rejected")
                    .contains("1 can't be");
            Path fixed = Files.writeString(
                    folder.resolve("fixed.ndjson"),
                    event("p2", "x2", "NEW", 2) + "\n" + event("p6", "x6", "NEW", 6) + "\n"
                            + event("p9", "x9", "NEW", 6));
            String[] replay = {"replay-rejected", "--data", data(), "--file", fixed.toString()};
            assertThat(Said.by("replay-rejected", "--data", data(), "--dry-run", "--file", fixed.toString())
                            .out())
                    .contains("Would replay 2");
            assertThat(Said.by(replay).out()).contains("Replayed 2").contains("4 are still rejected");
            assertThat(Said.by(replay).out()).contains("Replayed 0").contains("4 are still rejected");
            awaitEvents(live, api, 22);
            assertThat(api.number("SELECT count(*) FROM rejected_events")).isEqualTo(6);
            String marked = "SELECT count(*) FROM rejected_events WHERE starts_with(message, 'replayed: ')";
            live.awaitThat("the copy for queries has the marks", () -> api.number(marked) == 2);
            assertThat(api.number("SELECT coalesce(sum(duplicates), 0) FROM deliveries WHERE case_id IN ('p2', 'p6')"))
                    .isZero();
            assertThat(live.stop()).isIn(0, 143);
        }
    }

    @Test
    void droppedFilesAreReadOnceAndBadOnesSayWhy() throws Exception {
        Path drop = folder.resolve("drop");
        Files.createDirectories(drop);
        String csv = "case_id,activity,time,payer\na,NEW,2026-01-05T10:00:00Z,P\na,DONE,yesterday,P\n"
                + "a,DONE,2026-01-05T11:00:00Z,P\n";
        Files.writeString(drop.resolve("one.csv"), csv);
        Files.writeString(drop.resolve("broken.csv"), "no,columns,of,a,log\n1,2,3,4,5\n");
        Files.writeString(drop.resolve("unfinished.csv.part"), csv);
        try (ChildProcess live = start("--watch", drop.toString())) {
            Api api = live.api();
            live.awaitThat(
                    "the files are moved",
                    () -> Files.exists(drop.resolve("done/one.csv"))
                            && Files.exists(drop.resolve("failed/broken.csv.error.txt")));
            awaitEvents(live, api, 2);
            assertThat(api.sql("SELECT position, raw FROM rejected_events").toString())
                    .contains("3", "a,DONE,yesterday,P");
            assertThat(Files.readString(drop.resolve("failed/broken.csv.error.txt")))
                    .contains("case");
            Files.move(drop.resolve("unfinished.csv.part"), drop.resolve("same.csv"));
            live.awaitThat("the copy is recognised", () -> Files.exists(drop.resolve("done/same.csv")));
            assertThat(live.standardError()).contains("same.csv: its content was read before, as one.csv");
            assertThat(api.get("health").get("events").asInt()).isEqualTo(2);
            assertThat(api.get("health").get("duplicates").asInt()).isZero();
            assertThat(live.stop()).isIn(0, 143);
        }
    }

    @Test
    void aFolderWithOtherDataIsRefused() throws Exception {
        Path log = Files.writeString(folder.resolve("log.csv"), "case_id,activity,time\na,NEW,2026-01-05T10:00:00Z\n");
        Files.writeString(folder.resolve("live.yaml"), DEFINITION);
        assertThat(Said.by(
                                "run",
                                log.toString(),
                                "--definition",
                                folder.resolve("live.yaml").toString(),
                                "--data",
                                data())
                        .code())
                .isZero();
        try (ChildProcess live = start()) {
            assertThat(live.exitCode()).isEqualTo(2);
            assertThat(live.standardError()).contains("not this one (the live events of live)");
        }
    }
}
