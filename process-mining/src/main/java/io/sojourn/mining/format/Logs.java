package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.SavedLogs;
import java.nio.file.Path;

/** Opens event logs. */
public final class Logs {
    private Logs() {}

    /**
     * Opens a log; its format follows from its name, {@code .gz} stripped.
     *
     * @throws SojournException when there is no such file, or it can't be a log
     */
    public static LogFile open(Path path, ReadOptions options) {
        StoredFile file = new StoredFile(path);
        String name = file.lowerName();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv", "tsv", "txt" -> new CsvLog(file, options);
            case "xes", "xml" -> new XesLog(file, options);
            case "jsonl", "ndjson", "json" -> new JsonLinesLog(file, options);
            case "parquet", "pq" -> new ParquetLog(file, options);
            case SavedLogs.EXTENSION -> new SavedLogFile(file, options);
            default ->
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        path + " is of no known format: its name ends with \"" + extension + "\".",
                        "Maybe rename it to .csv, .xes, .jsonl, .parquet or .slog (or one of the first three with .gz).");
        };
    }
}
