package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mine} with a filter and a saved log, and {@code convert}, as commands. */
class MineAndConvertTest {
    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = Files.writeString(
                folder.resolve("log.csv"),
                """
                case_id,activity,time,resource,payer,amount
                1,Receive,2026-01-01T00:00:00Z,ann,X,10
                1,Pay,2026-01-05T00:00:00Z,bob,X,10
                2,Receive,2026-01-02T00:00:00Z,ann,Y,20.5
                2,Reject,2026-01-02T01:00:00Z,ann,Y,20.5
                3,Receive,2026-01-03T00:00:00Z,ann,,
                """);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aSavedLogSaysWhatItsOriginalSays() {
        Said saved = Said.by("mine", log.toString(), "--json", "--save", file("log.slog"));
        assertThat(saved.code()).as(saved.err()).isZero();
        Said opened = Said.by("mine", file("log.slog"), "--json");
        assertThat(opened.out()).isEqualTo(saved.out()).contains("\"events\":5,\"cases\":3");
        assertThat(Said.by("mine", file("log.slog"), "--filter", "case(range(amount, min=15))", "--json")
                        .out())
                .contains("\"events\":2,\"cases\":1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "has('Pay') # \"events\":2,\"cases\":1",
                "not(has('Pay')) # \"events\":3,\"cases\":2",
                "case(in(payer, [X, Y])) # \"events\":4,\"cases\":2",
                "case(missing(payer)) # \"events\":1,\"cases\":1",
                "directly_follows(Receive, Reject, max=2h) # \"events\":2,\"cases\":1"
            })
    void aFilterIsMined(String filter, String figures) {
        assertThat(Said.by("mine", log.toString(), "--json", "--filter", filter).out())
                .contains(figures);
    }

    @Test
    void theReportSaysWhatWasChosen() {
        Said said = Said.by("mine", log.toString(), "--filter", "has(Pay)", "--events", "in(resource, bob)");
        assertThat(said.out())
                .contains("only cases has(Pay), events in(resource, bob)")
                .contains("Events      1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.xes.gz", "log.jsonl", "log.parquet", "log.slog", "again.csv"})
    void aConvertedLogIsMinedAlike(String name) {
        Said converted = Said.by("convert", log.toString(), file(name));
        assertThat(converted.code()).as(converted.all()).isZero();
        assertThat(converted.err()).contains("5 events of 3 cases");
        assertThat(Said.by("mine", file(name), "--json").out())
                .isEqualTo(Said.by("mine", log.toString(), "--json").out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "hass(Pay) # there is no filter \"hass\"",
                "case(in(payor, X)) # no attribute \"payor\"",
                "case(range(payer, 5, 6)) # payer is a text",
                "has(Pay # never close"
            })
    void aFilterThatCantBeUsedIsExplained(String filter, String why) {
        Said said = Said.by("mine", log.toString(), "--filter", filter);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(why).contains("\nMaybe ").doesNotContain("\tat ");
    }

    @Test
    void flinkSaysWhatTheLocalEngineSays() {
        Said flink = Said.by("mine", log.toString(), "--engine", "flink", "--filter", "has('Receive')", "--json");
        assertThat(flink.code()).as(flink.err()).isZero();
        assertThat(flink.out())
                .isEqualTo(Said.by("mine", log.toString(), "--filter", "has('Receive')", "--json")
                        .out());
        assertThat(flink.err()).contains("Converted").contains("Mining on Flink");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "--engine flink --bottlenecks # --bottlenecks or --against is not for --engine flink",
                "--engine flink --save x.slog # --save is not for --engine flink",
                "--engine flink --filter variants(top=1) # counts variants of the whole log",
                "--engine flink --parallelism 1000 # --parallelism 1000 can't be used",
                "--parallelism 2 # belong to --engine flink"
            })
    void whatFlinkDoesNotDoIsSaid(String options, String message) {
        String[] command = ("mine " + log + " " + options).split(" ");
        Said said = Said.by(command);
        assertThat(said.code()).isNotZero();
        assertThat(said.err()).contains(message).contains("Maybe");
    }

    @Test
    void bottlenecksAreThoseOfTheChosenCases() {
        Said part = Said.by("mine", log.toString(), "--bottlenecks", "--json", "--filter", "case(in(payer, [X]))");
        assertThat(part.out()).as(part.err()).startsWith("{\"cases\":1,");
        Said.by("convert", log.toString(), file("part.csv"), "--filter", "case(in(payer, [X]))");
        assertThat(part.out())
                .isEqualTo(Said.by("mine", file("part.csv"), "--bottlenecks", "--json")
                        .out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "--bottlenecks --save x.slog # --save and --bottlenecks don't go together",
                "--report x.html --save x.slog # --save and --report don't go together",
                "--bottlenecks --view complete # --view is not for --bottlenecks",
                "--report x.html --top 3 # --top is not for --report",
                "--top -3 # --top -3",
                "--min-support 5 # --min-support is only for --bottlenecks, --against and --report",
                "--definition none.yaml # --definition is only for --bottlenecks, --against and --report"
            })
    void noOptionIsLeftOutOfAccountInSilence(String options, String message) {
        Said said = Said.by(("mine " + log + " " + options).split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(message).contains("Maybe");
    }

    @Test
    void aLogIsNotWrittenOverItself() throws IOException {
        String before = Files.readString(log);
        Said said = Said.by("convert", log.toString(), log.toString(), "--filter", "has('Pay')");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is the log itself");
        assertThat(Files.readString(log)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waits",
                "map",
                "spectrum",
                "dots",
                "mine",
                "mine --bottlenecks",
                "mine --save OUT.slog",
                "mine --report OUT.html",
                "mine --engine flink",
                "convert OUT.parquet"
            })
    void aLogWithoutAUsableRowIsAFailure(String command, @TempDir Path folder) {
        List<String> words = new ArrayList<>(
                List.of(command.replace("OUT", folder.resolve("out").toString()).split(" ")));
        words.add(1, log.toString());
        words.addAll(List.of("--time-format", "QQQ"));
        Said said = Said.by(words.toArray(String[]::new));
        assertThat(said.code()).as(said.all()).isEqualTo(3);
        assertThat(said.err()).contains("none of its 5 rows can be used. The first: ");
        assertThat(folder).as("nothing is written").isEmptyDirectory();
    }
}
