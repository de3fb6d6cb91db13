package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
    @TempDir
    Path folder;

    private GenerateOptions options(long seed, String name, String truth) {
        return new GenerateOptions(
                SimulationOptions.of(seed, 120).withTroubles(EnumSet.of(Trouble.PAYER_OUTAGE)),
                folder.resolve(name),
                truth == null ? null : folder.resolve(truth),
                Disturbance.USUAL);
    }

    @Test
    void equalSeedsGiveEqualBytesAndOthersDoNot() throws IOException {
        for (String ending : List.of(".csv", ".csv.gz", ".jsonl")) {
            Generate.run(options(1, "a" + ending, "truth-a"), n -> {});
            Generate.run(options(1, "b" + ending, "truth-b"), n -> {});
            Generate.run(options(2, "c" + ending, null), n -> {});
            assertThat(folder.resolve("a" + ending)).hasSameBinaryContentAs(folder.resolve("b" + ending));
            assertThat(Files.mismatch(folder.resolve("a" + ending), folder.resolve("c" + ending)))
                    .isNotNegative();
        }
        for (String file :
                List.of("truth.json", "troubles.json", "stays.csv", "handoffs.csv", "decisions.csv", "breaches.csv")) {
            assertThat(folder.resolve("truth-a").resolve(file))
                    .isNotEmptyFile()
                    .hasSameBinaryContentAs(folder.resolve("truth-b").resolve(file));
        }
    }

    @Test
    void compressedLogHasTheSameContent() throws IOException {
        Generate.run(options(1, "a.csv", null), n -> {});
        Generate.run(options(1, "a.csv.gz", null), n -> {});
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("a.csv.gz")))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve("a.csv")));
        }
    }

    @Test
    void summarySaysWhatIsInTheFile() throws IOException {
        GenerateSummary summary = Generate.run(options(1, "a.csv", "truth"), n -> {});
        List<String> lines = Files.readAllLines(folder.resolve("a.csv"));
        assertThat(lines).hasSize((int) summary.rows() + 1);
        assertThat(summary.cases()).isEqualTo(120);
        DisturbedEvents.Counts c = summary.disturbed();
        assertThat(summary.rows())
                .isEqualTo(c.events() + c.duplicated() + c.corrections() + 2 * c.retracted() + c.malformed());
        assertThat(summary.bytes()).isEqualTo(Files.size(folder.resolve("a.csv")));
        int columns = lines.get(0).split(",", -1).length;
        assertThat(columns).isEqualTo(LogWriter.COLUMNS.size() + PriorAuthorization.ATTRIBUTES.size());
        assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);
        assertThat(folder.resolve("a.csv.part")).doesNotExist();
    }

    @Test
    void everyJsonLineIsAnObjectOfItsOwn() throws IOException {
        GenerateSummary summary = Generate.run(options(1, "a.jsonl", null), n -> {});
        long objects = 0;
        try (Stream<String> lines = Files.lines(folder.resolve("a.jsonl"))) {
            for (String line : lines.toList()) {
                assertThat(line).startsWith("{").endsWith("}");
                try (JsonParser parser = new JsonFactory().createParser(line)) {
                    parser.nextToken();
                    parser.skipChildren();
                    assertThat(parser.nextToken()).isNull();
                }
                objects++;
            }
        }
        assertThat(objects).isEqualTo(summary.rows());
    }

    @Test
    void rowsAreWrittenAsDocumented() throws IOException {
        Object[] attributes = new Object[PriorAuthorization.ATTRIBUTES.size()];
        attributes[PriorAuthorization.PAYER] = "A, \"B\" & Ü";
        attributes[PriorAuthorization.DOCUMENTS] = 2L;
        attributes[PriorAuthorization.AMOUNT] = 12.5;
        attributes[PriorAuthorization.GOLD_CARD] = true;
        attributes[PriorAuthorization.SERVICE_DATE] = 1_000_001L;
        Event e = new Event(
                PriorAuthorization.PROCESS,
                "c1",
                "e1/1",
                "s",
                7,
                Operation.CORRECT,
                "e1",
                1,
                "A",
                "complete",
                1L,
                "r",
                "bot",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                2L,
                attributes);
        assertThat(written("x.csv", e))
                .endsWith(
                        "\nc1,e1/1,s,7,correct,e1,1,A,complete,1970-01-01T00:00:00.000001Z,r,bot,,,,,,,,"
                                + "1970-01-01T00:00:00.000002Z,,\"A, \"\"B\"\" & Ü\",,,,,2,,12.5,true,1970-01-01T00:00:01.000001Z\n");
        assertThat(written("x.jsonl", e))
                .isEqualTo("{\"case_id\":\"c1\",\"event_id\":\"e1/1\",\"source\":\"s\",\"sequence\":7,"
                        + "\"operation\":\"correct\",\"corrects\":\"e1\",\"version\":1,\"activity\":\"A\","
                        + "\"lifecycle\":\"complete\",\"time\":\"1970-01-01T00:00:00.000001Z\",\"resource\":\"r\","
                        + "\"resource_kind\":\"bot\",\"received_at\":\"1970-01-01T00:00:00.000002Z\","
                        + "\"payer\":\"A, \\\"B\\\" & Ü\",\"documents\":2,\"amount\":12.5,\"gold_card\":true,"
                        + "\"service_date\":\"1970-01-01T00:00:01.000001Z\"}\n");
    }

    private String written(String name, Event e) throws IOException {
        Path file = folder.resolve(name);
        try (LogWriter writer = LogWriter.open(file, PriorAuthorization.ATTRIBUTES)) {
            writer.write(e);
        }
        return Files.readString(file);
    }

    @Test
    void unknownFormatIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Generate.run(options(1, "log.txt", null), n -> {}))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("log.txt")
                .extracting(e -> ((SojournException) e).hint())
                .asString()
                .contains(".csv.gz");
    }

    @Test
    void endlessLogIsRefused() {
        assertThatThrownBy(() -> GenerateOptions.of(Integer.MAX_VALUE, 1, folder.resolve("a.csv")))
                .isInstanceOf(SojournException.class);
    }

    @Test
    void progressEndsWithAllRows() {
        long[] last = {0};
        GenerateSummary summary = Generate.run(GenerateOptions.of(100, 1, folder.resolve("a.csv")), n -> last[0] = n);
        assertThat(last[0]).isEqualTo(summary.rows());
    }
}
