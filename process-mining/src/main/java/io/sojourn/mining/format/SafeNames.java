package io.sojourn.mining.format;

import io.sojourn.event.Column;
import io.sojourn.event.EventColumns;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the name of a log's column an identifier that a definition and SQL can use without quotes. */
public final class SafeNames {
    private static final Set<String> TAKEN =
            EventColumns.STANDARD.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());

    private SafeNames() {}

    /**
     * Lower case; every run of other characters than a-z and 0-9 becomes one {@code _}, none at the ends; {@code a_} before
     * a digit; {@code _} behind the name of a standard column. {@code case:AMOUNT_REQ} becomes {@code case_amount_req}.
     */
    public static String of(String original) {
        StringBuilder safe = new StringBuilder(original.length());
        for (int i = 0; i < original.length(); i++) {
            char c = lower(original.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                safe.append(c);
            } else if (safe.length() > 0 && safe.charAt(safe.length() - 1) != '_') {
                safe.append('_');
            }
        }
        if (safe.length() > 0 && safe.charAt(safe.length() - 1) == '_') {
            safe.setLength(safe.length() - 1);
        }
        if (safe.length() == 0 || safe.charAt(0) <= '9') {
            safe.insert(0, "a_");
        }
        String name = safe.toString();
        return TAKEN.contains(name) ? name + "_" : name;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
