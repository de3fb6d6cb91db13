package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.LogAppender;
import io.sojourn.mining.log.LogPart;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Reads a whole log from a file into columns. */
public final class LogLoader {
    /** Keeps no attributes. */
    public static final Predicate<String> NO_ATTRIBUTES = name -> false;
    /** Keeps every attribute. */
    public static final Predicate<String> ALL_ATTRIBUTES = name -> true;

    private static final int PROGRESS_ROWS = 1 << 14;

    private LogLoader() {}

    /**
     * What was read.
     *
     * @param log the log
     * @param rejected how many rows could not be used
     * @param reasons how many of them for which reason; empty where that is not known any more
     * @param rejections the first of them
     * @param notApplied corrections and retractions in the log, which statistics of a file leave out
     */
    public record Loaded(
            EventLog log, long rejected, Map<ErrorCode, Long> reasons, List<RejectedRow> rejections, long notApplied) {}

    /** Reads without attributes; {@code progress} is told now and then how many bytes of the file have been read. */
    public static Loaded load(LogFile file, LongConsumer progress) {
        return load(file, NO_ATTRIBUTES, progress);
    }

    /** Reads with the attributes of some names. */
    public static Loaded load(LogFile file, Predicate<String> attributes, LongConsumer progress) {
        Loaded loaded = file instanceof ColumnarFile columnar
                ? columnar.load(attributes, progress)
                : byRow(file, attributes, progress);
        progress.accept(file.position());
        return loaded;
    }

    /** Row by row, as every format can. */
    static Loaded byRow(LogFile file, Predicate<String> attributes, LongConsumer progress) {
        LogAppender appender = new LogAppender();
        LogPart part = appender.begin();
        boolean typed = !file.format().startsWith("csv");
        RowAppender rows = new RowAppender(appender, attributes, typed);
        file.read(new Telling(rows, file, progress));
        EventLog log = EventLogBuilder.build(List.of(part), new TextTypes());
        return rows.loaded(log);
    }

    /** Tells the progress between rows. */
    private static final class Telling implements RowHandler {
        private final RowAppender rows;
        private final LogFile file;
        private final LongConsumer progress;
        private int count;

        Telling(RowAppender rows, LogFile file, LongConsumer progress) {
            this.rows = rows;
            this.file = file;
            this.progress = progress;
        }

        @Override
        public void row(LogRow row) {
            rows.row(row);
            if (++count % PROGRESS_ROWS == 0) {
                progress.accept(file.position());
            }
        }

        @Override
        public void rejected(RejectedRow row) {
            rows.rejected(row);
        }

        @Override
        public boolean wantsAttributes() {
            return rows.wantsAttributes();
        }
    }
}
