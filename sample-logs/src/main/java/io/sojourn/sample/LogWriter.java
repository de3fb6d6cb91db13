package io.sojourn.sample;

import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes events to a file as they come: CSV ({@code .csv}), or JSON lines ({@code .jsonl}, {@code .ndjson}), with {@code
 * .gz} behind it compressed. Columns are named like the parts of an {@link Event} in snake case, then the attributes;
 * times are ISO-8601 in UTC with microseconds. An absent value is empty in CSV and left out in JSON; so are {@code
 * operation} and {@code version} of an appended event.
 */
public final class LogWriter implements Closeable {
    /** The columns of a log file, before the attributes. */
    public static final List<String> COLUMNS = List.of(
            "case_id",
            "event_id",
            "source",
            "sequence",
            "operation",
            "corrects",
            "version",
            "activity",
            "lifecycle",
            "time",
            "resource",
            "resource_kind",
            "team",
            "queue",
            "outcome",
            "exception",
            "reason",
            "instance",
            "related",
            "received_at");

    static final String BAD_TIME = "yesterday";

    private final RowFormat format;
    private long rows;

    private LogWriter(RowFormat format) {
        this.format = format;
    }

    /** Opens a file for writing; its name says the format. */
    public static LogWriter open(Path file, List<Column> attributes) throws IOException {
        return open(file, file.getFileName().toString(), attributes);
    }

    /** The same, with the name that says the format given apart. */
    static LogWriter open(Path file, String name, List<Column> attributes) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean gzip = lower.endsWith(".gz");
        String plain = gzip ? lower.substring(0, lower.length() - 3) : lower;
        boolean csv = plain.endsWith(".csv");
        if (!csv && !plain.endsWith(".jsonl") && !plain.endsWith(".ndjson")) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the name " + name + " says no format that can be written.",
                    "Maybe end it with .csv, .csv.gz, .jsonl or .jsonl.gz.");
        }
        OutputStream out = Files.newOutputStream(file);
        if (gzip) {
            out = new GZIPOutputStream(new BufferedOutputStream(out, 1 << 16), 1 << 16);
        }
        return new LogWriter(csv ? new CsvRows(out, attributes) : new JsonRows(out, attributes));
    }

    /** Writes a sound row. */
    public void write(Event e) throws IOException {
        rows++;
        format.row(e, null);
    }

    /** Writes a row as it is delivered, sound or spoiled. */
    public void write(Delivery delivery) throws IOException {
        rows++;
        format.row(delivery.event(), delivery.defect());
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        format.close();
    }
}
