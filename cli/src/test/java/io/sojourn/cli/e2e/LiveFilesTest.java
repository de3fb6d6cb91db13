package io.sojourn.cli.e2e;

import static io.sojourn.cli.e2e.LiveDeployment.awaitEvents;
import static io.sojourn.cli.e2e.LiveDeployment.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into {@code sojourn live} as files, what goes out as files, and poison by both doors. */
class LiveFilesTest {
    private static final int ROWS = 60_000;
    private static final Instant TEN = Instant.parse("2026-01-05T10:00:00Z");
    private static final String DEFINITION =
            """
            process: live
            attributes: {payer: text, amount: number}
            dimensions: [payer]
            close: activity = 'DONE'
            lateness: 4000d
            queues:
              work: {enter: activity = 'NEW', leave: activity = 'DONE'}
            """;

    @TempDir
    private Path folder;

    private static String rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "c" + i / 4 + "," + (i % 4 == 0 ? "NEW" : "WORK") + "," + TEN.plusSeconds(i) + ",P")
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aFileThatWasHalfReadWhenTheProcessWasKilledIsReadOnAndHasNoDuplicates() throws Exception {
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        Path drop = Files.createDirectories(folder.resolve("drop"));
        // A bad row in the middle must be there once, with its line, too.
        Files.writeString(
                drop.resolve("big.csv"),
                "case_id,activity,time,payer\n" + rows(0, ROWS / 2) + "\nbad,NEW,never,P\n" + rows(ROWS / 2, ROWS));
        // A small backlog: the job is never far behind what is read.
        try (ChildProcess live = deployment.start("--watch", drop.toString(), "--backlog-mb", "1")) {
            Api api = live.api();
            live.awaitThat(
                    "some of it is stored",
                    () -> api.get("health").get("events").asInt() > 0);
            live.kill();
        }
        assertThat(drop.resolve("big.csv")).as("the kill came in the middle").exists();
        try (ChildProcess live = deployment.start("--watch", drop.toString())) {
            Api api = live.api();
            live.awaitThat("the file is read", () -> Files.exists(drop.resolve("done/big.csv")));
            awaitEvents(live, api, ROWS);
            assertThat(api.get("health").get("duplicates").asInt()).isZero();
            assertThat(api.number("SELECT position FROM rejected_events")).isEqualTo(ROWS / 2 + 2);
            assertThat(api.figure("sojourn_open_cases"))
                    .as("counted on after the restart")
                    .isEqualTo(ROWS / 4);
            assertThat(api.figure("sojourn_watched_files_read_total")).isEqualTo(1);
            assertThat(api.verify().get("clean").asBoolean()).isTrue();
            assertThat(live.stop()).isIn(0, 143);
        }
    }

    @Test
    void theArchiveHasEachAcceptedEventAsItCameThroughAKillARestAndAStop() throws Exception {
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        String archived = "SELECT count(*) FROM archived_events";
        String[] first = IntStream.range(0, 60)
                .mapToObj(i -> event("c" + i / 2, "e" + i, i % 2 == 0 ? "NEW" : "DONE", TEN.plusSeconds(i)))
                .toArray(String[]::new);
        try (ChildProcess live = deployment.start("--archive")) {
            Api api = live.api();
            deployment.post(api, first);
            // What comes again is archived again, and counts once.
            deployment.post(api, first[3], first[4]);
            live.awaitThat("a checkpoint finishes a file", () -> api.numberOr(archived, 0) == 62);
            deployment.post(api, event("k", "k1", "NEW", TEN), event("k", "k2", "DONE", TEN.plusSeconds(9)));
            awaitEvents(live, api, 62);
            live.kill();
        }
        try (ChildProcess live = deployment.start("--archive")) {
            Api api = live.api();
            live.awaitThat("what was read again is archived once", () -> api.numberOr(archived, 0) == 64);
            assertThat(api.number(
                            "SELECT count(*) FROM (SELECT DISTINCT case_id, source, event_id FROM archived_events)"))
                    .isEqualTo(62);
            assertThat(api.number("SELECT count(*) FROM archived_events JOIN events USING (case_id, event_id)"))
                    .isEqualTo(64);
            assertThat(live.stop()).isIn(0, 143);
        }
        try (ChildProcess live = deployment.start()) {
            Api api = live.api();
            deployment.post(api, event("r", "r1", "NEW", TEN));
            awaitEvents(live, api, 63);
            double before = api.figure("sojourn_job_checkpoints_completed_total");
            live.awaitThat(
                    "checkpoints go on", () -> api.figure("sojourn_job_checkpoints_completed_total") > before + 1);
            assertThat(api.number(archived)).as("the archive rests").isEqualTo(64);
            assertThat(live.stop()).isIn(0, 143);
        }
    }

    /** Wrong types, values of 10 MB, NUL, deep nesting, unknown version: by both doors. */
    @Test
    void eachPoisonIsKeptOnceWithReasonAndPlaceTheStreamGoesOnAndAReplayAfterAFixCountsEachOnce() throws Exception {
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        Path drop = Files.createDirectories(folder.resolve("drop"));
        List<String> poison = List.of(
                event("p1", "x1", "NEW", TEN).replace("\"NEW\"", "17"),
                event("p2", "x2", "NEW", TEN).replace("\"P\"}", "\"P\",\"amount\":\"much\"}"),
                event("p3", "x3", "N\\u0000W", TEN),
                event("p4", "x4", "NEW", TEN).replace("\"P\"}", "\"P\",\"x\":" + "[".repeat(99) + "]".repeat(99) + "}"),
                event("p5", "x5", "NEW", TEN).replace("\"schema\":1", "\"schema\":9"));
        String large = event("p6", "x6", "W".repeat(10_000_000), TEN);
        try (ChildProcess live = deployment.start("--watch", drop.toString())) {
            Api api = live.api();
            for (int i = 0; i < 2; i++) {
                JsonNode answer = deployment.post(
                        api,
                        event("a", "a1", "NEW", TEN),
                        String.join("\n", poison),
                        event("p6", "x6", "W".repeat(3_000_000), TEN),
                        event("a", "a2", "DONE", TEN.plusSeconds(5)));
                assertThat(answer.get("accepted").asInt()).isEqualTo(2);
                assertThat(answer.get("rejected").asInt()).isEqualTo(6);
            }
            awaitEvents(live, api, 2);
            JsonNode kept = api.sql("SELECT case_id, code, message FROM rejected_events ORDER BY case_id");
            assertThat(kept).hasSize(6);
            for (int i = 0; i < 6; i++) {
                assertThat(kept.get(i).get(0).asText()).isEqualTo("p" + (i + 1));
                assertThat(kept.get(i).get(1).asText()).isNotBlank();
                assertThat(kept.get(i).get(2).asText())
                        .matches(".{10,} Event " + (i + 2) + " of 8 in a request of 20.*Z\\.");
            }
            assertThat(api.figure("sojourn_posted_events_rejected_total")).isEqualTo(12);

            String lines = event("q", "q1", "NEW", TEN).replace(TEN.toString(), "yesterday") + "\n" + large + "\n"
                    + event("b", "b1", "NEW", TEN) + "\n";
            Files.writeString(drop.resolve("poison.jsonl.part"), lines);
            Files.move(drop.resolve("poison.jsonl.part"), drop.resolve("poison.jsonl"));
            live.awaitThat("the file is read", () -> Files.exists(drop.resolve("done/poison.jsonl")));
            awaitEvents(live, api, 3);
            live.awaitThat("its lines are kept", () -> api.sql(
                            "SELECT position FROM rejected_events WHERE position < 1000 ORDER BY 1")
                    .toString()
                    .equals("[[1],[2]]"));
            live.awaitThat(
                    "the copy for queries has all", () -> api.number("SELECT count(*) FROM rejected_events") == 8);
            assertThat(api.verify().get("clean").asBoolean()).isTrue();
            assertThat(live.stop()).isIn(0, 143);
        }
        Path fixed = Files.writeString(
                folder.resolve("fixed.ndjson"),
                IntStream.rangeClosed(1, 6)
                        .mapToObj(i -> event("p" + i, "x" + i, "NEW", TEN))
                        .collect(Collectors.joining("\n")));
        String[] replay = {
            "replay-rejected", "--source", "http", "--data", deployment.data().toString(), "--file", fixed.toString()
        };
        assertThat(Said.by(replay).out()).as("without a server").contains("Replayed 6");
        assertThat(Said.by(replay).out()).contains("Replayed 0");
        try (ChildProcess live = deployment.start()) {
            Api api = live.api();
            awaitEvents(live, api, 9);
            assertThat(Said.by(replay).out()).as("by the server").contains("Replayed 0");
            assertThat(api.get("health").get("duplicates").asInt()).isEqualTo(2);
            assertThat(api.number("SELECT count(*) FROM rejected_events")).isEqualTo(8);
            assertThat(api.verify().get("clean").asBoolean()).isTrue();
            assertThat(live.stop()).isIn(0, 143);
        }
    }
}
