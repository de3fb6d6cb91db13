package io.sojourn.mining.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any bytes as a log of each format, against {@link HostileLog}. */
@Tag("hostile")
class LogFuzzTest {
    private final Map<String, Consumer<byte[]>> targets = Map.of(
            "csv", this::csv,
            "xes", this::xes,
            "jsonLines", this::jsonLines,
            "gzip", this::gzip,
            "savedLog", this::savedLog,
            "parquet", this::parquet);

    @FuzzTest
    void csv(byte[] bytes) {
        HostileLog.read("log.csv", bytes);
    }

    @FuzzTest
    void xes(byte[] bytes) {
        HostileLog.read("log.xes", bytes);
    }

    @FuzzTest
    void jsonLines(byte[] bytes) {
        HostileLog.read("log.jsonl", bytes);
    }

    @FuzzTest
    void gzip(byte[] bytes) {
        HostileLog.read("log.csv.gz", bytes);
    }

    @FuzzTest
    void savedLog(byte[] bytes) {
        HostileLog.read("log.slog", bytes);
    }

    @FuzzTest
    void parquet(byte[] bytes) {
        HostileLog.read("log.parquet", bytes);
    }

    @ParameterizedTest
    @CsvSource({"csv, 200", "xes, 300", "jsonLines, 300", "gzip, 100", "savedLog, 200", "parquet, 10"})
    void theCorpusCutOffAndChangedIsReadOrRefusedToo(String target, int rounds) {
        Mutations.of(LogFuzzTest.class, target, rounds, targets.get(target));
    }
}
