package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonParser;
import io.sojourn.event.Limits;
import java.io.IOException;

/**
 * Texts of JSON values, checked. Gives the same String for the same characters, most of the time: events repeat few
 * values, and a text that was given before needs no second check.
 */
final class JsonTexts {
    private static final int SLOTS = 1 << 11;
    private static final int LONGEST = 48;

    private final String[] values = new String[SLOTS];
    private String trouble;

    /** What is wrong with the last text, as the end of a sentence that begins with its name; null: nothing. */
    String trouble() {
        return trouble;
    }

    /** The text of the current value, or null when {@link #trouble()} says why not. */
    String read(JsonParser json) throws IOException {
        int length = json.getTextLength();
        trouble = null;
        if (length > Limits.TEXT_LENGTH) {
            trouble = "has " + length + " characters, the limit is " + Limits.TEXT_LENGTH + ".";
            return null;
        }
        char[] chars = json.getTextCharacters();
        int from = json.getTextOffset();
        if (length > LONGEST) {
            return checked(new String(chars, from, length));
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ hash >>> 11 ^ hash >>> 21) & SLOTS - 1;
        String known = values[slot];
        if (known != null && same(known, chars, from, length)) {
            return known;
        }
        String text = checked(new String(chars, from, length));
        if (text != null) {
            values[slot] = text;
        }
        return text;
    }

    private static boolean same(String known, char[] chars, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    private String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                trouble = "has a NUL character.";
                return null;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    trouble = "has half of a surrogate pair, which is no Unicode text.";
                    return null;
                }
                i++;
            }
        }
        return text;
    }
}
