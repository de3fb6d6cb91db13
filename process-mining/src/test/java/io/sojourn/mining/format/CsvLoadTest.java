package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.LogContent;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading chunks in parallel against reading row by row. */
class CsvLoadTest {
    private static final String[] HEADERS = {
        "case_id,activity,time,resource,note",
        "activity;time;case_id;lifecycle;org:group;n;start_time",
        "case_id,activity,time,event_id,sequence,operation,corrects,version,received_at,queue,x"
    };

    @TempDir
    Path folder;

    @Test
    void chunksOfAnySizeGiveWhatRowsGive() {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(51));
        for (int round = 0; round < 150; round++) {
            Path file = ReadLog.write(folder, "log" + round % 3 + ".csv", text(random.split()));
            compare(file, new int[] {1, 7, 64, 333, 5_000}[random.nextInt(5)]);
        }
    }

    private static void compare(Path file, int chunk) {
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            LogLoader.Loaded rows = LogLoader.byRow(log, LogLoader.ALL_ATTRIBUTES, bytes -> {});
            LogLoader.Loaded chunks = new CsvLoad((CsvLog) log, LogLoader.ALL_ATTRIBUTES, bytes -> {}, chunk).load();
            assertThat(LogContent.of(chunks.log())).isEqualTo(LogContent.of(rows.log()));
            assertThat(chunks.log().activityNames()).isEqualTo(rows.log().activityNames());
            assertThat(chunks.rejected()).isEqualTo(rows.rejected());
            assertThat(chunks.reasons()).isEqualTo(rows.reasons());
            assertThat(rows.reasons().values().stream().mapToLong(n -> n).sum()).isEqualTo(rows.rejected());
            assertThat(chunks.rejections()).isEqualTo(rows.rejections());
            assertThat(chunks.notApplied()).isEqualTo(rows.notApplied());
        }
    }

    private static String text(SplittableRandom random) {
        String header = HEADERS[random.nextInt(HEADERS.length)];
        String separator = header.contains(";") ? ";" : ",";
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\ufeff" : "")
                .append(header)
                .append(end);
        String[] columns = header.split(separator);
        for (int row = random.nextInt(120); row > 0; row--) {
            for (int i = 0; i < columns.length; i++) {
                text.append(i == 0 ? "" : separator).append(value(columns[i], random));
            }
            text.append(random.nextInt(40) == 0 ? separator + "surplus" : "");
            text.append(random.nextInt(30) == 0 ? end : "").append(row == 1 && random.nextBoolean() ? "" : end);
        }
        return text.toString();
    }

    private static String value(String column, SplittableRandom random) {
        int odd = random.nextInt(25);
        if (odd == 0) {
            return List.of(
                            "",
                            "\"\"",
                            "\"open",
                            "a\"b",
                            "\u00e4",
                            "\"two\nlines\"",
                            "\"say \"\"x\"\"\"",
                            "x".repeat(40))
                    .get(random.nextInt(8));
        }
        return switch (column) {
            case "case_id" -> "c" + random.nextInt(9);
            case "activity" -> (random.nextInt(5) == 0 ? "\"quoted, " : "\"A") + random.nextInt(4) + "\"";
            case "time" ->
                "2024-01-0" + random.nextInt(1, 10)
                        + List.of("T10:00:00Z", "T10:00:00.123456Z", " 09:30", "", "T10:00:00+02:00", "X10:00:00Z")
                                .get(random.nextInt(6));
            case "start_time" -> random.nextBoolean() ? "" : "2024-01-01T00:00:00Z";
            case "lifecycle" -> List.of("", "START", "complete", "Complete").get(random.nextInt(4));
            case "sequence" -> random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt());
            case "operation" ->
                random.nextInt(6) > 0
                        ? ""
                        : List.of("append", "correct", "retract", "undo").get(random.nextInt(4));
            case "corrects", "version" -> random.nextInt(3) > 0 ? "" : Integer.toString(random.nextInt(3));
            case "received_at" -> random.nextInt(5) > 0 ? "" : "2024-02-01T00:00:00Z";
            case "n" -> random.nextInt(3) == 0 ? "" : random.nextInt(50) + ".50";
            default -> random.nextInt(3) == 0 ? "" : "v" + random.nextInt(5);
        };
    }
}
