package io.sojourn.mining.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The text of a rejected row, as it is kept: whole where it can be, so that it can be read again after a fix. */
public final class RawText {
    /** Characters up to which a text is kept whole. */
    public static final int LENGTH = 65_536;

    private static final int BEGINNING = 4_096;
    private static final Pattern CUT = Pattern.compile("… \\[cut: \\d+ characters]$");

    private RawText() {}

    /** The text as it is kept: a longer one is its beginning and its length. A NUL becomes a replacement character. */
    public static String kept(String text) {
        if (text == null) {
            return null;
        }
        String whole = text.length() <= LENGTH
                ? text
                : text.substring(0, BEGINNING) + "… [cut: " + text.length() + " characters]";
        return whole.replace('\0', '\ufffd');
    }

    /** The kept text of UTF-8 bytes. */
    public static String kept(byte[] utf8, int offset, int length) {
        return kept(new String(utf8, offset, length, StandardCharsets.UTF_8));
    }

    /** False when only the beginning was kept. */
    public static boolean isWhole(String kept) {
        return kept != null && !CUT.matcher(kept).find();
    }
}
