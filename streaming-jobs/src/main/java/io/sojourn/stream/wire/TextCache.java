package io.sojourn.stream.wire;

import java.io.DataInput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Returns the same {@link String} for the same short bytes again, so that the few hundred names of a process are in
 * memory once, not once an event. Direct-mapped: a miss costs one allocation, nothing grows.
 */
final class TextCache {
    static final ThreadLocal<TextCache> LOCAL = ThreadLocal.withInitial(TextCache::new);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    /** A slot is twelve bits of a hash. */
    private static final int SLOTS = 4096;

    private static final int LONGEST = 48;
    private final byte[][] keys = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];
    private final byte[] buffer = new byte[LONGEST];

    String read(DataInput in, int length) throws IOException {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        in.readFully(buffer, 0, length);
        return get(buffer, 0, length);
    }

    /** The text of some bytes of an array. */
    String get(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int slot = slot(bytes, from, length);
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
            return texts[slot];
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        keys[slot] = Arrays.copyOfRange(bytes, from, from + length);
        texts[slot] = text;
        return text;
    }

    /** Eight bytes at a time; the last eight may overlap with those before. */
    private static int slot(byte[] bytes, int from, int length) {
        long hash = length;
        if (length < Long.BYTES) {
            for (int i = from; i < from + length; i++) {
                hash = hash << 8 ^ bytes[i];
            }
        } else {
            int last = from + length - Long.BYTES;
            for (int i = from; i < last; i += Long.BYTES) {
                hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
            }
            hash ^= (long) LONGS.get(bytes, last);
        }
        return (int) ((hash * MIX) >>> 52);
    }
}
