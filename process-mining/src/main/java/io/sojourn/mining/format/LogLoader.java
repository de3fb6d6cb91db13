package io.sojourn.mining.format;

import io.sojourn.event.Operation;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads a whole log from a file. */
public final class LogLoader {
    private static final int SHOWN_REJECTIONS = 10;
    private static final int PROGRESS_ROWS = 1 << 14;

    private LogLoader() {}

    /**
     * What was read.
     *
     * @param log the log
     * @param rejected how many rows could not be used
     * @param rejections the first of them
     * @param notApplied corrections and retractions in the log, which statistics of a file leave out
     */
    public record Loaded(EventLog log, long rejected, List<RejectedRow> rejections, long notApplied) {}

    /** Reads; {@code progress} is told now and then how many bytes of the file have been read. */
    public static Loaded load(LogFile file, LongConsumer progress) {
        Handler handler = new Handler(file, progress);
        file.read(handler);
        progress.accept(file.position());
        return new Loaded(
                handler.builder.build(), handler.rejected, List.copyOf(handler.rejections), handler.notApplied);
    }

    private static final class Handler implements RowHandler {
        private final EventLogBuilder builder = new EventLogBuilder();
        private final List<RejectedRow> rejections = new ArrayList<>();
        private final LogFile file;
        private final LongConsumer progress;
        private long rejected;
        private long notApplied;

        Handler(LogFile file, LongConsumer progress) {
            this.file = file;
            this.progress = progress;
        }

        @Override
        public void row(LogRow row) {
            if (row.operation() != Operation.APPEND) {
                notApplied++;
                return;
            }
            builder.add(
                    row.caseId(),
                    row.activity(),
                    row.lifecycle(),
                    row.timeMicros(),
                    row.resource(),
                    row.team(),
                    row.instance());
            if (row.startMicros() != LogRow.NO_TIME) {
                builder.startedAt(row.startMicros());
            }
            if (builder.size() % PROGRESS_ROWS == 0) {
                progress.accept(file.position());
            }
        }

        @Override
        public void rejected(RejectedRow row) {
            rejected++;
            if (rejections.size() < SHOWN_REJECTIONS) {
                rejections.add(row);
            }
        }

        @Override
        public boolean wantsAttributes() {
            return false;
        }
    }
}
