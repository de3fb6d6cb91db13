package io.sojourn.mining.format;

import io.sojourn.event.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the records and fields of a CSV file (RFC 4180, and lone line feeds or carriage returns) on its bytes. A record
 * that is too long, or whose quotes don't close, is a problem of its own line: scanning goes on with the line after the
 * one where it began, so one stray quote never swallows the rest of the file.
 */
final class CsvScanner {
    private static final int FIRST_BUFFER = 1 << 18;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x80 * ONES;
    private static final long LOWS = 0x7f * ONES;
    private static final long FEEDS = '\n' * ONES;
    private static final long RETURNS = '\r' * ONES;

    private final InputStream in;
    private final byte separator;
    private byte[] buf = new byte[FIRST_BUFFER];
    private int begin;
    private int end;
    private boolean eof;

    private long line;
    private long nextLine = 1;
    private int length;
    private int fields;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] escaped = new boolean[64];
    private int signs;
    private int lines;
    private String problem;
    private boolean touchedEnd;

    CsvScanner(InputStream in, byte separator) {
        this.in = in;
        this.separator = separator;
    }

    /** Of the bytes of an array from {@code from} to before {@code to}, which are all there is. */
    CsvScanner(byte[] bytes, int from, int to, byte separator) {
        this(InputStream.nullInputStream(), separator);
        buf = bytes;
        begin = from;
        end = to;
        eof = true;
    }

    /** Goes to the next record that is not an empty line; false at the end of the file. */
    boolean next() throws IOException {
        do {
            begin += length;
            line = nextLine;
            if (!scan()) {
                return false;
            }
        } while (problem == null && fields == 1 && starts[0] == ends[0] && length <= 2 && !isQuoted());
        return true;
    }

    private boolean isQuoted() {
        return length > 0 && buf[begin] == '"';
    }

    /** Line on which the record begins, from 1. */
    long line() {
        return line;
    }

    int fields() {
        return fields;
    }

    /** What is wrong with the record as a whole, or null. */
    String problem() {
        return problem;
    }

    /** True when the record has a byte beyond ASCII. */
    boolean beyondAscii() {
        return signs < 0;
    }

    boolean isEmpty(int field) {
        return starts[field] == ends[field];
    }

    boolean isQuotedEmpty(int field) {
        return isEmpty(field) && starts[field] > 0 && buf[begin + starts[field] - 1] == '"';
    }

    int fieldLength(int field) {
        return ends[field] - starts[field];
    }

    boolean isEscaped(int field) {
        return escaped[field];
    }

    /** The bytes that hold the record; valid until {@link #next}. */
    byte[] bytes() {
        return buf;
    }

    int fieldStart(int field) {
        return begin + starts[field];
    }

    /** A field as a text, its doubled quotes made single; null when it is empty. */
    String decoded(int field) {
        int size = fieldLength(field);
        if (size == 0) {
            return null;
        }
        String text = new String(buf, fieldStart(field), size, StandardCharsets.UTF_8);
        return escaped[field] ? text.replace("\"\"", "\"") : text;
    }

    /** Line after the present record. */
    long nextLine() {
        return nextLine;
    }

    /** True when the present record was looked for behind the last byte: with more bytes it might be another one. */
    boolean hasTouchedEnd() {
        return touchedEnd;
    }

    int recordStart() {
        return begin;
    }

    /** Bytes of the record with its line end. */
    int recordLength() {
        return length;
    }

    private boolean scan() throws IOException {
        fields = 0;
        signs = 0;
        lines = 1;
        problem = null;
        touchedEnd = false;
        length = 0;
        if (at(0) < 0) {
            return false;
        }
        int i = at(0) == '"' ? 0 : plainFields();
        if (i < 0) {
            length = ~i + lineEnd(~i, buf[begin + ~i]);
            nextLine = line + 1;
            return true;
        }
        while (true) {
            i = at(i) == '"' ? quoted(i + 1) : plain(i);
            if (i < 0) {
                return true;
            }
            int c = at(i);
            if (c == separator) {
                i++;
            } else if (c == '\n' || c == '\r' || c < 0 && !isOver(i)) {
                length = i + lineEnd(i, c);
                nextLine = line + lines;
                return true;
            } else {
                return giveUp(c < 0 ? tooLong() : "text follows a closing quote in column " + fields + ".");
            }
        }
    }

    /** Bytes of the line end that begins with {@code c}; none at the end of the file. */
    private int lineEnd(int i, int c) throws IOException {
        if (c != '\n' && c != '\r') {
            return 0;
        }
        return c == '\r' && at(i + 1) == '\n' ? 2 : 1;
    }

    private int plain(int from) throws IOException {
        int end = skipPlain(from);
        addField(from, end, false);
        return end;
    }

    /** Takes a quoted field whose content begins there; gives the place behind its closing quote, -1 when there is none. */
    private int quoted(int from) throws IOException {
        boolean doubled = false;
        int i = from;
        while (true) {
            int c = at(i);
            if (c == '"') {
                if (at(i + 1) != '"') {
                    addField(from, i, doubled);
                    return i + 1;
                }
                doubled = true;
                i++;
            } else if (c < 0) {
                giveUp(isOver(i) ? tooLong() : "a quote that opens on this line never closes.");
                return -1;
            } else if (c == '\n' || c == '\r' && at(i + 1) != '\n') {
                lines++;
            }
            signs |= buf[begin + i];
            i++;
        }
    }

    private int skipPlain(int from) throws IOException {
        int i = from;
        while (true) {
            int stop = end - begin;
            int base = begin;
            for (; i < stop; i++) {
                byte b = buf[base + i];
                if (b == separator || b == '\n' || b == '\r') {
                    return i;
                }
                signs |= b;
            }
            if (at(i) < 0) {
                return i;
            }
        }
    }

    /**
     * Takes fields that are not quoted, as long as there are eight bytes: finds each separator and line end among them by
     * arithmetic.
     *
     * @return where the next field begins; or the complement of where the line end is, when all fields have been taken
     */
    private int plainFields() {
        long separators = (separator & 0xffL) * ONES;
        int at = begin;
        int stop = Math.min(end, begin + Limits.LINE_LENGTH) - Long.BYTES;
        int fieldStart = at;
        long seen = 0;
        int result = 0;
        scan:
        while (at <= stop) {
            long word = (long) LONGS.get(buf, at);
            long found = zeros(word ^ separators) | zeros(word ^ FEEDS) | zeros(word ^ RETURNS);
            seen |= word;
            while (found != 0) {
                int place = at + (Long.numberOfTrailingZeros(found) >> 3);
                addField(fieldStart - begin, place - begin, false);
                if (buf[place] != separator) {
                    result = ~(place - begin);
                    break scan;
                }
                fieldStart = place + 1;
                if (fieldStart < end && buf[fieldStart] == '"') {
                    break scan;
                }
                found &= found - 1;
            }
            at += Long.BYTES;
        }
        signs = (seen & HIGHS) == 0 ? 0 : -1;
        return result < 0 ? result : fieldStart - begin;
    }

    /** The highest bit of each byte that is zero. */
    private static long zeros(long word) {
        return ~((word & LOWS) + LOWS | word | LOWS);
    }

    private static boolean isOver(int i) {
        return i >= Limits.LINE_LENGTH;
    }

    private static String tooLong() {
        return "the row is longer than " + Limits.LINE_LENGTH + " bytes. Maybe a quote opens here and never closes.";
    }

    /** Ends the record at its first line end, whatever was found behind it. */
    private boolean giveUp(String why) throws IOException {
        problem = why;
        fields = 0;
        int i = 0;
        while (true) {
            int c = i < end - begin ? buf[begin + i] : refillFrom(i);
            if (c == '\n' || c == '\r' || c < 0 && atEnd(i)) {
                length = i + lineEnd(i, c);
                nextLine = line + 1;
                return true;
            }
            i++;
            if (i >= Limits.LINE_LENGTH) {
                // Drop what was seen of the endless line; its rest belongs to the same problem.
                begin += i;
                i = 0;
            }
        }
    }

    private int refillFrom(int i) throws IOException {
        return fill(i) ? buf[begin + i] : -1;
    }

    private boolean atEnd(int i) {
        return eof && begin + i >= end;
    }

    private void addField(int from, int to, boolean doubled) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, fields * 2);
            ends = Arrays.copyOf(ends, fields * 2);
            escaped = Arrays.copyOf(escaped, fields * 2);
        }
        starts[fields] = from;
        ends[fields] = to;
        escaped[fields++] = doubled;
    }

    /** The byte at an offset from the record's begin; negative at the end of the file and beyond the limit of a record. */
    private int at(int i) throws IOException {
        if (begin + i < end || fill(i)) {
            return buf[begin + i] & 0xff;
        }
        return -1;
    }

    private boolean fill(int i) throws IOException {
        if (i >= Limits.LINE_LENGTH) {
            return false;
        }
        while (!eof && begin + i >= end) {
            if (end == buf.length) {
                makeRoom();
            }
            int n = in.read(buf, end, buf.length - end);
            if (n < 0) {
                eof = true;
            } else {
                end += n;
            }
        }
        touchedEnd |= begin + i >= end;
        return begin + i < end;
    }

    private void makeRoom() {
        byte[] target = begin >= buf.length / 2 ? buf : new byte[buf.length * 2];
        System.arraycopy(buf, begin, target, 0, end - begin);
        buf = target;
        end -= begin;
        begin = 0;
    }
}
