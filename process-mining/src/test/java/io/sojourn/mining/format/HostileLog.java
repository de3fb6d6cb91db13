package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.LogContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What is promised of any bytes that are read as a log: rows; rows set aside, each with its place; or one {@link SojournException} of
 * the kind DATA that names the file, and in XML the line. Columns hold what the rows say. At most two seconds of this
 * thread's processor time, and two more for each MiB.
 */
final class HostileLog implements RowHandler {
    private static final long FREE_NANOS = 2_000_000_000L;
    /** Bytes of a chunk of CSV: so few that the cuts fall everywhere. */
    private static final int CHUNK = 64;

    private static final int COMPARED = 2_000;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String name;
    private long appended;
    private long notApplied;
    private long rejected;

    private HostileLog(String name) {
        this.name = name;
    }

    /** Reads bytes under a name that says the format. */
    static void read(String name, byte[] bytes) {
        try {
            Path folder = Files.createTempDirectory("hostile");
            Path file = Files.write(folder.resolve(name), bytes);
            try {
                read(file);
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void read(Path file) throws IOException {
        long before = THREADS.getCurrentThreadCpuTime();
        HostileLog seen = new HostileLog(String.valueOf(file.getFileName()));
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            log.read(seen);
            seen.compare(log);
        } catch (SojournException e) {
            seen.checkRefusal(e);
        }
        long megabytes = Files.size(file) >> 20;
        assertThat(THREADS.getCurrentThreadCpuTime() - before).isLessThan(FREE_NANOS * (1 + megabytes));
    }

    private void compare(LogFile log) {
        assertThat(log.header().summary()).isNotNull();
        LogLoader.Loaded loaded = log instanceof CsvLog csv
                ? new CsvLoad(csv, LogLoader.ALL_ATTRIBUTES, p -> {}, CHUNK).load()
                : LogLoader.load(log, LogLoader.ALL_ATTRIBUTES, p -> {});
        if (!log.format().equals("slog")) {
            assertThat(loaded.log().events()).isEqualTo((int) appended);
            assertThat(loaded.rejected()).isEqualTo(rejected);
            assertThat(loaded.notApplied()).isEqualTo(notApplied);
        }
        if (loaded.log().events() < COMPARED) {
            LogLoader.Loaded byRow = LogLoader.byRow(log, LogLoader.ALL_ATTRIBUTES, p -> {});
            if (log.format().startsWith("csv")) {
                assertThat(LogContent.of(loaded.log())).isEqualTo(LogContent.of(byRow.log()));
                assertThat(loaded.rejections()).isEqualTo(byRow.rejections());
            } else {
                LogContent.of(loaded.log());
            }
        }
    }

    private void checkRefusal(SojournException e) {
        assertThat(e.code().kind()).as(e.fullMessage()).isEqualTo(ErrorCode.Kind.DATA);
        assertThat(e.getMessage()).containsPattern(name + "|at event \\d+");
        assertThat(e.fullMessage().length()).isLessThan(LONGEST_MESSAGE);
        if (name.endsWith(".xes") && !e.getMessage().contains("is empty")) {
            assertThat(e.getMessage()).containsPattern(" line \\d+");
        }
    }

    @Override
    public void row(LogRow row) {
        assertThat(row.caseId()).isNotEmpty();
        assertThat(row.activity() != null || row.operation() == Operation.RETRACT)
                .isTrue();
        assertThat(row.timeMicros()).isBetween(Limits.MIN_TIME_MICROS, Limits.MAX_TIME_MICROS - 1);
        assertThat(row.attributeCount()).isLessThanOrEqualTo(Limits.CSV_COLUMNS);
        for (int i = 0; i < row.attributeCount(); i++) {
            Object value = row.attributeValue(i);
            if (value != null) {
                assertThat(value.toString()).isNotEmpty();
                Arrays.stream(ColumnType.values()).forEach(type -> TypedValues.convert(value, type));
            }
        }
        appended += row.operation() == Operation.APPEND ? 1 : 0;
        notApplied += row.operation() == Operation.APPEND ? 0 : 1;
    }

    @Override
    public void rejected(RejectedRow row) {
        assertThat(row.position()).isPositive();
        assertThat(row.code().kind()).isEqualTo(ErrorCode.Kind.DATA);
        assertThat(row.message()).containsPattern(name + " (line|event|row) " + row.position() + ": .");
        rejected++;
    }
}
