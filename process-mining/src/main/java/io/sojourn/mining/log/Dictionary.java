package io.sojourn.mining.log;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Texts and their codes: 0, 1, 2, ... in order of appearance. Found by their UTF-8 bytes. Not thread-safe. */
final class Dictionary {
    /** Code of a missing text. */
    static final int MISSING = -1;
    /** Bytes of all texts together. */
    static final int MOST_BYTES = Integer.MAX_VALUE - 64;

    private static final int REMEMBERED = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Slots that fit into an array: half of them can be taken. */
    private static final int MOST_SLOTS = 1 << 27;

    private static final int SHORT = 16;
    /** Longs of an entry of the table: code + 1 (0 is free), length and hash, and the bytes of a short text. */
    private static final int ENTRY = 4;

    private final Map<String, Integer> remembered = new HashMap<>();
    private byte[] bytes = new byte[1 << 10];
    private int[] offsets = new int[64];
    private int size;
    private long[] table = new long[64 * ENTRY];
    private int mask = 63;

    private int last = MISSING;

    /** The text's code, a new one where it is new; {@link #MISSING} for null. */
    int code(String text) {
        if (text == null) {
            return MISSING;
        }
        Integer known = remembered.get(text);
        if (known != null) {
            return known;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int code = code(utf8, 0, utf8.length);
        if (remembered.size() < REMEMBERED) {
            remembered.put(text, code);
        }
        return code;
    }

    /** The code of the text with the bytes from {@code from} to before {@code to}. */
    int code(byte[] in, int from, int to) {
        int length = to - from;
        if (length > SHORT) {
            return longCode(in, from, to);
        }
        long low = length == 0 ? 0 : word(in, from, Math.min(length, Long.BYTES));
        long high = length <= Long.BYTES ? 0 : word(in, from + Long.BYTES, length - Long.BYTES);
        long mark = mark((low * MIX ^ high) * MIX, length);
        int entry = slot(mark) * ENTRY;
        while (table[entry] != 0) {
            if (table[entry + 1] == mark && table[entry + 2] == low && table[entry + 3] == high) {
                return (int) table[entry] - 1;
            }
            entry = next(entry);
        }
        return add(in, from, to, entry, mark, low, high);
    }

    private int longCode(byte[] in, int from, int to) {
        if (last >= 0 && isText(last, in, from, to)) {
            return last;
        }
        long mark = mark(hash(in, from, to), to - from);
        int entry = slot(mark) * ENTRY;
        while (table[entry] != 0) {
            int code = (int) table[entry] - 1;
            if (table[entry + 1] == mark && isText(code, in, from, to)) {
                last = code;
                return code;
            }
            entry = next(entry);
        }
        last = add(in, from, to, entry, mark, 0, 0);
        return last;
    }

    /** Up to eight bytes as a number. */
    private static long word(byte[] in, int from, int length) {
        if (from + Long.BYTES <= in.length) {
            long word = (long) LONGS.get(in, from);
            return length == Long.BYTES ? word : word & (1L << (length << 3)) - 1;
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | in[from + i] & 0xff;
        }
        return word;
    }

    private static long mark(long hash, int length) {
        return (hash ^ hash >>> 32) << 32 | length;
    }

    private int slot(long mark) {
        return (int) (mark >>> 32) & mask;
    }

    private int next(int entry) {
        return entry + ENTRY & (mask + 1) * ENTRY - 1;
    }

    private boolean isText(int code, byte[] in, int from, int to) {
        return Arrays.equals(bytes, offsets[code], offsets[code + 1], in, from, to);
    }

    private int add(byte[] in, int from, int to, int entry, long mark, long low, long high) {
        long used = offsets[size] + (long) (to - from);
        if (used > MOST_BYTES) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the different texts of one column take more than " + MOST_BYTES + " bytes.",
                    "Maybe split the log, or leave that column out.");
        }
        if (used > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(used, bytes.length * 2L)));
        }
        System.arraycopy(in, from, bytes, offsets[size], to - from);
        if (size + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[size + 1] = (int) used;
        table[entry] = ++size;
        table[entry + 1] = mark;
        table[entry + 2] = low;
        table[entry + 3] = high;
        if (size * 2L > mask) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] old = table;
        if (mask > MOST_SLOTS) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "one column has more than " + size + " different texts.",
                    "Maybe split the log, or leave that column out.");
        }
        mask = mask * 2 + 1;
        table = new long[(mask + 1) * ENTRY];
        for (int from = 0; from < old.length; from += ENTRY) {
            if (old[from] != 0) {
                int to = slot(old[from + 1]) * ENTRY;
                while (table[to] != 0) {
                    to = next(to);
                }
                System.arraycopy(old, from, table, to, ENTRY);
            }
        }
    }

    private static long hash(byte[] in, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = (hash ^ (long) LONGS.get(in, at)) * MIX;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | in[at] & 0xff;
        }
        hash = (hash ^ rest) * MIX;
        return hash;
    }

    int size() {
        return size;
    }

    /** The texts by code. */
    Texts texts() {
        return new Texts(Arrays.copyOf(bytes, offsets[size]), Arrays.copyOf(offsets, size + 1));
    }

    /** The code here of each text of another one that is marked; {@link #MISSING} for the others. */
    int[] codesOf(Dictionary other, boolean[] marked) {
        int[] codes = new int[other.size];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = marked[i] ? codeOf(other, i) : MISSING;
        }
        return codes;
    }

    /** The code here of one text of another one. */
    int codeOf(Dictionary other, int code) {
        return code(other.bytes, other.offsets[code], other.offsets[code + 1]);
    }
}
