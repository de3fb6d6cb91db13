package io.sojourn.api.pgwire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A piece of a statement: where it begins and ends, and what it is. Comments and space are no tokens. */
record Token(Kind kind, int from, int to) {
    enum Kind {
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A text in quotes or dollars. */
        STRING,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        SYMBOL
    }

    private static final String OPERATOR = "<>=!~|";

    /** Cuts a text, as PostgreSQL does. What isn't closed reaches to the end: the parser behind says what is wrong. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                at = afterComment(text, at);
            } else {
                Token token = next(text, at, c);
                tokens.add(token);
                at = token.to;
            }
        }
        return tokens;
    }

    private static Token next(String text, int at, char c) {
        char second = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (c == '\'' || c == '"') {
            return new Token(c == '"' ? Kind.NAME : Kind.STRING, at, afterQuote(text, at, c, false));
        }
        if ((c == 'e' || c == 'E') && second == '\'') {
            return new Token(Kind.STRING, at, afterQuote(text, at + 1, '\'', true));
        }
        if (c == '$' && isDigit(second)) {
            return new Token(Kind.PARAMETER, at, run(text, at + 1, Token::isDigit));
        }
        if (c == '$') {
            return dollars(text, at);
        }
        if (Character.isLetter(c) || c == '_') {
            return new Token(Kind.WORD, at, run(text, at, Token::isWordPart));
        }
        if (isDigit(c)) {
            return new Token(Kind.NUMBER, at, run(text, at, x -> isWordPart(x) || x == '.'));
        }
        if (c == ':' && second == ':') {
            return new Token(Kind.SYMBOL, at, at + 2);
        }
        int end = OPERATOR.indexOf(c) < 0 ? at + 1 : run(text, at, x -> OPERATOR.indexOf(x) >= 0);
        boolean anyCase = text.charAt(end - 1) == '~' && end < text.length() && text.charAt(end) == '*';
        return new Token(Kind.SYMBOL, at, anyCase ? end + 1 : end);
    }

    private static Token dollars(String text, int at) {
        int tag = run(text, at + 1, Token::isWordPart);
        if (tag >= text.length() || text.charAt(tag) != '$') {
            return new Token(Kind.SYMBOL, at, at + 1);
        }
        String mark = text.substring(at, tag + 1);
        int end = text.indexOf(mark, tag + 1);
        return new Token(Kind.STRING, at, end < 0 ? text.length() : end + mark.length());
    }

    private static int afterQuote(String text, int at, char quote, boolean escapes) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == quote && (i + 1 == text.length() || text.charAt(i + 1) != quote)) {
                return i + 1;
            }
            i += c == quote || escapes && c == '\\' ? 2 : 1;
        }
        return text.length();
    }

    private static int afterComment(String text, int at) {
        int depth = 0;
        int i = at;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return text.length();
    }

    private static int run(String text, int from, java.util.function.IntPredicate part) {
        int end = from;
        while (end < text.length() && part.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    String in(String text) {
        return text.substring(from, to);
    }

    /** A word in lower case, a name in quotes as it is without them; empty for anything else. */
    String name(String text) {
        return switch (kind) {
            case WORD -> in(text).toLowerCase(Locale.ROOT);
            case NAME -> text.substring(from + 1, Math.max(from + 1, to - 1)).replace("\"\"", "\"");
            default -> "";
        };
    }
}
