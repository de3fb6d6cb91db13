package io.sojourn.mining.format;

import io.sojourn.mining.log.SavedLogs;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** A log that was saved in columns. Its rows come case by case; a position is the running number of an event there. */
final class SavedLogFile extends StoredLog implements ColumnarFile {
    SavedLogFile(StoredFile file, ReadOptions options) {
        super(file, options);
    }

    @Override
    public String format() {
        return SavedLogs.EXTENSION;
    }

    @Override
    public void read(RowHandler handler) {
        new LogRows(SavedLogs.open(file.path()).log().all()).forEach(handler);
        file.position(file.size());
    }

    /** Attributes are read from the file when they are asked for, whatever their names. */
    @Override
    public LogLoader.Loaded load(Predicate<String> attributes, LongConsumer progress) {
        SavedLogs.Saved saved = SavedLogs.open(file.path());
        file.position(file.size());
        return new LogLoader.Loaded(saved.log(), saved.rejected(), Map.of(), List.of(), saved.notApplied());
    }
}
