package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.LogContent;
import io.sojourn.mining.log.RandomLog;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogExportTest {
    @TempDir
    Path folder;

    private static EventLog load(Path file) {
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            LogLoader.Loaded loaded = LogLoader.load(log, LogLoader.ALL_ATTRIBUTES, bytes -> {});
            assertThat(loaded.rejections()).isEmpty();
            return loaded.log();
        }
    }

    /** Types as they are: these formats have them. */
    @ParameterizedTest
    @ValueSource(strings = {"xes", "xes.gz", "parquet", "slog"})
    void typedFormatsGiveBackWhatWasWritten(String format) {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(101));
        for (int round = 0; round < (format.equals("parquet") ? 6 : 40); round++) {
            EventLog log = RandomLog.next(random.split(), round % 2 == 0);
            if (log.events() > 0) {
                Path file = folder.resolve("log." + format);
                LogExport.write(log.all(), file);
                assertThat(sorted(LogContent.of(load(file)))).isEqualTo(sorted(LogContent.of(log)));
            }
        }
    }

    /** Texts as they are; JSON has no times, and CSV nothing but texts, of which some look like other things. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "jsonl", "jsonl.gz"})
    void formatsOfTextGiveBackTheTexts(String format) {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(102));
        for (int round = 0; round < 40; round++) {
            EventLog log = RandomLog.next(random.split(), round % 2 == 0);
            if (log.events() > 0) {
                Path file = folder.resolve("log." + format);
                LogExport.write(log.all(), file);
                Path again = folder.resolve("again." + format);
                LogExport.write(load(file).all(), again);
                assertThat(again).hasSameBinaryContentAs(file);
                assertThat(texts(load(file))).isEqualTo(texts(log));
            }
        }
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    /** Each row as the reader of the format sees it: values as texts. */
    private static List<String> texts(EventLog log) {
        List<String> rows = new java.util.ArrayList<>();
        new LogRows(log.all()).forEach(new RowHandler() {
            @Override
            public void row(LogRow row) {
                StringBuilder text = new StringBuilder(row.caseId() + "|" + row.activity() + "|" + row.lifecycle() + "|"
                        + row.timeMicros() + "|" + row.startMicros() + "|" + row.resource() + "|" + row.team() + "|"
                        + row.instance());
                java.util.TreeMap<String, String> attributes = new java.util.TreeMap<>();
                for (int i = 0; i < row.attributeCount(); i++) {
                    Object value = row.attributeValue(i);
                    if (value != null) {
                        attributes.put(row.attributeName(i), value.toString());
                    }
                }
                rows.add(text.append(attributes).toString());
            }

            @Override
            public void rejected(RejectedRow row) {
                throw new AssertionError(row.message());
            }
        });
        return rows;
    }

    @Test
    void everyRoleAndOddTextSurvivesEveryFormat() {
        Path csv = ReadLog.write(
                folder,
                "in.csv",
                "case_id,activity,time,event_id,queue,outcome,resource_kind,reason,exception,related,received_at,\"a;b\","
                        + "user_name,user\n"
                        + "\"c,1\",\"A \"\"x\"\"\",2024-01-01T00:00:00.000001Z,e1,q,o,person,\"r\nr\",x,s,"
                        + "2024-01-02T00:00:00Z,\u00e4\ud83d\ude00,5,meier\n");
        EventLog log = load(csv);
        for (String format : List.of("csv", "xes", "jsonl", "parquet", "slog")) {
            Path file = folder.resolve("odd." + format);
            LogExport.write(log.all(), file);
            assertThat(texts(load(file))).as(format).isEqualTo(texts(log));
            assertThat(load(file).attributeNames()).as(format).contains("event_id", "queue", "a;b");
        }
    }

    @Test
    void aPartOfALogIsWritten() {
        EventLog log = RandomLog.next(new SplittableRandom(9), false);
        Filter filter = Filter.parse("has(a1)");
        Path file = folder.resolve("part.csv");
        LogExport.write(log.all().withCases(filter.choose(log.all())), file);
        assertThat(texts(load(file)))
                .isEqualTo(texts(log).stream()
                        .filter(row -> texts(log).stream()
                                .anyMatch(r -> r.startsWith(row.substring(0, row.indexOf('|')) + "|a1|")))
                        .toList());
    }

    @Test
    void namesAndFoldersThatCantBeAreSaid() {
        EventLog log = RandomLog.next(new SplittableRandom(9), false);
        assertThatThrownBy(() -> LogExport.write(log.all(), folder.resolve("log.pdf")))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("of no known format");
        assertThatThrownBy(() -> LogExport.write(log.all(), folder.resolve("no/log.csv")))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("can't be written");
        assertThatThrownBy(() -> LogExport.write(log.all(), folder.resolve("log.parquet.gz")))
                .hasMessageContaining("compressed twice");
        assertThat(folder).isEmptyDirectory();
    }
}
