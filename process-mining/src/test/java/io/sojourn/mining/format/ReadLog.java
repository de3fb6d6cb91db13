package io.sojourn.mining.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Reads a log into lists, for tests. */
final class ReadLog implements RowHandler {
    /** A copy of a row. */
    record Row(
            long position,
            long sequence,
            String caseId,
            String activity,
            String lifecycle,
            long time,
            long start,
            String resource,
            String team,
            String instance,
            String eventId,
            Map<String, Object> attributes) {}

    final List<Row> rows = new ArrayList<>();
    final List<RejectedRow> rejected = new ArrayList<>();

    static ReadLog of(Path file) {
        return of(file, ReadOptions.defaults());
    }

    static ReadLog of(Path file, ReadOptions options) {
        ReadLog read = new ReadLog();
        try (LogFile log = Logs.open(file, options)) {
            log.read(read);
        }
        return read;
    }

    static ReadLog ofText(Path folder, String name, String text) {
        return of(write(folder, name, text));
    }

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path gzip(Path folder, String name, byte[] bytes) {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A seed: the given one, else a fixed one that changes with nothing. */
    static long seed(long usual) {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? usual : Long.parseLong(given);
        System.out.println("seed " + seed + " (again with -Dsojourn.seed=" + seed + ")");
        return seed;
    }

    @Override
    public void row(LogRow r) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < r.attributeCount(); i++) {
            if (r.attributeValue(i) != null) {
                attributes.put(r.attributeName(i), r.attributeValue(i));
            }
        }
        rows.add(new Row(
                r.position(),
                r.sequence(),
                r.caseId(),
                r.activity(),
                r.lifecycle(),
                r.timeMicros(),
                r.startMicros(),
                r.resource(),
                r.team(),
                r.instance(),
                r.eventId(),
                attributes));
    }

    @Override
    public void rejected(RejectedRow row) {
        rejected.add(row);
    }
}
