package io.sojourn.api.pgwire;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement with its tokens, as the client sent it or with pieces of it replaced. Places in a changed text lead back to
 * the client's.
 */
final class StatementText {
    private final String text;
    private final List<Token> tokens;
    /** Of a changed text: where each replaced piece begins in it, how long it is there, and where it begins and ends before. */
    private final List<int[]> changes;

    private final StatementText before;
    /** Characters before this statement in what the client sent. */
    private final int offset;

    private StatementText(String text, List<int[]> changes, StatementText before, int offset) {
        this.text = text;
        this.tokens = Token.of(text);
        this.changes = changes;
        this.before = before;
        this.offset = offset;
    }

    static StatementText of(String text) {
        return new StatementText(text, List.of(), null, 0);
    }

    /** The statements of a script, without those that are empty. */
    List<StatementText> statements() {
        List<StatementText> statements = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || is(i, ";")) {
                if (i > first) {
                    int from = tokens.get(first).from();
                    String part = text.substring(from, tokens.get(i - 1).to());
                    statements.add(new StatementText(part, List.of(), null, offset + from));
                }
                first = i + 1;
            }
        }
        return statements;
    }

    String text() {
        return text;
    }

    int size() {
        return tokens.size();
    }

    Token token(int i) {
        return tokens.get(i);
    }

    /** Tells the kind; false outside of the text. */
    boolean is(int i, Token.Kind kind) {
        return i >= 0 && i < tokens.size() && tokens.get(i).kind() == kind;
    }

    /** A word (in any case) or a sign; never a name in quotes, nor a text. */
    boolean is(int i, String word) {
        boolean plain = is(i, Token.Kind.WORD) || is(i, Token.Kind.SYMBOL);
        return plain && word.equalsIgnoreCase(tokens.get(i).in(text));
    }

    /** A word in lower case or a name in quotes; empty where there is neither. */
    String name(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).name(text) : "";
    }

    /** The value of a plain text in single quotes; null where there is none. */
    String string(int i) {
        if (!is(i, Token.Kind.STRING)) {
            return null;
        }
        String quoted = tokens.get(i).in(text);
        boolean plain = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
        return plain ? quoted.substring(1, quoted.length() - 1).replace("''", "'") : null;
    }

    Edit edit() {
        return new Edit();
    }

    /** The place in what the client sent, in characters from 1. */
    int position(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            start = end < 0 ? text.length() : end + 1;
        }
        int at = original(Math.min(text.length(), start + Math.max(0, column - 1)));
        String sent = first().text;
        return first().offset + sent.codePointCount(0, Math.min(at, sent.length())) + 1;
    }

    private StatementText first() {
        return before == null ? this : before.first();
    }

    private int original(int at) {
        if (before == null) {
            return at;
        }
        int shift = 0;
        for (int[] change : changes) {
            if (at < change[0]) {
                break;
            }
            if (at < change[0] + change[1]) {
                return before.original(change[2]);
            }
            shift = change[3] - change[0] - change[1];
        }
        return before.original(at + shift);
    }

    /** Replaces tokens, from the first to the last. */
    final class Edit {
        private final StringBuilder out = new StringBuilder();
        private final List<int[]> made = new ArrayList<>();
        private int copied;

        /** Replaces the tokens {@code first} to {@code last}. */
        void replace(int first, int last, String with) {
            Token from = tokens.get(first);
            Token to = tokens.get(last);
            out.append(text, copied, from.from());
            made.add(new int[] {out.length(), with.length(), from.from(), to.to()});
            out.append(with);
            copied = to.to();
        }

        StatementText done() {
            if (made.isEmpty()) {
                return StatementText.this;
            }
            out.append(text, copied, text.length());
            return new StatementText(out.toString(), made, StatementText.this, 0);
        }
    }
}
