package io.sojourn.api.sql;

import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The user's text, cut into tokens: limits are checked, what the two parsers would read differently is refused, and
 * column names that are reserved words of the standard ({@code time}, {@code open}) are quoted, so that they can be
 * written plainly. Positions of the quoted text are mapped back to the user's.
 */
final class SqlText {
    private enum Kind {
        WORD,
        NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    private record Token(Kind kind, int from, int to) {}

    /** Words that may be a column's name but carry a query's structure: never quoted. */
    private static final Set<String> STRUCTURE =
            Set.of(("select from where group by order having limit offset fetch union intersect except all distinct "
                            + "join inner left right full outer cross natural using on as with case when then else end and or "
                            + "not in is null true false between like exists any some cast interval over partition rows range "
                            + "window filter within qualify values asc desc unknown recursive for escape symmetric similar "
                            + "extract")
                    .split(" "));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> quotesAt = new ArrayList<>();

    private SqlText(String text) {
        this.text = text;
    }

    static SqlText of(String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.of("the text is empty", "Maybe: select count(*) from events");
        }
        if (text.length() > SqlOptions.TEXT_LENGTH) {
            throw Refusal.of(
                    text.length() + " characters, the limit is " + SqlOptions.TEXT_LENGTH,
                    "Maybe join with a subquery instead of listing values.");
        }
        SqlText result = new SqlText(text);
        result.scan();
        result.checkDepth();
        return result;
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                at = after("\n", at, true);
            } else if (text.startsWith("/*", at)) {
                at = comment(at);
            } else {
                at = token(at, c);
                if (tokens.size() > SqlOptions.TOKENS) {
                    throw refuse(at, "more than " + SqlOptions.TOKENS + " words and signs", null);
                }
            }
        }
    }

    private int comment(int at) {
        if (text.startsWith("/*+", at)) {
            throw refuse(at, "hints are not allowed", null);
        }
        int end = after("*/", at + 2, false);
        int nested = text.indexOf("/*", at + 2);
        if (nested >= 0 && nested < end) {
            throw refuse(nested, "comments in comments are not allowed", null);
        }
        return end;
    }

    private int token(int at, char c) {
        if (Character.isISOControl(c) || Character.isSurrogate(c)) {
            throw refuse(at, String.format(Locale.ROOT, "character U+%04X is not allowed", (int) c), null);
        }
        if (c == '\'' || c == '"') {
            int end = quoted(at, c);
            tokens.add(new Token(c == '"' ? Kind.NAME : Kind.STRING, at, end));
            return end;
        }
        Kind kind = isWordStart(c) ? Kind.WORD : Character.isDigit(c) ? Kind.NUMBER : Kind.SYMBOL;
        int end = at + 1;
        while (kind != Kind.SYMBOL && end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        if (kind == Kind.WORD && end < text.length() && isPrefix(at, end)) {
            throw refuse(at, "strings with a prefix are not allowed", "Maybe write plain 'text'.");
        }
        tokens.add(new Token(kind, at, end));
        return end;
    }

    /** {@code E'..', N'..', X'..', U&'..', _utf8'..'}: the parsers disagree about them. Not {@code DATE'..'}. */
    private boolean isPrefix(int from, int end) {
        String word = text.substring(from, end).toLowerCase(Locale.ROOT);
        char next = text.charAt(end);
        boolean unicode = word.equals("u") && next == '&';
        return unicode || next == '\'' && (word.length() == 1 || word.startsWith("_"));
    }

    private int quoted(int at, char quote) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refuse(i, "character U+0000 is not allowed", null);
            }
            if (c == quote) {
                if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
            i++;
        }
        throw refuse(at, "a quote is not closed", null);
    }

    private int after(String end, int at, boolean orEndOfText) {
        int found = text.indexOf(end, at);
        if (found < 0 && !orEndOfText) {
            throw refuse(at, "a comment is not closed", null);
        }
        return found < 0 ? text.length() : found + end.length();
    }

    private void checkDepth() {
        int depth = 0;
        for (Token t : tokens) {
            char c = text.charAt(t.from);
            if (t.kind == Kind.SYMBOL && (c == '(' || c == '[')) {
                depth++;
            } else if (t.kind == Kind.SYMBOL && (c == ')' || c == ']')) {
                depth--;
            }
            if (depth > SqlOptions.DEPTH) {
                throw refuse(t.from, "nested deeper than " + SqlOptions.DEPTH, "Maybe use WITH.");
            }
        }
    }

    /** The text for the parser: without a closing semicolon, reserved words that are names in quotes. */
    String quoted(Set<String> reservedColumns, Predicate<String> reserved) {
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int last = tokens.size();
        while (last > 0 && is(last - 1, ";")) {
            last--;
        }
        Set<String> names = new HashSet<>(reservedColumns);
        names.addAll(reservedAliases(reserved));
        List<Boolean> casts = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            Token t = tokens.get(i);
            track(casts, i);
            boolean inCast = !casts.isEmpty() && casts.get(casts.size() - 1);
            if (t.kind == Kind.WORD && isName(i, inCast, names)) {
                out.append(text, copied, t.from)
                        .append('"')
                        .append(text, t.from, t.to)
                        .append('"');
                quotesAt.add(t.from);
                copied = t.to;
            }
        }
        int end = last == tokens.size() ? text.length() : tokens.get(last).from;
        return out.append(text, copied, end).toString();
    }

    private void track(List<Boolean> casts, int i) {
        if (is(i, "(")) {
            casts.add(i > 0 && (is(i - 1, "cast") || is(i - 1, "try_cast")));
        } else if (is(i, ")") && !casts.isEmpty()) {
            casts.remove(casts.size() - 1);
        }
    }

    /** Reserved words that this query gives as names by AS. */
    private Set<String> reservedAliases(Predicate<String> reserved) {
        Set<String> aliases = new HashSet<>();
        List<Boolean> casts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            track(casts, i);
            boolean inCast = !casts.isEmpty() && casts.get(casts.size() - 1);
            boolean word = tokens.get(i).kind == Kind.WORD;
            if (word && is(i - 1, "as") && !inCast && !is(i + 1, "(") && reserved.test(word(i))) {
                aliases.add(word(i).toLowerCase(Locale.ROOT));
            }
        }
        return aliases;
    }

    private boolean isName(int i, boolean inCast, Set<String> names) {
        String word = word(i).toLowerCase(Locale.ROOT);
        if (is(i + 1, "(")) {
            return Functions.isOwn(word);
        }
        if (!names.contains(word) || STRUCTURE.contains(word) && !(is(i - 1, "as") && !inCast)) {
            return false;
        }
        boolean literal = i + 1 < tokens.size() && tokens.get(i + 1).kind == Kind.STRING;
        boolean type = inCast && is(i - 1, "as") || is(i - 1, "with") || is(i - 1, "without");
        boolean infixCast = is(i - 1, ":") && is(i - 2, ":");
        boolean unit = is(i - 2, "interval") || is(i - 2, "extract");
        return !literal && !type && !infixCast && !unit;
    }

    private boolean is(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).kind != Kind.NAME && word(i).equalsIgnoreCase(word);
    }

    private String word(int i) {
        return text.substring(tokens.get(i).from, tokens.get(i).to);
    }

    /** How many words and signs there are. */
    int size() {
        return tokens.size();
    }

    /** A word in lower case; empty where there is none, or a name in quotes, a text, a number or a sign. */
    String plainWord(int i) {
        boolean isWord = i >= 0 && i < tokens.size() && tokens.get(i).kind == Kind.WORD;
        return isWord ? word(i).toLowerCase(Locale.ROOT) : "";
    }

    /** An exception at a word. */
    SojournException refuseWord(int i, String what, String hint) {
        return refuse(tokens.get(i).from, what, hint);
    }

    /** An exception at a place of the text that {@link #quoted} gave. */
    SojournException refuseAt(int line, int column, String what, String hint) {
        int start = lineStart(line);
        int shift = 0;
        for (int at : quotesAt) {
            boolean before = at >= start && at - start + shift + 1 < column;
            shift += before ? 2 : 0;
        }
        return Refusal.at(line, Math.max(1, column - shift), what, hint);
    }

    private int lineStart(int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start;
    }

    private SojournException refuse(int at, String what, String hint) {
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return Refusal.at(line, at - text.lastIndexOf('\n', at - 1), what, hint);
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
