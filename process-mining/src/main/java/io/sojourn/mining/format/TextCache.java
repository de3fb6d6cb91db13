package io.sojourn.mining.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives the same String for the same bytes, most of the time: logs repeat few values, and a kept String keeps its hash. */
final class TextCache {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 64;

    private final byte[][] keys = new byte[SLOTS][];
    private final String[] values = new String[SLOTS];

    /** The UTF-8 text of a slice; null when it is empty. */
    String text(byte[] buf, int from, int length) {
        if (length == 0) {
            return null;
        }
        if (length > LONGEST) {
            return new String(buf, from, length, StandardCharsets.UTF_8);
        }
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + buf[i];
        }
        int slot = (hash ^ hash >>> 12 ^ hash >>> 20) & SLOTS - 1;
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, buf, from, from + length)) {
            return values[slot];
        }
        String value = new String(buf, from, length, StandardCharsets.UTF_8);
        keys[slot] = Arrays.copyOfRange(buf, from, from + length);
        values[slot] = value;
        return value;
    }
}
