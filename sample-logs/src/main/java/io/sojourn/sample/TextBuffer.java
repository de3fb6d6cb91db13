package io.sojourn.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Text on its way to a file: UTF-8 in one array, flushed when it is full. */
final class TextBuffer implements Closeable {
    private static final int CAPACITY = 1 << 16;

    private final OutputStream out;
    private final IsoText times = new IsoText();
    private byte[] bytes = new byte[CAPACITY];
    private int length;

    TextBuffer(OutputStream out) {
        this.out = out;
    }

    private void room(int wanted) throws IOException {
        if (bytes.length - length < wanted) {
            out.write(bytes, 0, length);
            length = 0;
            if (bytes.length < wanted) {
                bytes = new byte[wanted];
            }
        }
    }

    TextBuffer sign(char ascii) throws IOException {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    TextBuffer text(String s) throws IOException {
        int n = s.length();
        room(n);
        for (int i = 0; i < n; i++) {
            char c = s.charAt(i);
            if (c >= 0x80) {
                // Rare: back to where this text began, and through the encoder.
                length -= i;
                byte[] encoded = s.getBytes(StandardCharsets.UTF_8);
                room(encoded.length);
                System.arraycopy(encoded, 0, bytes, length, encoded.length);
                length += encoded.length;
                return this;
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    TextBuffer number(long value) throws IOException {
        if (value < 0) {
            return text(Long.toString(value));
        }
        room(20);
        int digits = 1;
        for (long v = value; v >= 10; v /= 10) {
            digits++;
        }
        length += digits;
        long v = value;
        for (int i = 1; i <= digits; i++) {
            bytes[length - i] = (byte) ('0' + v % 10);
            v /= 10;
        }
        return this;
    }

    /** A CSV field, quoted where it must be; null is empty. */
    TextBuffer field(String s) throws IOException {
        if (s == null) {
            return this;
        }
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return sign('"').text(s.replace("\"", "\"\"")).sign('"');
            }
        }
        return text(s);
    }

    TextBuffer time(long micros) throws IOException {
        room(IsoText.LENGTH);
        times.write(micros, bytes, length);
        length += IsoText.LENGTH;
        return this;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(bytes, 0, length);
            length = 0;
        }
    }
}
