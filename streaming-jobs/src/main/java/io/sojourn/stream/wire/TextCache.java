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
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, buffer, 0, length)) {
            return texts[slot];
        }
        String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
        keys[slot] = Arrays.copyOf(buffer, length);
        texts[slot] = text;
        return text;
    }
}
