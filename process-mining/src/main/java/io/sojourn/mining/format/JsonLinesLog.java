package io.sojourn.mining.format;

import java.io.IOException;
import java.io.InputStream;

/** A log with one JSON object a line. */
final class JsonLinesLog extends StoredLog {
    JsonLinesLog(StoredFile file, ReadOptions options) {
        super(file, options);
    }

    @Override
    public String format() {
        return file.gzip() ? "jsonl.gz" : "jsonl";
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
