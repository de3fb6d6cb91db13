package io.sojourn.cli.e2e;

import static io.sojourn.cli.e2e.LiveDeployment.awaitEvents;
import static io.sojourn.cli.e2e.LiveDeployment.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKeyFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live deployment with a key for case ids: posted, dropped, rejected, killed, replayed; no id is in its folder. */
class PseudonymLiveTest {
    private static final Instant TEN = Instant.parse("2026-01-05T10:00:00Z");
    /** All ids have it. */
    private static final String MARK = "MRN77";

    private static final String DEFINITION =
            """
            process: live
            attributes: {payer: text, amount: number, referral: text}
            pseudonymise: [referral]
            dimensions: [payer]
            close: activity = 'DONE'
            lateness: 4000d
            relations: {referral: {process: live}}
            queues:
              work: {enter: activity = 'NEW', leave: activity = 'DONE'}
            """;

    @TempDir
    private Path folder;

    /** Of a case that names another one in each way there is. */
    private static String related(String id) {
        return event(MARK + "-" + id, MARK + "-" + id + "/1", "NEW", TEN)
                .replace("\"payer\":\"P\"", "\"payer\":\"P\",\"referral\":\"" + MARK + "-a\"")
                .replace(
                        "\"activity\"",
                        "\"related\":\"referral:" + MARK + "-a\",\"instance\":\"" + MARK + "-i\",\"activity\"");
    }

    @Test
    void noIdIsInAnyByteOfTheFolderAfterAKillAndAStop() throws Exception {
        Path key = folder.resolve("case.key");
        CaseIds ids = CaseIds.by(CaseKeyFile.make(key));
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        Path drop = Files.createDirectories(folder.resolve("drop"));
        String[] how = {"--case-key-file", key.toString(), "--archive", "--watch", drop.toString()};
        String bad = related("bad").replace("\"NEW\"", "17");
        try (ChildProcess live = deployment.start(how)) {
            Api api = live.api();
            JsonNode answer = deployment.post(api, related("a"), related("b"), bad, MARK + "-broken");
            assertThat(answer.get("accepted").asInt()).isEqualTo(2);
            assertThat(answer.get("events").get(0).get("case_id").asText()).isEqualTo(ids.caseId(MARK + "-a"));
            Files.writeString(
                    drop.resolve("more.csv"),
                    "case_id,activity,time,payer,referral\n" + MARK + "-c,NEW," + TEN + ",P," + MARK + "-b\n" + MARK
                            + "-d,NEW,never,P,\n" + MARK + "-e," + MARK + "\n");
            live.awaitThat("the file is read", () -> Files.exists(drop.resolve("done/more.csv")));
            awaitEvents(live, api, 3);
            assertThat(api.number("SELECT count(*) FROM rejected_events WHERE position = " + plainPosition(bad)))
                    .as("a hash against which ids could be tried")
                    .isZero();
            assertThat(told(api, MARK + "-c")).isEqualTo(ids.caseId(MARK + "-c"));
            assertThat(api.get("cases/" + ids.caseId(MARK + "-c")).toString()).contains(ids.caseId(MARK + "-b"));
            live.kill();
        }
        assertThat(RawIds.in(deployment.data(), MARK)).as("after the kill").isEmpty();
        Said without = Said.by(
                "live",
                "--definition",
                folder.resolve("live.yaml").toString(),
                "--data",
                deployment.data().toString());
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("no key is given").contains("--case-key-file");
        Path fixed = Files.writeString(folder.resolve("fixed.ndjson"), related("bad"));
        String[] replay = {
            "replay-rejected",
            "--data",
            deployment.data().toString(),
            "--file",
            fixed.toString(),
            "--case",
            MARK + "-bad"
        };
        assertThat(Said.by(replay).err()).as("without the key").contains("no key is given");
        String[] withKey = Arrays.copyOf(replay, replay.length + 2);
        withKey[replay.length] = how[0];
        withKey[replay.length + 1] = how[1];
        assertThat(Said.by(withKey).out()).contains("Replayed 1 rejected");
        try (ChildProcess live = deployment.start(how)) {
            Api api = live.api();
            deployment.post(api, related("a"), event(MARK + "-a", MARK + "-a/2", "DONE", TEN.plusSeconds(9)));
            awaitEvents(live, api, 5);
            assertThat(api.get("health").get("duplicates").asInt()).isEqualTo(1);
            assertThat(api.number("SELECT count(*) FROM case_relations WHERE related_case_id = '"
                            + ids.caseId(MARK + "-a") + "'"))
                    .isEqualTo(3);
            assertThat(api.verify().get("clean").asBoolean()).isTrue();
            assertThat(live.stop()).isIn(0, 143);
            assertThat(live.standardError() + live.standardOutput()).doesNotContain(MARK);
        }
        assertThat(RawIds.in(deployment.data(), MARK)).as("after the stop").isEmpty();
        String hash = HexFormat.of().formatHex(sha256(Files.readAllBytes(drop.resolve("done/more.csv"))));
        assertThat(RawIds.in(deployment.data(), hash.substring(0, 16))).isEmpty();
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static long plainPosition(String event) throws Exception {
        return ByteBuffer.wrap(sha256(event.getBytes(StandardCharsets.UTF_8))).getLong() & Long.MAX_VALUE;
    }

    private static String told(Api api, String id) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        api.request("api/v1/case-ids")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"case_id\":\"" + id + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body()).get("case_id").asText();
    }
}
