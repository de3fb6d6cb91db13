package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A growing column of codes in chunks, each as narrow as its codes allow. */
final class CodeBuffer {
    private static final int BITS = 15;
    private static final int CHUNK = 1 << BITS;
    private static final int MASK = CHUNK - 1;
    private static final int FIRST = 1 << 9;

    private final List<Object> chunks = new ArrayList<>();
    private int size;
    private byte[] bytes;
    private char[] chars;
    private int[] ints;
    /** Length of the present chunk: a short column takes little. */
    private int capacity;

    void add(int code) {
        int at = size & MASK;
        if (at == 0) {
            begin();
        } else if (at == capacity) {
            lengthen();
        }
        if (bytes != null && code >= 255) {
            widenBytes(at);
        }
        if (chars != null && code >= 65_535) {
            widenChars(at);
        }
        if (bytes != null) {
            bytes[at] = (byte) (code + 1);
        } else if (chars != null) {
            chars[at] = (char) (code + 1);
        } else {
            ints[at] = code + 1;
        }
        size++;
    }

    /** Adds missing ones until there are so many. */
    void fill(int newSize) {
        while (size < newSize) {
            add(Dictionary.MISSING);
        }
    }

    private void begin() {
        capacity = chunks.isEmpty() ? FIRST : CHUNK;
        bytes = new byte[capacity];
        chars = null;
        ints = null;
        chunks.add(bytes);
    }

    private void lengthen() {
        capacity *= 4;
        if (bytes != null) {
            bytes = Arrays.copyOf(bytes, capacity);
            replaceLast(bytes);
        } else if (chars != null) {
            chars = Arrays.copyOf(chars, capacity);
            replaceLast(chars);
        } else {
            ints = Arrays.copyOf(ints, capacity);
            replaceLast(ints);
        }
    }

    private void replaceLast(Object chunk) {
        chunks.set(chunks.size() - 1, chunk);
    }

    private void widenBytes(int used) {
        chars = new char[capacity];
        for (int i = 0; i < used; i++) {
            chars[i] = (char) (bytes[i] & 0xff);
        }
        bytes = null;
        replaceLast(chars);
    }

    private void widenChars(int used) {
        ints = new int[capacity];
        for (int i = 0; i < used; i++) {
            ints[i] = chars[i];
        }
        chars = null;
        replaceLast(ints);
    }

    int size() {
        return size;
    }

    /** Reads every code, in order; {@code into} is as long as the buffer, from {@code at} on. */
    void read(int[] into, int at) {
        for (int c = 0; c < chunks.size(); c++) {
            int from = c << BITS;
            int count = Math.min(CHUNK, size - from);
            Codes chunk = chunk(chunks.get(c));
            chunk.read(0, count, into, at + from);
        }
    }

    /** Sets the mark of each code that occurs. */
    void mark(boolean[] marks) {
        int[] scratch = new int[CHUNK];
        for (int c = 0; c < chunks.size(); c++) {
            int count = Math.min(CHUNK, size - (c << BITS));
            chunk(chunks.get(c)).read(0, count, scratch, 0);
            for (int i = 0; i < count; i++) {
                if (scratch[i] >= 0) {
                    marks[scratch[i]] = true;
                }
            }
        }
    }

    /** Puts each code, translated, to its place in a column. */
    void scatter(int[] translation, int[] places, int firstRow, Codes into) {
        int[] scratch = new int[CHUNK];
        for (int c = 0; c < chunks.size(); c++) {
            int from = c << BITS;
            int count = Math.min(CHUNK, size - from);
            chunk(chunks.get(c)).read(0, count, scratch, 0);
            for (int i = 0; i < count; i++) {
                if (scratch[i] >= 0) {
                    into.set(places[firstRow + from + i], translation[scratch[i]]);
                }
            }
        }
    }

    private static Codes chunk(Object values) {
        if (values instanceof byte[] b) {
            return Codes.of(b);
        }
        return values instanceof char[] c ? Codes.of(c) : Codes.of((int[]) values);
    }
}
