package io.sojourn.definition.expression;

import io.sojourn.definition.Expression;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The text of an expression as the SQL parser gets it: every word that isn't part of the expression language is put in
 * double quotes, so {@code time} or {@code language} can be columns although SQL reserves them, and length, depth and
 * the functions are checked before any recursion begins.
 */
final class ExpressionText {
    private static final Set<String> WORDS = Set.of(
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "NULL",
            "TRUE",
            "FALSE",
            "UNKNOWN",
            "LIKE",
            "ESCAPE",
            "BETWEEN",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "DISTINCT",
            "FROM");
    private static final Set<String> PREFIXES = Set.of("NOT", "-", "+");

    private final ExpressionErrors errors;
    private final List<Token> tokens;
    private final StringBuilder sql = new StringBuilder();
    /** Offset in the original text of each character of {@link #sql}, and of its end. */
    private int[] origins = new int[64];

    private ExpressionText(ExpressionErrors errors, List<Token> tokens) {
        this.errors = errors;
        this.tokens = tokens;
    }

    static ExpressionText of(Expression expression, ExpressionErrors errors) {
        String text = expression.text();
        if (text.length() > Limits.EXPRESSION_LENGTH) {
            String problem = "the expression has " + text.length() + " characters, more than the limit of "
                    + Limits.EXPRESSION_LENGTH;
            throw errors.at(0, problem, "Maybe split it into case columns.");
        }
        ExpressionText result = new ExpressionText(errors, new Tokenizer(text, errors).tokens());
        if (result.tokens.isEmpty()) {
            throw errors.at(0, "the expression is empty", null);
        }
        result.checkDepth();
        result.build();
        result.origin(text.length());
        return result;
    }

    String sql() {
        return sql.toString();
    }

    private void checkDepth() {
        int open = 0;
        int prefixes = 0;
        for (Token token : tokens) {
            String word = token.upper();
            open += word.equals("(") || word.equals("CASE") ? 1 : word.equals(")") || word.equals("END") ? -1 : 0;
            prefixes = PREFIXES.contains(word) ? prefixes + 1 : 0;
            if (open + prefixes > Limits.EXPRESSION_DEPTH) {
                throw tooDeep(token.start());
            }
        }
    }

    SojournException tooDeep(int offset) {
        String problem = "the expression is nested deeper than the limit of " + Limits.EXPRESSION_DEPTH;
        return errors.at(offset, problem, "Maybe use IN instead of many comparisons, or fewer parentheses.");
    }

    private void build() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean quote = token.kind() == Token.Kind.WORD && !keep(i);
            append(quote ? "\"" + token.text() + "\"" : token.text(), token, quote);
        }
    }

    /** Words, functions and units that the parser must see as they are; refuses what is followed by a wrong token. */
    private boolean keep(int i) {
        Token token = tokens.get(i);
        Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : Token.NONE;
        String word = token.upper();
        if (WORDS.contains(word)) {
            return true;
        }
        if (next.kind() == Token.Kind.TEXT) {
            return keepBeforeText(token);
        }
        if (next.upper().equals("(")) {
            Functions.check(token, errors);
            return true;
        }
        if (word.equals("SELECT") && next.kind() == Token.Kind.WORD && !WORDS.contains(next.upper())) {
            throw errors.at(token.start(), "sub-queries are not part of the expression language", null);
        }
        if (i > 1
                && tokens.get(i - 1).upper().equals("(")
                && tokens.get(i - 2).upper().equals("EXTRACT")) {
            Functions.checkUnit(token, errors);
            return true;
        }
        return false;
    }

    private boolean keepBeforeText(Token token) {
        if (token.upper().equals("TIMESTAMP")) {
            return true;
        }
        String hint = Set.of("DATE", "TIME").contains(token.upper())
                ? "Maybe write TIMESTAMP '2024-01-31 08:00:00'."
                : "Maybe an operator is missing.";
        throw errors.at(token.start(), "unexpected text after \"" + token.text() + "\"", hint);
    }

    private void append(String text, Token token, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            origin(token.start()
                    + Math.max(0, Math.min(quoted ? i - 1 : i, token.text().length() - 1)));
            sql.append(text.charAt(i));
        }
        origin(token.start() + token.text().length());
        sql.append(' ');
    }

    private void origin(int offset) {
        if (sql.length() == origins.length) {
            origins = Arrays.copyOf(origins, 2 * origins.length);
        }
        origins[sql.length()] = offset;
    }

    /** Where a place of the parser is in the original text. */
    int offset(SqlParserPos position) {
        int line = 1;
        int column = 1;
        int i = 0;
        while (i < sql.length() && (line < position.getLineNum() || column < position.getColumnNum())) {
            boolean end = sql.charAt(i) == '\n' || sql.charAt(i) == '\r' && sql.charAt(i + 1) != '\n';
            line += end ? 1 : 0;
            column = end ? 1 : column + 1;
            i++;
        }
        return origins[i];
    }

    /** A parser's complaint at a place, in our words. */
    SojournException unexpected(SqlParserPos position) {
        int offset = position == null ? 0 : offset(position);
        Token last = tokens.get(tokens.size() - 1);
        Token found = tokens.stream()
                .filter(token -> offset < token.start() + token.text().length())
                .findFirst()
                .orElse(Token.NONE);
        if (found == Token.NONE) {
            throw errors.at(last.start(), "the expression ends too early, after \"" + last.text() + "\"", null);
        }
        String hint = found.kind() == Token.Kind.WORD && WORDS.contains(found.upper())
                ? "Maybe put the column in double quotes: \"" + found.text() + "\"."
                : null;
        return errors.at(found.start(), "unexpected " + shown(found), hint);
    }

    private static String shown(Token token) {
        return token.kind() == Token.Kind.TEXT ? "text " + token.text() : "\"" + token.text() + "\"";
    }

    /** A piece of the text; {@code start} counts from 0. */
    record Token(Kind kind, String text, int start) {
        static final Token NONE = new Token(Kind.SYMBOL, "", -1);

        enum Kind {
            WORD,
            QUOTED,
            TEXT,
            NUMBER,
            SYMBOL
        }

        /** Upper case for words and symbols; nothing for the other kinds, which are never a word of the language. */
        String upper() {
            return kind == Kind.WORD || kind == Kind.SYMBOL ? text.toUpperCase(Locale.ROOT) : "";
        }
    }
}
