package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Texts and their codes: 0, 1, 2, ... in order of appearance. */
final class Dictionary {
    /** Code of a missing text. */
    static final int MISSING = -1;

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private String last;
    private int lastCode = MISSING;

    /** The text's code, a new one where it is new; {@link #MISSING} for null. */
    int code(String text) {
        if (text == null) {
            return MISSING;
        }
        if (text.equals(last)) {
            return lastCode;
        }
        Integer code = codes.get(text);
        if (code == null) {
            code = texts.size();
            codes.put(text, code);
            texts.add(text);
        }
        last = text;
        lastCode = code;
        return code;
    }

    int size() {
        return texts.size();
    }

    String[] texts() {
        return texts.toArray(new String[0]);
    }

    /** Sorts texts by code point and gives the new code of each old one. */
    static int[] sort(String[] texts) {
        int[] order = IntStream.range(0, texts.length)
                .boxed()
                .sorted((a, b) -> compareCodePoints(texts[a], texts[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        String[] old = texts.clone();
        int[] newCode = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            texts[i] = old[order[i]];
            newCode[order[i]] = i;
        }
        return newCode;
    }

    /** Replaces codes by their new ones; missing stays missing. */
    static void recode(int[] codes, int[] newCode) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] == MISSING ? MISSING : newCode[codes[i]];
        }
    }

    /** Unicode code point order, which Java's own order of strings is not where surrogates occur. */
    private static int compareCodePoints(String a, String b) {
        int n = Math.min(a.length(), b.length());
        int at = 0;
        while (at < n && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        if (at == n) {
            return Integer.compare(a.length(), b.length());
        }
        char x = a.charAt(at);
        char y = b.charAt(at);
        boolean xHigh = Character.isSurrogate(x);
        boolean yHigh = Character.isSurrogate(y);
        // A surrogate stands for a code point above all that are one char.
        return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
    }
}
