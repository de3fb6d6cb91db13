package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sojourn live} with several processes: posted and dropped events, a kill, a process that comes while it runs. */
class LiveProcessesTest {
    private static final String AUTHORIZATION =
            """
            process: prior-authorization
            title: Prior authorization
            timezone: America/New_York
            attributes: {payer: text, amount: number}
            dimensions: [payer, team]
            close: activity IN ('DECIDED', 'WITHDRAWN')
            lateness: 4000d
            case: {asked: {any: "activity = 'INFO_REQUESTED'"}}
            queues:
              payer_decision: {enter: activity = 'SUBMITTED', leave: "activity IN ('DECIDED', 'WITHDRAWN')", ages: [8h]}
            handoffs: {between: team}
            slas:
              decision: {start: activity = 'SUBMITTED', stop: activity = 'DECIDED', within: 72h}
            measures:
              denial_rate: {share: "outcome = 'DENIED'", of: "activity = 'DECIDED'", by: [payer]}
              turnaround: {from: "activity = 'SUBMITTED'", to: "activity = 'DECIDED'", unit: hours}
            """;
    private static final String REFERRAL =
            """
            process: referral
            title: Referral
            attributes: {clinic: text, visits: integer, payer: text}
            dimensions: [clinic]
            close: activity = 'DECIDED'
            lateness: 4000d
            queues:
              payer_decision: {enter: activity = 'SUBMITTED', leave: activity = 'INFO_REQUESTED', ages: [1h]}
            slas:
              decision: {start: activity = 'SUBMITTED', stop: activity = 'DECIDED', within: 24h}
            measures:
              denial_rate: {count: "activity = 'DECIDED'", by: [clinic]}
            """;
    private static final String CLAIM = "process: claim\nclose_after: 1d\nlateness: 1h\n";
    private static final Instant BEGIN = Instant.parse("2024-03-04T08:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private int starts;

    private ChildProcess start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("live", "--port", "0", "--checkpoint-seconds", "0.5"));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of("--definition", file("authorization.yaml", AUTHORIZATION)));
        arguments.addAll(List.of("--definition", file("referral.yaml", REFERRAL)));
        return ChildProcess.sojourn(Files.createDirectories(folder.resolve("start-" + ++starts)), arguments, more);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private HttpResponse<String> send(Api api, String method, String path, String body) throws Exception {
        return http.send(
                api.request("api/v1/" + path)
                        .header("Content-Type", "application/x-ndjson")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(Api api, List<String> events) throws Exception {
        HttpResponse<String> answer = send(api, "POST", "events", String.join("\n", events));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body());
    }

    private static String event(String process, String caseId, int n, String activity, Instant time, String more) {
        return String.format(
                "{\"schema\":1,\"process\":\"%s\",\"case_id\":\"%s\",\"event_id\":\"e%d\",\"source\":\"%s\",\"sequence\":%d,"
                        + "\"activity\":\"%s\",\"time\":\"%s\",%s}",
                process, caseId, n, process, n, activity, time, more);
    }

    /** Cases whose ids are the same in both processes; the last one closes at once, a month later. */
    private static List<String> events(String process, long seed) {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        Instant time = BEGIN;
        for (int c = 0; c < 40; c++) {
            for (String activity : List.of("SUBMITTED", "INFO_REQUESTED", "SUBMITTED", "DECIDED")) {
                time = time.plus(Duration.ofMinutes(random.nextInt(400)));
                events.add(event(process, "c" + c, events.size(), activity, time, attributes(process, random)));
            }
        }
        Instant last = BEGIN.plus(Duration.ofDays(90));
        events.add(event(process, "last", events.size(), "DECIDED", last, attributes(process, random)));
        return events;
    }

    private static String attributes(String process, Random random) {
        String team = "\"team\":\"t" + random.nextInt(3) + "\",\"resource\":\"r" + random.nextInt(3) + "\",";
        String outcome = random.nextBoolean() ? "\"outcome\":\"DENIED\"," : "";
        String values = process.equals("referral")
                ? "\"clinic\":\"C" + random.nextInt(2) + "\",\"visits\":" + random.nextInt(5)
                : "\"payer\":\"P" + random.nextInt(3) + "\",\"amount\":" + random.nextInt(50) / 4.0;
        return team + outcome + "\"attributes\":{" + values + "}";
    }

    private static List<String> mixed() {
        List<String> mixed = new ArrayList<>();
        List<String> some = events("prior-authorization", 1);
        List<String> others = events("referral", 2);
        for (int i = 0; i < some.size(); i++) {
            mixed.add(some.get(i));
            mixed.add(others.get(i));
        }
        return mixed;
    }

    private static void awaitEvents(ChildProcess live, Api api, int count) {
        live.awaitThat(
                count + " events are stored",
                () -> api.get("health").get("events").asInt() >= count);
        assertThat(api.get("health").get("events").asInt()).isEqualTo(count);
    }

    private static void assertClean(Api api) {
        JsonNode report = api.verify();
        assertThat(report.get("clean").asBoolean()).as(report.toString()).isTrue();
    }

    @Test
    void eachProcessHasTheFactsOfARunOfItsOwnThroughAKill() throws Exception {
        List<String> all = mixed();
        try (ChildProcess live = start()) {
            Api api = live.api();
            assertThat(post(api, all.subList(0, 150)).get("accepted").asInt()).isEqualTo(150);
            awaitEvents(live, api, 150);
            post(api, all.subList(150, 200));
            live.kill();
        }
        try (ChildProcess live = start()) {
            Api api = live.api();
            post(api, all.subList(180, all.size()));
            awaitEvents(live, api, all.size());
            showsEachProcess(api);
            aProcessComesWhileItRuns(live, api);
            assertClean(api);
            assertThat(live.stop()).isIn(0, 143);
        }
        isAsAlone("prior-authorization", AUTHORIZATION, 1);
        isAsAlone("referral", REFERRAL, 2);
    }

    private void showsEachProcess(Api api) throws Exception {
        assertThat(api.get("processes").findValuesAsText("process")).containsExactly("prior-authorization", "referral");
        JsonNode refused = Api.JSON.readTree(send(api, "GET", "queues", "").body());
        assertThat(refused.get("status").asInt()).isEqualTo(400);
        assertThat(refused.get("detail").asText()).contains("prior-authorization, referral");
        assertThat(send(api, "GET", "live", "").statusCode()).isEqualTo(400);
        assertThat(send(api, "GET", "queues?process=referal", "").body()).contains("Maybe you meant");
        for (String process : List.of("prior-authorization", "referral")) {
            String of = "?process=" + process;
            assertThat(api.get("health" + of).get("cases").asInt()).isEqualTo(41);
            assertThat(api.get("cases" + of + "&state=all").get("total").asInt())
                    .isEqualTo(41);
            assertThat(api.get("definition" + of).get("process").asText()).isEqualTo(process);
            assertThat(api.get("variants" + of).get("cases").asInt()).isEqualTo(41);
            assertThat(api.get("slas" + of)
                            .at("/slas/0/breach_rate/denominator")
                            .asInt())
                    .isEqualTo(40);
        }
        assertThat(api.get("health").get("cases").asInt()).isEqualTo(82);
        JsonNode one = api.get("cases/c3?process=referral");
        assertThat(one.at("/events/0").has("clinic")).isTrue();
        assertThat(one.at("/events/0").has("amount")).isFalse();
        assertThat(one.get("events")).hasSize(4);
        assertThat(Said.by(
                                "explain",
                                "--data",
                                folder.resolve("data").toString(),
                                "--case",
                                "c3",
                                "--process",
                                "referral")
                        .out())
                .contains("Case c3");
        assertThat(Said.by("explain", "--data", folder.resolve("data").toString(), "--case", "c3")
                        .all())
                .contains("prior-authorization, referral");
        String metrics = http.send(api.request("metrics").build(), HttpResponse.BodyHandlers.ofString())
                .body();
        for (String process : List.of("prior-authorization", "referral")) {
            assertThat(metrics)
                    .contains("sojourn_queue_open{process=\"" + process + "\",queue=\"payer_decision\"}")
                    .contains("sojourn_measure_denominator{measure=\"denial_rate\",process=\"" + process + "\"}");
        }
    }

    private void aProcessComesWhileItRuns(ChildProcess live, Api api) throws Exception {
        String early = event("claim", "c1", 1, "PAID", BEGIN, "\"team\":\"t\"");
        assertThat(post(api, List.of(early)).get("rejected").asInt()).isOne();
        HttpResponse<String> conflict = send(api, "PUT", "definitions/claim", CLAIM + "attributes: {payer: integer}\n");
        assertThat(conflict.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(conflict.body())
                .contains("payer is text in process prior-authorization")
                .contains("payer is integer in process claim");
        HttpResponse<String> put = send(api, "PUT", "definitions/claim", CLAIM);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        // At once: the definition may still be on its way to the job.
        assertThat(post(api, List.of(early)).get("accepted").asInt()).isOne();
        live.awaitThat(
                "the claim is stored",
                () -> api.get("health?process=claim").get("cases").asInt() == 1);
    }

    /** Facts that don't depend on when one looks equal those of a run of the process's own events. */
    private void isAsAlone(String process, String definition, long seed) throws Exception {
        String log = file(process + ".ndjson", String.join("\n", events(process, seed)) + "\n");
        Path alone = folder.resolve("alone-" + process);
        Said run = Said.by("run", log, "--definition", file(process + ".yaml", definition), "--data", alone.toString());
        assertThat(run.code()).as(run.all()).isZero();
        Set<FactTable> ofTheWay = Set.of(FactTable.REJECTED_EVENTS, FactTable.DELIVERIES, FactTable.QUEUE_AGING);
        try (Store both = Store.openExisting(folder.resolve("data"));
                Store one = Store.openExisting(alone)) {
            for (FactTable table : FactTable.values()) {
                if (!ofTheWay.contains(table)) {
                    String columns = StoreRows.of(
                                    one,
                                    "SELECT string_agg('\"' || column_name || '\"', ', ' ORDER BY column_index) FROM"
                                            + " duckdb_columns() WHERE schema_name = 'main' AND table_name = '"
                                            + table.tableName() + "' AND column_name NOT IN ('received_at', 'late')")
                            .get(0);
                    String sql = "SELECT " + columns.substring(1, columns.length() - 1) + " FROM " + table.tableName();
                    assertThat(StoreRows.of(both, sql + " WHERE process = '" + process + "'"))
                            .as("%s of %s", table, process)
                            .containsExactlyInAnyOrderElementsOf(StoreRows.of(one, sql));
                }
            }
        }
    }

    @Test
    void rowsOfDroppedFilesSayOfWhichProcessTheyAre() throws Exception {
        Path drop = Files.createDirectories(folder.resolve("drop"));
        Files.writeString(
                drop.resolve("both.csv"),
                """
                process,case_id,activity,time,clinic,amount
                referral,a,SUBMITTED,2024-03-04T10:00:00Z,C1,
                prior-authorization,a,SUBMITTED,2024-03-04T11:00:00Z,,2.5
                ,a,DECIDED,2024-03-04T12:00:00Z,C2,
                refund,a,DECIDED,2024-03-04T12:00:00Z,,
                """);
        try (ChildProcess live = start("--watch", drop.toString(), "--process", "referral")) {
            Api api = live.api();
            live.awaitThat("the file is read", () -> Files.exists(drop.resolve("done/both.csv")));
            awaitEvents(live, api, 3);
            assertThat(api.sql("SELECT process, clinic, amount FROM events ORDER BY time")
                            .toString())
                    .isEqualTo(
                            "[[\"referral\",\"C1\",null],[\"prior-authorization\",null,2.5],[\"referral\",\"C2\",null]]");
            assertThat(api.sql("SELECT position, message FROM rejected_events").toString())
                    .contains("process \\\"refund\\\" has no definition here");
            assertClean(api);
            assertThat(live.stop()).isIn(0, 143);
        }
    }
}
