package io.sojourn.mining.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys of an XES classifier, and the class of an event that they make. */
final class XesKeys {
    private static final int MOST = 100;

    private XesKeys() {}

    /** Keys are separated by blanks; one with a blank in it stands between single quotes. At most 100. */
    static List<String> split(String keys) {
        List<String> list = new ArrayList<>();
        String left = keys == null ? "" : keys.strip();
        while (!left.isEmpty() && list.size() < MOST) {
            boolean quoted = left.charAt(0) == '\'' && left.indexOf('\'', 1) > 0;
            int end = quoted ? left.indexOf('\'', 1) : left.indexOf(' ');
            String key = end < 0 ? left : left.substring(quoted ? 1 : 0, end);
            list.add(key);
            left = end < 0 ? "" : left.substring(end + 1).strip();
        }
        return list;
    }

    /** The values joined by plus signs, missing ones empty, and forgotten; null when all are missing. */
    static String joined(String[] values) {
        StringBuilder joined = new StringBuilder();
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            any |= values[i] != null;
            joined.append(i == 0 ? "" : "+").append(values[i] == null ? "" : values[i]);
        }
        Arrays.fill(values, null);
        return any ? joined.toString() : null;
    }
}
