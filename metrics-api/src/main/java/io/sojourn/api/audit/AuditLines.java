package io.sojourn.api.audit;

import io.sojourn.event.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the lines of an audit log, each as its bytes. */
final class AuditLines implements AutoCloseable {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long bytes;
    private boolean torn;

    AuditLines(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The next line that has its end, or null; of one that is longer than a line may be, the beginning. */
    byte[] next() throws IOException {
        line.reset();
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            length++;
            if (b == '\n') {
                bytes += length;
                return line.toByteArray();
            }
            if (line.size() <= Limits.AUDIT_LINE_BYTES) {
                line.write(b);
            }
        }
        torn = length > 0;
        return null;
    }

    /** What stands behind the last end of a line. */
    byte[] rest() {
        return torn ? line.toByteArray() : new byte[0];
    }

    /** Bytes of the lines that were given. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
