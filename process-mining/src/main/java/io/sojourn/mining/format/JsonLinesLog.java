package io.sojourn.mining.format;

import java.io.IOException;
import java.io.InputStream;

/** A log with one JSON object a line. */
final class JsonLinesLog implements LogFile {
    private final StoredFile file;
    private final ReadOptions options;

    JsonLinesLog(StoredFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
        TimeReader.of(options);
    }

    @Override
    public String source() {
        return file.sha256();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public String format() {
        return file.gzip() ? "jsonl.gz" : "jsonl";
    }

    @Override
    public long position() {
        return file.position();
    }

    @Override
    public void close() {
        // Each read closes what it opened.
    }

    @Override
    public void read(RowHandler handler) {
        try (InputStream in = file.open()) {
            new JsonLinesPass(new LineScanner(in), file, options, handler).run();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }
}
