package io.sojourn.mining.format;

import io.sojourn.event.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a file into lines, as bytes; of a line beyond {@link Limits#LINE_LENGTH} it keeps the beginning only. */
final class LineScanner {
    private final InputStream in;
    private final byte[] buf = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;
    private boolean tooLong;

    LineScanner(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = in.read(buf);
                if (end < 0) {
                    end = 0;
                    number += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            int from = at;
            while (at < end && buf[at] != '\n') {
                at++;
            }
            append(from, at);
            if (at < end) {
                at++;
                number++;
                return true;
            }
        }
    }

    private void append(int from, int to) {
        int count = Math.min(to - from, Limits.LINE_LENGTH - length);
        tooLong |= count < to - from;
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
        }
        System.arraycopy(buf, from, line, length, count);
        length += count;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }
}
