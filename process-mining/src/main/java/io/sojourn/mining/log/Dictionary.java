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

    private final Map<String, Integer> remembered = new HashMap<>();
    private byte[] bytes = new byte[1 << 10];
    private int[] offsets = new int[64];
    private int size;
    /** Upper half: the hash; lower half: code + 1; 0 is free. */
    private long[] table = new long[128];

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
        if (last >= 0 && isText(last, in, from, to)) {
            return last;
        }
        int hash = hash(in, from, to);
        int slot = hash & table.length - 1;
        while (table[slot] != 0) {
            int code = (int) table[slot] - 1;
            if ((int) (table[slot] >>> 32) == hash && isText(code, in, from, to)) {
                last = code;
                return code;
            }
            slot = slot + 1 & table.length - 1;
        }
        last = add(in, from, to, hash, slot);
        return last;
    }

    private boolean isText(int code, byte[] in, int from, int to) {
        return Arrays.equals(bytes, offsets[code], offsets[code + 1], in, from, to);
    }

    private int add(byte[] in, int from, int to, int hash, int slot) {
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
        table[slot] = (long) hash << 32 | ++size;
        if (size * 2L > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 4];
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & table.length - 1;
                while (table[slot] != 0) {
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = entry;
            }
        }
    }

    private static int hash(byte[] in, int from, int to) {
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
        return (int) (hash ^ hash >>> 32);
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
