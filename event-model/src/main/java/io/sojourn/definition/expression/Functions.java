package io.sojourn.definition.expression;

import io.sojourn.definition.expression.ExpressionText.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The functions of the expression language, and why well-known others are not among them. */
final class Functions {
    static final List<String> KNOWN = List.of("COALESCE", "NULLIF", "EXTRACT", "TO_NUMBER", "TO_INTEGER", "TO_TEXT");
    /** Words that may stand before a parenthesis without being a function. */
    private static final Set<String> CLOCKS = Set.of(
            "CURRENT_TIMESTAMP",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "NOW",
            "TODAY",
            "SYSDATE");

    private static final Set<String> RANDOM = Set.of("RANDOM", "RAND", "RAND_INTEGER", "UUID", "GEN_RANDOM_UUID");
    private static final Set<String> LOCALE = Set.of("UPPER", "LOWER", "INITCAP", "UCASE", "LCASE");
    private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX", "ANY_VALUE");
    private static final Set<String> QUERIES = Set.of("SELECT", "EXISTS", "ANY", "SOME", "ALL", "UNIQUE");
    private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "SAFE_CAST", "CONVERT");

    private Functions() {}

    /** Refuses a name before a parenthesis that is not a known function. */
    static void check(Token name, ExpressionErrors errors) {
        String upper = name.upper();
        if (KNOWN.contains(upper)) {
            return;
        }
        String reason = reason(upper);
        String problem = reason == null
                ? "unknown function \"" + name.text() + "\""
                : reason + " are not part of the expression language: " + name.text();
        throw errors.at(name.start(), problem, hint(upper));
    }

    /** Why a word is no column and no function, or null. */
    static String reason(String upper) {
        return CLOCKS.contains(upper)
                ? "clocks"
                : RANDOM.contains(upper)
                        ? "random values"
                        : LOCALE.contains(upper)
                                ? "functions that depend on a locale"
                                : AGGREGATES.contains(upper)
                                        ? "aggregates"
                                        : QUERIES.contains(upper)
                                                ? "sub-queries"
                                                : CASTS.contains(upper) ? "casts that can fail" : null;
    }

    private static String hint(String upper) {
        if (CASTS.contains(upper)) {
            return "Maybe use TO_NUMBER, TO_INTEGER or TO_TEXT.";
        }
        if (upper.equals("MIN") || upper.equals("MAX") || reason(upper) != null) {
            return null;
        }
        String near = Names.nearest(upper, KNOWN);
        return near != null ? "Maybe you meant " + near + "." : "Maybe use one of " + String.join(", ", KNOWN) + ".";
    }

    static void checkUnit(Token unit, ExpressionErrors errors) {
        List<String> units = Arrays.stream(TimePart.values()).map(Enum::name).toList();
        if (!units.contains(unit.upper())) {
            String near = Names.nearest(unit.upper(), units);
            String hint = near != null
                    ? "Maybe you meant " + near + "."
                    : "Maybe use one of " + String.join(", ", units) + ".";
            throw errors.at(
                    unit.start(), "unknown part of a time \"" + unit.text().toLowerCase(Locale.ROOT) + "\"", hint);
        }
    }
}
