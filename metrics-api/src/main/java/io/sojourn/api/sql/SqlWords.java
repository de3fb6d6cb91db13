package io.sojourn.api.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of a text that is being written, as an editor needs them: also of one that no parser reads. */
final class SqlWords {
    private static final Set<String> NO_ALIAS =
            Set.of(("where group order having limit offset qualify join left right full"
                            + " inner cross asof on using union except intersect window select natural as and or")
                    .split(" "));

    private final List<String> words = new ArrayList<>();
    private String prefix = "";
    private int wordsBefore;
    private boolean inText;

    private SqlWords() {}

    static SqlWords of(String sql, int cursor) {
        SqlWords all = new SqlWords();
        all.scan(sql.substring(0, cursor));
        boolean open = !all.inText && cursor > 0 && isPart(sql.charAt(cursor - 1));
        all.prefix = open ? sql.substring(wordStart(sql, cursor), cursor) : "";
        all.wordsBefore = all.words.size() - (open ? 1 : 0);
        boolean within = all.inText;
        all.scan(sql.substring(cursor));
        all.inText = within;
        return all;
    }

    private static int wordStart(String sql, int cursor) {
        int at = cursor;
        while (at > 0 && isPart(sql.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private void scan(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                int close = text.indexOf(c, end);
                inText = close < 0;
                end = close < 0 ? text.length() : close + 1;
                words.add(
                        c == '"' && close > end ? text.substring(at + 1, close).toLowerCase(Locale.ROOT) : "'");
            } else if (text.startsWith("--", at)) {
                int line = text.indexOf('\n', at);
                inText = line < 0;
                end = line < 0 ? text.length() : line;
            } else if (isPart(c)) {
                while (end < text.length() && isPart(text.charAt(end))) {
                    end++;
                }
                words.add(text.substring(at, end).toLowerCase(Locale.ROOT));
            } else if (!Character.isWhitespace(c)) {
                words.add(String.valueOf(c));
            }
            at = end;
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Whether the place is in a quoted text or a comment. */
    boolean isInText() {
        return inText;
    }

    /** The begin of the word at the place; may be empty. */
    String prefix() {
        return prefix;
    }

    /** What stands before a dot before the place, or null. */
    String qualifier() {
        boolean dotted = wordsBefore >= 2 && words.get(wordsBefore - 1).equals(".");
        return dotted ? words.get(wordsBefore - 2) : null;
    }

    /** Whether a table is named at the place: behind one of the words, or behind a comma of its list. */
    boolean followsTableWord(Set<String> before) {
        int at = wordsBefore - 1;
        while (at >= 1 && words.get(at).equals(",") && sourceEnd(at - 1) >= 0) {
            at = sourceEnd(at - 1);
        }
        return at >= 0 && before.contains(words.get(at));
    }

    /** The index before a {@code table [AS] [alias]} that ends at an index; -1 where there is none. */
    private int sourceEnd(int end) {
        int at = end;
        for (int n = 0; n < 3 && at >= 0 && isPart(words.get(at).charAt(0)); n++) {
            at--;
            if (at >= 0 && (words.get(at).equals("from") || words.get(at).equals(","))) {
                return at;
            }
        }
        return -1;
    }

    /** Aliases, or names, of what stands behind FROM, JOIN and commas between them, and the names that they stand for. */
    Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        boolean inFrom = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean begins = word.equals("from") || word.equals("join") || inFrom && word.equals(",");
            inFrom = word.equals("from") || inFrom && !NO_ALIAS.contains(word);
            if (begins && i + 1 < words.size() && isPart(words.get(i + 1).charAt(0))) {
                inFrom = true;
                sources.put(alias(i + 1), words.get(i + 1));
            }
        }
        return sources;
    }

    private String alias(int table) {
        int at = table + 1;
        if (at + 1 < words.size()
                && words.get(at).equals("(")
                && words.get(at + 1).equals(")")) {
            at += 2;
        }
        if (at < words.size() && words.get(at).equals("as")) {
            at++;
        }
        boolean named = at < words.size() && isPart(words.get(at).charAt(0)) && !NO_ALIAS.contains(words.get(at));
        return named ? words.get(at) : words.get(table);
    }

    /** Names of WITH. */
    Set<String> withNames() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 2; i < words.size(); i++) {
            boolean begins = words.get(i).equals("(") && words.get(i - 1).equals("as");
            if (begins && isPart(words.get(i - 2).charAt(0))) {
                names.add(words.get(i - 2));
            }
        }
        return words.contains("with") ? names : Set.of();
    }
}
