package io.sojourn.api.pgwire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Bounds how long a text a question about the catalog can make out of short ones. Inside one SELECT texts put together add up; what
 * an inner SELECT made can be put together again by each outer one, so there the bounds multiply.
 */
final class TextGrowth {
    private static final int LONGEST_LITERAL = 256;
    private static final int MOST_TIMES = 128;
    private static final int MOST_TIMES_OF_LISTS = 16;
    private static final int MOST_TIMES_OF_LONG_LISTS = 4;
    private static final int TABLES_OF_SHORT_LISTS = 2;
    private static final int REPLACED_BY = 32;
    private static final Set<String> JOINS_TWO = Set.of("||", "concat", "pg_size_pretty");
    private static final Set<String> LISTS = Set.of("string_agg", "array_agg", "list", "array_to_string");

    private long times = 1;
    private int tables;
    private boolean makesLists;
    private boolean makesRows;

    /** Another table, or function that gives rows. */
    void table(boolean fromNothing) {
        tables++;
        makesRows |= fromNothing;
    }

    int tables() {
        return tables;
    }

    /** Counts the calls of one SELECT, without those of SELECTs inside it; says what is too much, or null. */
    String select(JsonNode node) {
        int[] joined = {0};
        int replaced = count(node, joined, true);
        times = Math.min(Integer.MAX_VALUE, times * (joined[0] + 1) * Math.max(1, replaced));
        return replaced < 0 ? "replace by a long text" : null;
    }

    /** How many times as long calls of {@code replace} make a text; negative: nobody knows. */
    private int count(JsonNode node, int[] joined, boolean first) {
        if (!first && node.has("cte_map")) {
            return 1;
        }
        int most = 1;
        for (JsonNode child : node) {
            int inner = count(child, joined, false);
            if (inner < 0) {
                return inner;
            }
            most = Math.max(most, inner);
        }
        String function = node.path("function_name").asText();
        joined[0] += JOINS_TWO.contains(function) ? Math.max(1, arguments(node).size() - 1) : 0;
        joined[0] += function.equals("quote_ident") ? 2 : 0;
        makesLists |= LISTS.contains(function);
        return function.equals("replace") ? Math.min(MOST_TIMES + 1, most * replaced(node)) : most;
    }

    private static int replaced(JsonNode node) {
        String from = text(arguments(node).path(1));
        String to = text(arguments(node).path(2));
        boolean known = from != null && !from.isEmpty() && to != null && to.length() <= REPLACED_BY;
        return known ? Math.max(1, (to.length() + from.length() - 1) / from.length()) : -1;
    }

    private static String text(JsonNode constant) {
        JsonNode text = constant.path("expression").path("literal").path("text");
        return text.isTextual() ? text.asText() : null;
    }

    private static JsonNode arguments(JsonNode function) {
        return function.path("arguments");
    }

    /** Says what is too much of the whole question, or null. */
    String tooMuch() {
        boolean longLists = makesLists && (makesRows || tables > TABLES_OF_SHORT_LISTS);
        int most = longLists ? MOST_TIMES_OF_LONG_LISTS : makesLists ? MOST_TIMES_OF_LISTS : MOST_TIMES;
        return times > most ? "so many texts put together" : null;
    }

    /** @param constant a node of DuckDB's tree */
    static boolean isLong(JsonNode constant) {
        return constant.path("literal").path("text").asText().length() > LONGEST_LITERAL;
    }
}
