package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input: one clear message of what, where, which value and what to try; never a stack trace. */
class BadInputTest {
    private static final String GOOD = "case_id,activity,time\n1,A,2026-01-01T00:00:00Z\n1,B,2026-01-01T01:00:00Z\n";
    private static final String DEFINITION =
            """
            process: p
            version: 1
            queues:
              q: {enter: "activity = 'A'", leave: "activity = 'B'"}
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Said run(Path log, String... more) {
        return Said.by(join(List.of("run", log.toString(), "--data", data().toString()), more));
    }

    private static String[] join(List<String> first, String... more) {
        return java.util.stream.Stream.concat(first.stream(), Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** The last two lines: what is wrong, and what to try. */
    private static void assertRefused(Said said, int code, String message, String hint) {
        assertPlain(said);
        List<String> lines = said.err().lines().toList();
        assertThat(lines).as(said.all()).hasSizeGreaterThan(1);
        assertThat(lines.get(lines.size() - 2)).startsWith("sojourn: ").contains(message);
        assertThat(lines.get(lines.size() - 1)).startsWith("Maybe ").contains(hint);
        assertThat(lines.stream().filter(l -> l.startsWith("sojourn: "))).hasSize(1);
        assertThat(said.code()).isEqualTo(code);
    }

    private static void assertPlain(Said said) {
        assertThat(said.all())
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain("null")
                .doesNotContain("a defect of the program");
    }

    /** A file that no command can read, as a whole. */
    private void assertUnreadable(Path log, int code, String message, String hint) {
        assertRefused(Said.by("mine", log.toString()), code, message, hint);
        assertRefused(run(log), code, message, hint);
        assertThat(data()).as("nothing is left behind").doesNotExist();
    }

    @Test
    void anEmptyFileHasNoBytes() throws IOException {
        assertUnreadable(write("empty.csv", ""), 3, "empty.csv is empty", "export");
    }

    @Test
    void aFolderIsNoLog() throws IOException {
        assertUnreadable(Files.createDirectory(folder.resolve("x.csv")), 3, "x.csv is a folder", "name a .csv");
    }

    @Test
    void aMissingFileIsNamed() {
        assertUnreadable(folder.resolve("no.csv"), 2, "there is no file " + folder.resolve("no.csv"), "mistyped");
    }

    @Test
    void aCsvWithoutACaseColumnSaysWhichColumnsItHas() throws IOException {
        Path log = write("other.csv", "foo,activity,time\n1,A,2026-01-01T00:00:00Z\n");
        assertUnreadable(log, 3, "hold the case. It has: foo, activity, time.", "--case COLUMN");
    }

    @Test
    void anOptionThatNamesNoColumnSaysWhichThereAre() throws IOException {
        Path log = write("good.csv", GOOD);
        assertRefused(
                Said.by("mine", log.toString(), "--case", "nope"),
                3,
                "has no column \"nope\". It has: case_id, activity, time.",
                "mistyped");
    }

    @Test
    void aTruncatedXesEndsInTheMiddle() throws IOException {
        Path log = write(
                "cut.xes",
                "<?xml version=\"1.0\"?>\n<log><trace><string key=\"concept:name\" value=\"1\"/>\n"
                        + "<event><string key=\"concept:name\" value=\"A\"/><date key=\"time:timestamp\" val");
        assertUnreadable(log, 3, "cut.xes line 3: the XML ends in the middle", "cut off");
    }

    @Test
    void anExternalEntityIsNeverRead() throws IOException {
        String text = "the-secret-of-another-file";
        Path secret = write("secret.txt", text);
        Path log = write(
                "entity.xes",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n"
                        + "<log><trace><string key=\"concept:name\" value=\"&x;\"/><event>"
                        + "<string key=\"concept:name\" value=\"A\"/><string key=\"note\">&x;</string>"
                        + "<date key=\"time:timestamp\" value=\"2026-01-01T00:00:00Z\"/></event></trace></log>");
        assertUnreadable(log, 3, "DOCTYPE", "delete the DOCTYPE");
        assertThat(Said.by("mine", log.toString()).all()).doesNotContain(text);
        assertThat(run(log).all()).doesNotContain(text);
    }

    @Test
    void aGzipThatIsNone() throws IOException {
        assertUnreadable(write("plain.csv.gz", GOOD), 3, "is named .gz but its content is not gzip", "remove .gz");
    }

    @Test
    void aGzipThatIsCutOff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        Path log = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes.toByteArray(), 40));
        assertUnreadable(log, 3, "ends in the middle of its compressed data", "fetch it again");
    }

    @Test
    void controlSignsOfAFileNeverReachTheTerminal() throws IOException {
        Said said = Said.by(
                "mine",
                write("noise.csv", "\u001B[2J\u001B]0;owned\u0007,x\n1,2\n").toString());
        assertRefused(said, 3, "noise.csv has no column", "--case");
        assertThat(said.all()).doesNotContain("\u001B").doesNotContain("\u0007");
    }

    @Test
    void aRowWithAnUnreadableTimeIsSetAsideWithItsLine() throws IOException {
        Path log = write("bad.csv", GOOD + "1,C,yesterday\n1,D,2026-01-01T02:00:00Z\n");
        Said said = run(log);
        assertPlain(said);
        assertThat(said.code()).isZero();
        assertThat(said.err())
                .contains("bad.csv line 4: time \"yesterday\" is not ISO-8601. Maybe set --time-format.")
                .contains("Stored: 3 events, 1 cases")
                .contains("1 rejected");
        Said rejected = Said.by("sql", "SELECT position, code, raw FROM rejected_events", "--data", data().toString());
        assertThat(rejected.out()).contains("4").contains("bad_value").contains("1,C,yesterday");
        Said mined = Said.by("mine", log.toString());
        assertPlain(mined);
        assertThat(mined.out()).contains("bad.csv line 4: time \"yesterday\"");
    }

    @Test
    void aLogOfWhichNothingCanBeUsedLeavesTheFolderFree() throws IOException {
        Path log = write("log.csv", "case_id,activity,time\n1,A,soon\n1,B,later\n");
        assertRefused(run(log), 3, "log.csv can be used: 2 unreadable rows", "--time-format");
        write("log.csv", "case_id,activity,time\n");
        assertRefused(run(log), 3, "log.csv has no events", "export");
        assertThat(data()).as("nothing is left behind").doesNotExist();
        write("log.csv", GOOD);
        Said good = run(log);
        assertPlain(good);
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.err()).contains("0 rejected");
    }

    @Test
    void aFolderHoldsOneLog() throws IOException {
        String definition = write("d.yaml", DEFINITION).toString();
        Path log = write("log.csv", GOOD);
        assertThat(run(log, "--definition", definition).code()).isZero();
        assertThat(run(log, "--definition", definition).err()).contains("holds this log already: nothing to do");
        write("log.csv", GOOD + "1,C,2026-01-01T02:00:00Z\n");
        assertRefused(run(log, "--definition", definition), 2, "holds another log", "--data");
        write("broken.csv", "");
        assertRefused(run(folder.resolve("broken.csv"), "--definition", definition), 3, "is empty", "export");
        assertThat(Said.by("verify", "--data", data().toString()).code())
                .as("what was there stays")
                .isZero();
    }

    @Test
    void aDefinitionWithAnUnknownColumnSaysWhere() throws IOException {
        Path definition = write("d.yaml", DEFINITION.replace("activity = 'A'", "activty = 'A'"));
        assertDefinitionRefused(
                definition, "d.yaml line 4, column 14: queues.q.enter: unknown column \"activty\"", "\"activity\"");
    }

    @Test
    void aDefinitionWithAnUnknownKeySaysWhere() throws IOException {
        Path definition = write("d.yaml", DEFINITION.replace("queues:", "queus:"));
        assertDefinitionRefused(definition, "d.yaml line 3, column 1: unknown key \"queus\"", "\"queues\"");
    }

    @Test
    void aMissingDefinitionIsNamed() throws IOException {
        assertDefinitionRefused(folder.resolve("no.yaml"), "there is no file " + folder.resolve("no.yaml"), "path");
    }

    private void assertDefinitionRefused(Path definition, String message, String hint) throws IOException {
        assertRefused(run(write("good.csv", GOOD), "--definition", definition.toString()), 2, message, hint);
        assertRefused(Said.by("check", definition.toString()), 2, message, hint);
        assertThat(data()).as("nothing is left behind").doesNotExist();
    }

    @Test
    void anUnknownOptionNamesTheNearestOne() throws IOException {
        String log = write("good.csv", GOOD).toString();
        assertRefused(Said.by("mine", log, "--jsn"), 2, "Unknown option: '--jsn'", "--json");
        assertRefused(Said.by("run", log, "--nonsense"), 2, "Unknown option: '--nonsense'", "sojourn run --help");
        assertRefused(Said.by("frobnicate"), 2, "'frobnicate'", "");
        assertRefused(Said.by("run"), 2, "LOG", "sojourn run --help");
        assertRefused(Said.by("mine", log, "--view", "some"), 2, "[ALL, COMPLETE, INTERVAL]", "--help");
    }

    @Test
    void numbersThatCantBeUsedAreRefusedBeforeAnythingIsDone() throws IOException {
        Path log = write("good.csv", GOOD);
        assertRefused(run(log, "--port", "99999"), 2, "--port 99999 can't be used", "65535");
        assertRefused(run(log, "--parallelism", "0"), 2, "--parallelism 0 can't be used", "from 1");
        assertRefused(run(log, "--speed", "-1"), 2, "--speed -1.0 can't be used", "60");
        assertRefused(run(log, "--checkpoint-seconds", "0"), 2, "--checkpoint-seconds 0.0 can't be used", "0.1");
        String mined = log.toString();
        assertRefused(
                Said.by("mine", mined, "--bottlenecks", "--min-support", "1"), 2, "minSupport 1 is below 2", "30");
        assertRefused(
                Said.by("mine", mined, "--bottlenecks", "--external", "Nobody"),
                2,
                "no resource \"Nobody\"",
                "--resource");
        for (String option : List.of("--external", "--outside")) {
            assertRefused(Said.by("waits", mined, option, "Nobody"), 2, "no resource \"Nobody\"", "--resource");
        }
        assertRefused(
                Said.by("waits", mined, "--calendar", "office"),
                2,
                "--calendar office names a calendar",
                "--definition");
        assertRefused(run(log, "--timezone", "Mars"), 2, "--timezone Mars is not a time zone", "America/New_York");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aFolderWithoutDataSaysHowToFillIt() {
        String nope = folder.resolve("nope").toString();
        for (String command : List.of("verify", "serve")) {
            assertRefused(Said.by(command, "--data", nope), 2, nope + " holds no stored data", "sojourn run");
        }
        assertRefused(Said.by("sql", "SELECT 1", "--data", nope), 2, nope + " holds no stored data", "sojourn run");
    }
}
