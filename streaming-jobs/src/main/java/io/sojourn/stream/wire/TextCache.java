package io.sojourn.stream.wire;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Returns the same {@link String} for the same short bytes again, so that the few hundred names of a process are in
 * memory once, not once an event. Direct-mapped: a miss costs one allocation, nothing grows.
 */
final class TextCache {
    static final ThreadLocal<TextCache> LOCAL = ThreadLocal.withInitial(TextCache::new);

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
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
            return texts[slot];
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        keys[slot] = Arrays.copyOfRange(bytes, from, from + length);
        texts[slot] = text;
        return text;
    }
}
