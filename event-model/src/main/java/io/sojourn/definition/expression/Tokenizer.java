package io.sojourn.definition.expression;

import io.sojourn.definition.expression.ExpressionText.Token;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens and refuses what the expression language has no use for: comments, `;`, `||`, NUL. */
final class Tokenizer {
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]{4,}");
    private static final List<String> SYMBOLS =
            List.of("<>", "<=", ">=", "!=", "(", ")", ",", "=", "<", ">", "+", "-", "*", "/");
    private static final List<String> COMMENTS = List.of("--", "//", "/*", "*/");

    private final String text;
    private final ExpressionErrors errors;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Tokenizer(String text, ExpressionErrors errors) {
        this.text = text;
        this.errors = errors;
    }

    List<Token> tokens() {
        checkCharacters();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                add(Token.Kind.TEXT, closing('\''));
            } else if (c == '"') {
                add(Token.Kind.QUOTED, closing('"'));
            } else if (isWordStart(text.codePointAt(at))) {
                add(Token.Kind.WORD, word());
            } else if (c >= '0' && c <= '9' || c == '.') {
                add(Token.Kind.NUMBER, number());
            } else {
                add(Token.Kind.SYMBOL, symbol());
            }
        }
        return tokens;
    }

    private void checkCharacters() {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw errors.at(i, "character U+" + String.format("%04X", c) + " is not valid in a text", null);
            }
        }
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at));
        at = end;
    }

    private static boolean isWordStart(int c) {
        return Character.isUnicodeIdentifierStart(c) || c == '_';
    }

    private int word() {
        int end = at;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (!isWordStart(c) && !Character.isUnicodeIdentifierPart(c) && c != '$') {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** End of a quoted piece; a doubled quote stands for itself. */
    private int closing(char quote) {
        int end = at + 1;
        while (end < text.length()) {
            if (text.charAt(end) != quote) {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        throw errors.at(at, "the quote " + quote + " is not closed", null);
    }

    private int number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw errors.at(at, "unexpected \".\"", "Maybe put the whole column name in double quotes.");
        }
        if (LONG_EXPONENT.matcher(matcher.group()).matches()) {
            throw errors.at(at, "the number " + matcher.group() + " is too large or too small", null);
        }
        return matcher.end();
    }

    private int symbol() {
        for (String comment : COMMENTS) {
            if (text.startsWith(comment, at)) {
                throw errors.at(
                        at, "comments (" + comment + ") are not part of an expression", "Maybe put a space between.");
            }
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                return at + symbol.length();
            }
        }
        throw unexpected();
    }

    private SojournException unexpected() {
        String shown = text.startsWith("||", at) ? "||" : Character.toString(text.codePointAt(at));
        String hint = shown.equals("‘") || shown.equals("’") || shown.equals("`")
                ? "Maybe use straight quotes: 'a text', \"a column\"."
                : null;
        return errors.at(at, "unexpected \"" + shown + "\"", hint);
    }
}
