package io.sojourn.stream.kafka;

import io.sojourn.event.Limits;
import java.nio.charset.StandardCharsets;

/** What is kept of a record that was set aside. */
final class RawValue {
    private RawValue() {}

    /** The beginning of a value, as far as it is text; null of none. */
    static String of(byte[] value) {
        if (value == null) {
            return null;
        }
        String text = new String(value, 0, Math.min(value.length, 4 * Limits.RAW_LENGTH), StandardCharsets.UTF_8)
                .replace('\0', '\u2400');
        if (text.length() <= Limits.RAW_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(Limits.RAW_LENGTH - 1))
                ? Limits.RAW_LENGTH - 1
                : Limits.RAW_LENGTH;
        return text.substring(0, end);
    }
}
