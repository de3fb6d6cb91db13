package io.sojourn.mining.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a term: {@code name(argument, argument=value, …)}. A value is a word, a text in single quotes (a quote in
 * it is doubled), a list in square brackets, or a term. Arguments without a name come first, in the order of {@link
 * FilterReader#parameters}; where the last parameter is a list it takes all that are left.
 */
final class TermParser {
    /** Characters of a filter. */
    static final int MOST_CHARACTERS = 65_536;
    /** Terms inside each other. */
    static final int MOST_DEPTH = 32;

    private final String text;
    private int at;
    private int depth;

    private TermParser(String text) {
        this.text = text;
    }

    static Term parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Term.wrong("it has " + text.length() + " characters, the limit is " + MOST_CHARACTERS + ".", null);
        }
        TermParser parser = new TermParser(Term.whole(text));
        Object value = parser.value();
        parser.blanks();
        if (parser.at < text.length()) {
            throw parser.wrong("there is more behind its end");
        }
        if (!(value instanceof Term term)) {
            throw Term.wrong(
                    "\"" + shown(text) + "\" is no filter.",
                    "Maybe write has('" + shown(text).replace("'", "''") + "').");
        }
        return term;
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private RuntimeException wrong(String what) {
        return Term.wrong(
                what + ", at character " + (at + 1) + ": \"" + shown(text.substring(Math.min(text.length(), at)))
                        + "\".",
                "Maybe put texts with blanks or signs into single quotes.");
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private Object value() {
        if (take('\'')) {
            return quoted();
        }
        if (take('[')) {
            return list();
        }
        String word = word();
        return take('(') ? term(word) : word;
    }

    private String quoted() {
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\'') {
                content.append(c);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                content.append(text.charAt(at++));
            } else {
                return content.toString();
            }
        }
        throw wrong("a quote never closes");
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        if (take(']')) {
            return list;
        }
        do {
            if (take('[')) {
                throw wrong("a list stands in a list");
            }
            list.add(value());
        } while (take(','));
        if (!take(']')) {
            throw wrong("a list never closes");
        }
        return list;
    }

    private String word() {
        int from = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw wrong("a value is missing");
        }
        return text.substring(from, at);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || "_-.:+%/".indexOf(c) >= 0;
    }

    private Term term(String name) {
        if (++depth > MOST_DEPTH) {
            throw wrong("it is nested more than " + MOST_DEPTH + " deep");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        List<Object> positional = new ArrayList<>();
        if (!take(')')) {
            do {
                argument(name, named, positional);
            } while (take(','));
            if (!take(')')) {
                throw wrong("the brackets of " + name + " never close");
            }
        }
        depth--;
        return new Term(name, FilterReader.withNames(name, positional, named));
    }

    private void argument(String name, Map<String, Object> named, List<Object> positional) {
        blanks();
        int back = at;
        if (at < text.length() && isOfWord(text.charAt(at))) {
            String word = word();
            if (take('=')) {
                if (named.put(word, value()) != null) {
                    throw wrong(word + " of " + name + " is there twice");
                }
                return;
            }
        }
        at = back;
        positional.add(value());
    }
}
