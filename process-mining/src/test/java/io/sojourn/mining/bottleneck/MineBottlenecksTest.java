package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.waits.WaitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MineBottlenecksTest {
    @TempDir
    Path folder;

    private Path log;

    /** 40 cases are decided within an hour; 40 others, which are refused, wait a day longer. */
    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("case_id,activity,start_time,time,resource\n");
        for (int c = 0; c < 80; c++) {
            long at = Instant.parse("2024-03-01T00:00:00Z").getEpochSecond() + c * 36_000L;
            long decided = at + 1_800 + c * 20L + (c % 2) * 86_400L;
            row(text, c, "Ask", at, "Ann");
            row(text, c, "Decide", decided, "Bob");
            row(text, c, c % 2 == 0 ? "Grant" : "Refuse", decided + 120, "Ann");
        }
        log = Files.writeString(folder.resolve("log.csv"), text);
    }

    private static void row(StringBuilder text, int c, String activity, long at, String who) {
        text.append(c)
                .append(',')
                .append(activity)
                .append(',')
                .append(Instant.ofEpochSecond(at))
                .append(',');
        text.append(Instant.ofEpochSecond(at + 60)).append(',').append(who).append('\n');
    }

    private static MineBottlenecks mine(BottleneckOptions options) {
        return new MineBottlenecks(ReadOptions.defaults(), options, bytes -> {});
    }

    @Test
    void theReportSaysWhereAndHowMuchInPlainWords() {
        String report = mine(BottleneckOptions.defaults()).report(log, 10);
        assertThat(report)
                .contains("Bottlenecks of log.csv")
                .doesNotContain("estimated")
                .contains("Ask > Decide")
                .contains("1 of 2 tested, told as 1")
                .contains("1. Ask > Decide: ")
                .contains("Ask > Decide > Refuse")
                .contains("40 cases wait 24.0 h longer than 40 peers (95 %: ")
                .contains("more often: 0 s (1.00 times, peers 1.00); slower: 24.0 h")
                .contains("Ann > Bob");
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
    }

    @Test
    void startsThatAreEstimatedAreMarked() throws IOException {
        Path plain = folder.resolve("plain.csv");
        Files.writeString(plain, Files.readString(log).replaceAll("(?m)^([^,]*,[^,]*),[^,]*,", "$1,"));
        assertThat(mine(BottleneckOptions.defaults()).report(plain, 10))
                .contains("240 of them have no start in the log (100.0 %): it is estimated");
    }

    @Test
    void theDocumentHasTheSameFigures() {
        JsonNode document = mine(BottleneckOptions.defaults()).document(log);
        assertThat(document.path("cases").asInt()).isEqualTo(80);
        double whole = document.path("wait_hours").asDouble();
        double causes = 0;
        for (JsonNode hours : document.path("wait_hours_by_cause")) {
            causes += hours.asDouble();
        }
        assertThat(causes).isCloseTo(whole, within(1e-9 * whole));
        JsonNode found = document.path("bottlenecks").path(0);
        assertThat(found.path("from").asText()).isEqualTo("Ask");
        assertThat(found.path("excess_hours").asDouble()).isCloseTo(24, within(0.01));
        assertThat(found.path("excess_interval").path(0).asDouble()).isLessThan(24);
        assertThat(found.path("cases").asInt()).isEqualTo(40);
        assertThat(document.path("details").path(0).path("cumulative_flow")).isNotEmpty();
        assertThat(mine(BottleneckOptions.defaults()).document(log)).isEqualTo(document);
    }

    @Test
    void theDifferencesOfTwoLogsAreToldBySegment() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, Files.readString(log).replace("Refuse", "Deny"));
        MineBottlenecks mine = mine(BottleneckOptions.defaults());
        assertThat(mine.differencesReport(log, other, 10))
                .contains("log.csv (A) beside other.csv (B)")
                .contains("50.0 %")
                .contains("Decide > Refuse")
                .contains("Decide > Deny");
        JsonNode differences = mine.differences(log, other);
        assertThat(differences).hasSize(4);
        assertThat(differences.path(0).path("to").asText()).isEqualTo("Decide");
        assertThat(differences.path(0).path("share_q").asDouble()).isEqualTo(1);
    }

    @Test
    void whoIsOutsideMustBeInTheLog() {
        assertThat(mine(BottleneckOptions.defaults().withExternal(List.of("Bob")))
                        .document(log)
                        .path("wait_hours_by_cause")
                        .path("external_party")
                        .asDouble())
                .isPositive();
        MineBottlenecks unknown = mine(BottleneckOptions.defaults().withExternal(List.of("Payer")));
        assertThatThrownBy(() -> unknown.document(log))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("\"Payer\"");
    }

    @Test
    void aDefinitionGivesQueuesAndWorkingTimeToEachTable() {
        CompiledDefinition definition = Definitions.compile(
                "d.yaml",
                """
                process: p
                calendars: {office: {week: "Mon-Sun 06:00-18:00"}}
                queues:
                  asked: {enter: "activity = 'Ask'", leave: "activity = 'Decide'", waits_on: payer}
                  closing: {enter: "activity = 'Decide'", leave: "activity = 'Never'"}
                """);
        WaitSettings waits = WaitSettings.of(ZoneOffset.UTC)
                .withDefinition(definition)
                .withCalendar(WaitSettings.calendar(definition, null));
        MineBottlenecks mine = mine(BottleneckOptions.defaults().withWaits(waits));
        JsonNode document = mine.document(log);
        for (String table : List.of("queues", "segments", "activities", "resource_pairs")) {
            assertThat(document.path(table)).as(table).isNotEmpty().allSatisfy(row -> assertThat(
                            row.path("working_seconds").has("mean"))
                    .isTrue());
        }
        JsonNode asked = document.path("queues").get(0);
        assertThat(asked.path("queue").asText()).isEqualTo("closing");
        assertThat(asked.path("open").asInt()).isEqualTo(80);
        asked = document.path("queues").get(1);
        assertThat(asked.path("waits_on").asText()).isEqualTo("payer");
        assertThat(asked.path("stay_hours").asDouble())
                .as("from the start of Ask to that of Decide")
                .isCloseTo(asked.path("stay_seconds").path("mean").asDouble() * 80 / 3_600, within(1e-6));
        assertThat(document.path("wait_hours_by_cause").path("external_party").asDouble())
                .isPositive();
        assertThat(mine.report(log, 10)).contains("Queues", "in working time", "waits on", "asked");
    }

    @Test
    void attributesOfTheLogAreReadWhereTheyAreWanted() throws IOException {
        StringBuilder text = new StringBuilder();
        Files.readString(log).lines().forEach(line -> text.append(line)
                .append(
                        line.startsWith("case_id")
                                ? ",payer"
                                : line.split(",")[0].matches(".*[02468]") ? ",Aster" : ",Cedar")
                .append('\n'));
        Path attributed = Files.writeString(folder.resolve("attributed.csv"), text);
        JsonNode all = mine(BottleneckOptions.defaults()).document(attributed);
        JsonNode cause = all.path("details").get(0).path("goes_with").get(0);
        assertThat(cause.path("attribute").asText()).isEqualTo("payer");
        assertThat(cause.path("value").asText()).isEqualTo("Cedar");
        assertThat(cause.path("excess_hours").asDouble()).isCloseTo(24, within(0.01));
        assertThat(mine(BottleneckOptions.defaults().withAttributes(List.of("payer")))
                        .document(attributed))
                .isEqualTo(all);
        MineBottlenecks misspelt = mine(BottleneckOptions.defaults().withAttributes(List.of("payre")));
        assertThatThrownBy(() -> misspelt.document(attributed))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("no attribute \"payre\"")
                .satisfies(e -> assertThat(((SojournException) e).hint()).isEqualTo("Maybe \"payer\"."));
        assertThat(mine(BottleneckOptions.defaults().withAttributes(List.of()))
                        .document(attributed)
                        .path("details")
                        .toString())
                .doesNotContain("payer");
    }

    @Test
    void optionsThatCanNotBeMeantAreRefused() {
        assertThatThrownBy(() -> BottleneckOptions.defaults().withMinSupport(1))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("minSupport 1");
        assertThatThrownBy(() -> BottleneckOptions.defaults().withProductiveHours(0))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("productiveHours 0.0");
    }
}
