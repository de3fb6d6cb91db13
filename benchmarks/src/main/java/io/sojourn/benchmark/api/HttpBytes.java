package io.sojourn.benchmark.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one answer after the other of a connection, as bytes come: by length or in chunks. */
final class HttpBytes {
    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END
    }

    /** Takes what of a body has come. */
    interface Body {
        void take(ByteBuffer part);
    }

    private final Body body;
    private final StringBuilder line = new StringBuilder();
    private State state = State.HEAD;
    private int status;
    private boolean chunked;
    private long left;

    HttpBytes(Body body) {
        this.body = body;
    }

    /** Of the answer that was read last. */
    int status() {
        return status;
    }

    /** Takes bytes; true once the answer is whole, then the rest of them is of the next one. */
    boolean take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            boolean whole =
                    switch (state) {
                        case HEAD, CHUNK_SIZE, CHUNK_END -> takeByte((char) bytes.get());
                        case BODY, CHUNK -> takeBody(bytes);
                    };
            if (whole) {
                return true;
            }
        }
        return false;
    }

    private boolean takeBody(ByteBuffer bytes) {
        int n = (int) Math.min(left, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), n);
        bytes.position(bytes.position() + n);
        body.take(part);
        left -= n;
        if (left == 0) {
            boolean last = state == State.BODY;
            state = last ? State.HEAD : State.CHUNK_END;
            return last;
        }
        return false;
    }

    private boolean takeByte(char c) throws IOException {
        if (c != '\n') {
            line.append(c);
            return false;
        }
        String text = line.toString().strip();
        line.setLength(0);
        return switch (state) {
            case HEAD -> takeHead(text);
            case CHUNK_SIZE -> takeSize(text);
            default -> takeEnd();
        };
    }

    private boolean takeHead(String text) throws IOException {
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.startsWith("HTTP/1.1 ")) {
            status = Integer.parseInt(text.substring(9, 12));
            chunked = false;
            left = 0;
        } else if (lower.startsWith("content-length:")) {
            left = Long.parseLong(lower.substring(15).strip());
        } else if (lower.startsWith("transfer-encoding:")) {
            chunked = lower.contains("chunked");
        } else if (text.isEmpty()) {
            state = chunked ? State.CHUNK_SIZE : left > 0 ? State.BODY : State.HEAD;
            return state == State.HEAD;
        }
        return false;
    }

    private boolean takeSize(String text) throws IOException {
        left = Long.parseLong(text, 16);
        state = left == 0 ? State.CHUNK_END : State.CHUNK;
        chunked = left > 0;
        return false;
    }

    private boolean takeEnd() {
        state = chunked ? State.CHUNK_SIZE : State.HEAD;
        return !chunked;
    }

    /** The request for a path. */
    static ByteBuffer request(String path) {
        return ByteBuffer.wrap(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
