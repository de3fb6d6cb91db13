package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.event.Event;
import io.sojourn.sample.JourneyOptions;
import io.sojourn.sample.JourneyTruth;
import io.sojourn.sample.Journeys;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Referrals, authorizations, claims and appeals in one live deployment: what follows what is what the simulator says. */
class JourneysLiveTest {
    private static final int REFERRALS = 300;
    private static final int LINES = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private ChildProcess start() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("live", "--port", "0"));
        for (String process : Journeys.PROCESSES) {
            Path file = folder.resolve(process + ".yaml");
            Files.writeString(file, Journeys.definitionText(process));
            arguments.addAll(List.of("--definition", file.toString()));
        }
        return ChildProcess.sojourn(
                Files.createDirectories(folder.resolve("start")),
                arguments,
                "--data",
                folder.resolve("data").toString(),
                "--checkpoint-seconds",
                "5");
    }

    @Test
    void conversionLeakageAndChainsAreTheSimulators() throws Exception {
        // A live deployment's as_of is the clock: the journeys end shortly before now.
        Instant begin = Instant.now().minus(Duration.ofDays(145)).truncatedTo(ChronoUnit.MILLIS);
        Journeys journeys = new Journeys(new JourneyOptions(11, REFERRALS, begin, 3, Duration.ofDays(20)));
        List<String> lines = new ArrayList<>();
        for (Event e = journeys.next(); e != null; e = journeys.next()) {
            lines.add(line(e));
        }
        try (ChildProcess live = start()) {
            Api api = live.api();
            for (int i = 0; i < lines.size(); i += LINES) {
                post(api, lines.subList(i, Math.min(lines.size(), i + LINES)));
            }
            live.awaitThat("all events are stored", () -> api.number("SELECT count(*) FROM events") == lines.size());
            live.awaitThat("all is told", () -> api.verify().get("clean").asBoolean());
            for (String process : List.of("referral", "authorization")) {
                check(process, api.get("measures?window=all&by=service_line&process=" + process), journeys.truth());
            }
            checkCase(api);
        }
    }

    private static void check(String process, JsonNode document, JourneyTruth truth) {
        Instant asOf = Instant.parse(document.get("as_of").asText());
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, asOf);
        int checked = 0;
        for (Map.Entry<String, JourneyTruth.Share> e : truth.shares(micros, "").entrySet()) {
            if (!e.getKey().startsWith(process + " ")) {
                continue;
            }
            checked++;
            JsonNode m =
                    Api.find(document.get("measures"), "measure", e.getKey().substring(process.length() + 1));
            assertThat(figures(m)).as(e.getKey() + " as of " + asOf).isEqualTo(figures(e.getValue()));
            assertThat(m.get("censored").asLong())
                    .as(e.getKey())
                    .isEqualTo(e.getValue().censored());
            assertThat(m.get("denominator").asLong()).as(e.getKey()).isPositive();
            assertThat(m.get("censored").asLong()).as(e.getKey()).isPositive();
            for (JsonNode group : m.get("groups")) {
                String line = group.at("/key/service_line").asText();
                assertThat(figures(group))
                        .as(e.getKey() + " of " + line)
                        .isEqualTo(figures(truth.shares(micros, line).get(e.getKey())));
            }
        }
        assertThat(checked).isPositive();
    }

    private static List<Long> figures(JsonNode m) {
        return List.of(m.get("numerator").asLong(), m.get("denominator").asLong());
    }

    private static List<Long> figures(JourneyTruth.Share s) {
        return List.of(s.numerator(), s.denominator());
    }

    /** One claim names its authorization, and that is named by it. */
    private static void checkCase(Api api) {
        JsonNode row = api.sql(
                        "SELECT case_id, related_case_id FROM case_relations WHERE process = 'claim' ORDER BY 1 LIMIT 1")
                .get(0);
        JsonNode claim = api.get("cases/" + row.get(0).asText() + "?process=claim");
        assertThat(claim.at("/case_relations/0/related_process").asText()).isEqualTo("authorization");
        JsonNode authorization = api.get("cases/" + row.get(1).asText() + "?process=authorization");
        assertThat(authorization.at("/named_by/0/process").asText()).isEqualTo("claim");
        assertThat(authorization.at("/case_relations/0/related_process").asText())
                .isEqualTo("referral");
    }

    private static String line(Event e) {
        ObjectNode json = Api.JSON.createObjectNode();
        json.put("schema", 1).put("process", e.process()).put("case_id", e.caseId());
        json.put("event_id", e.eventId()).put("source", e.source()).put("sequence", e.sequence());
        json.put("activity", e.activity())
                .put(
                        "time",
                        Instant.EPOCH.plus(e.timeMicros(), ChronoUnit.MICROS).toString());
        if (e.outcome() != null) {
            json.put("outcome", e.outcome());
        }
        if (e.related() != null) {
            json.put("related", e.related());
        }
        ObjectNode attributes = json.putObject("attributes");
        for (int i = 0; i < Journeys.ATTRIBUTES.size(); i++) {
            attributes.put(Journeys.ATTRIBUTES.get(i).name(), (String) e.attributes()[i]);
        }
        return json.toString();
    }

    private void post(Api api, List<String> lines) throws Exception {
        HttpResponse<String> answer = http.send(
                api.request("api/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
