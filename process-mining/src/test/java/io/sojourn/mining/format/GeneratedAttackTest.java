package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks that are too large to be kept, read with the 256 MB of heap that these tests have. */
@Tag("hostile")
class GeneratedAttackTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String EVENT = "<event><string key=\"concept:name\" value=\"A\"/>"
            + "<date key=\"time:timestamp\" value=\"2024-01-01T00:00:00Z\"/>";
    private static final String TRACE = "<log><trace><string key=\"concept:name\" value=\"c\"/>" + EVENT;

    @TempDir
    Path folder;

    /** A file of a beginning, a piece many times, and an end. */
    private Path file(String name, String begin, int pieces, IntFunction<String> piece, String end) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw, MEGABYTE) : raw) {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < pieces; i++) {
                out.write(piece.apply(i).getBytes(StandardCharsets.UTF_8));
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private void refused(Path file, String why) throws IOException {
        assertThatThrownBy(() -> ReadLog.of(file))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining(String.valueOf(file.getFileName()))
                .hasMessageContaining(why);
        HostileLog.read(file);
        Files.delete(file);
    }

    @Test
    void anAttributeOfAHundredMegabytesEndsTheFile() throws IOException {
        String megabyte = "x".repeat(MEGABYTE);
        refused(file("value.xes", TRACE + "<string key=\"k\" value=\"", 100, i -> megabyte, "\"/>"), "line 1");
        refused(file("key.xes", TRACE + "<string value=\"v\" key=\"", 100, i -> megabyte, "\"/>"), "line 1");
    }

    @Test
    void aTagOrNameOfManyMegabytesEndsTheFile() throws IOException {
        String almost = "x".repeat(MEGABYTE - 1);
        String why = "line 1: a tag or comment from here on has more than " + Limits.TAG_BYTES;
        refused(file("tag.xes", TRACE + "<string ", 60, i -> " a" + i + "='" + almost + "'", "/>"), why);
        refused(file("name.xes", TRACE + "<", 60, i -> almost, "/>"), why);
        refused(file("instruction.xes", TRACE + "<?", 60, i -> almost, "?>"), why);
    }

    @Test
    void nestingAHundredThousandDeepEndsTheFileOrItsLine() throws IOException {
        refused(file("deep.xes", TRACE, 100_000, i -> "<list key='l'>", ""), "line 1");
        String good = "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01\"}\n";
        ReadLog log = ReadLog.of(file("deep.jsonl", good, 100_000, i -> "{\"a\":", "\n" + good));
        assertThat(log.rows).hasSize(2);
        assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(2L);
    }

    @Test
    void anEventWithCountlessAttributesCostsOnlyItself() throws IOException {
        String next = "</event>" + EVENT;
        ReadLog log = ReadLog.of(file(
                "many.xes",
                TRACE,
                100_000,
                i -> "<string key='k" + i + "' value='v'/>",
                next + "</event></trace></log>"));
        assertThat(log.rows).hasSize(1);
        assertThat(log.rejected).hasSize(1);
        log = ReadLog.of(file(
                "inside.xes",
                TRACE + "<list key='l'>",
                500_000,
                i -> "<string key='" + i + "abcdefghijklmnopqrstuvwxyz' value='v'/>",
                "</list>" + next + "</event></trace></log>"));
        assertThat(log.rows).hasSize(1);
        assertThat(log.rejected).hasSize(1);
    }

    @Test
    void aLogWithCountlessAttributesIsRefusedWhereTheyAreKept() throws IOException {
        Path file = file(
                "names.jsonl",
                "",
                20_000,
                i -> "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01\",\"k" + i + "\":1}\n",
                "");
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            assertThat(LogLoader.load(log, p -> {}).log().events()).isEqualTo(20_000);
            assertThatThrownBy(() -> LogLoader.load(log, LogLoader.ALL_ATTRIBUTES, p -> {}))
                    .isInstanceOf(SojournException.class)
                    .hasMessageContaining("more than 3000 different attributes; at event 3001 comes \"k3000\"");
        }
    }

    @Test
    void aLineOfThirtyMegabytesCostsOnlyItself() throws IOException {
        String megabyte = "x".repeat(MEGABYTE);
        String begin = "case_id,activity,time\nc,A,2024-01-01\n";
        for (String open : new String[] {"\"", "c,"}) {
            ReadLog log = ReadLog.of(file("line.csv", begin + open, 30, i -> megabyte, "\nc,B,2024-01-02\n"));
            assertThat(log.rows).hasSize(2);
            assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(3L);
        }
        String good = "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01\"}\n";
        ReadLog log = ReadLog.of(file("line.jsonl", good + "{\"a\":\"", 30, i -> megabyte, "\n" + good));
        assertThat(log.rows).hasSize(2);
        assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(2L);
    }

    @Test
    void aHundredThousandColumnsAreRefused() throws IOException {
        refused(file("columns.csv", "case_id,activity,time", 100_000, i -> ",k" + i, "\n"), "columns");
    }

    @Test
    void gzipBombsAreStoppedInEveryFormat() throws IOException {
        String blanks = " ".repeat(MEGABYTE);
        String header = "case_id,activity,time\n";
        refused(file("bomb.csv.gz", header, 100, i -> blanks, ""), "unpacks to more than 200 bytes");
        refused(file("bomb.jsonl.gz", "", 100, i -> blanks, ""), "unpacks to more than 200 bytes");
        refused(file("bomb.xes.gz", "<log>", 100, i -> blanks, ""), "Text size limit");
    }
}
