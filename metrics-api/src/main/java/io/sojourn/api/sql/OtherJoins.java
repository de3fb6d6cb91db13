package io.sojourn.api.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Joins that DuckDB has and the parser hasn't: it would take {@code a ANTI JOIN b} for {@code a AS anti JOIN b}, which means
 * something else. They are refused with what to write instead.
 */
final class OtherJoins {
    private static final Map<String, String> INSTEAD = Map.of(
            "anti", "WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.x = a.x)",
            "semi", "WHERE EXISTS (SELECT 1 FROM b WHERE b.x = a.x)",
            "positional", "JOIN on row numbers, by row_number() OVER (ORDER BY ...) on both sides");

    private static final Set<String> SIDES = Set.of("left", "right", "full", "inner", "outer");

    private OtherJoins() {}

    /** Refuses one of the words before JOIN, unless it is an alias behind AS, or in quotes. */
    static void refuse(SqlText text) {
        for (int i = 1; i < text.size(); i++) {
            String word = text.plainWord(i);
            if (INSTEAD.containsKey(word) && !text.plainWord(i - 1).equals("as") && isJoin(text, i + 1)) {
                throw text.refuseWord(
                        i,
                        word.toUpperCase(Locale.ROOT) + " JOIN is not allowed",
                        "Maybe " + INSTEAD.get(word) + "; an alias of this name needs AS.");
            }
        }
    }

    private static boolean isJoin(SqlText text, int from) {
        int at = from;
        while (SIDES.contains(text.plainWord(at))) {
            at++;
        }
        return text.plainWord(at).equals("join");
    }
}
