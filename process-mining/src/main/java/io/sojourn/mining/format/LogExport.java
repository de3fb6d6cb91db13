package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.SavedLogs;
import io.sojourn.mining.log.Selection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes logs to files. The events come case by case, those of a case in their order, each with all its attributes; what
 * reads such a file again finds the same. The file is there whole, or not at all.
 */
public final class LogExport {
    private static final int BUFFER = 1 << 16;

    private LogExport() {}

    /** A format that is text, and is written row by row. */
    interface RowWriter extends RowHandler, AutoCloseable {
        @Override
        void row(LogRow row);

        @Override
        default void rejected(RejectedRow row) {
            throw new IllegalStateException(row.message());
        }

        @Override
        void close();
    }

    /**
     * Writes what is selected of a log. The format follows from the file's name: .csv, .xes, .jsonl, each also with .gz;
     * .parquet, which needs DuckDB; .slog, which takes whole logs only.
     *
     * @throws SojournException when the name is of no known format, or the file can't be written
     */
    public static void write(Selection selection, Path file) {
        write(selection, XesHeader.NONE, file);
    }

    /** The same; an XES file gets the header of the one that the log was read from. */
    public static void write(Selection selection, XesHeader header, Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        String plain = gzip ? name.substring(0, name.length() - 3) : name;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        Path beside = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        try {
            switch (extension) {
                case "csv", "xes", "jsonl" -> writeText(selection, header, extension, gzip, beside);
                case "parquet" -> {
                    ParquetLog.demandDuckDb();
                    ParquetExport.write(selection, beside, refusedGzip(gzip, file));
                }
                case SavedLogs.EXTENSION ->
                    SavedLogs.save(new SavedLogs.Saved(whole(selection), 0, 0), refusedGzip(gzip, beside));
                default ->
                    throw new SojournException(
                            ErrorCode.BAD_REQUEST,
                            file + " is of no known format: its name ends with \"" + extension + "\".",
                            "Maybe name it .csv, .xes, .jsonl, .parquet or .slog (or one of the first three with .gz).");
            }
            Files.move(
                    beside, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException e) {
            throw unwritable(file, e.getCause());
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            deleteQuietly(beside);
        }
    }

    private static Path refusedGzip(boolean gzip, Path file) {
        if (gzip) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, file + " would be compressed twice.", "Maybe leave .gz out of its name.");
        }
        return file;
    }

    private static EventLog whole(Selection selection) {
        if (selection.events() != selection.log().events()) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "a part of a log can't be saved in columns.",
                    "Maybe write it as .parquet first, and convert that.");
        }
        return selection.log();
    }

    private static void writeText(Selection selection, XesHeader header, String format, boolean gzip, Path file)
            throws IOException {
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
                OutputStream out = gzip ? new GZIPOutputStream(raw, BUFFER) : raw;
                RowWriter writer = writer(format, selection, header, out)) {
            new LogRows(selection).forEach(writer);
        }
    }

    private static RowWriter writer(String format, Selection selection, XesHeader header, OutputStream out)
            throws IOException {
        return switch (format) {
            case "csv" -> new CsvExport(new ExportColumns(selection.log()), out);
            case "xes" -> new XesExport(selection.log(), header, out);
            default -> new JsonLinesExport(new ExportColumns(selection.log()), out);
        };
    }

    static SojournException unwritable(Path file, Exception e) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                file + " can't be written: " + e.getMessage() + ".",
                "Maybe its folder doesn't exist, or its disk is full.",
                e);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
