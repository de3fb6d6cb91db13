package io.sojourn.mining.filter;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A name with arguments, which are texts, numbers, truths, lists of them, or terms: {@code directly_follows(from='A', to='B',
 * max=2d)}.
 */
record Term(String name, Map<String, Object> arguments) {
    Term {
        arguments = new LinkedHashMap<>(arguments);
    }

    /** A term whose arguments come as name, value, name, value; null values are left out. */
    static Term of(String name, Object... namesAndValues) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return new Term(name, arguments);
    }

    /** @param hint null for the usual one */
    static SojournException wrong(String what, String hint) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "filter: " + what,
                hint == null ? "Maybe the reference of filters has an example." : hint);
    }

    /** The text, which has no half of a character: an address and a file could not hold one. */
    static String whole(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong(
                    "it has half of a character in it (a lone surrogate).",
                    "Maybe the text was cut off inside an emoji.");
        }
        return text;
    }

    /** Refuses arguments that nobody asks for. */
    Term only(String... allowed) {
        Set<String> unknown = new TreeSet<>(arguments.keySet());
        unknown.removeAll(Set.of(allowed));
        if (!unknown.isEmpty()) {
            throw wrong(
                    name + " has no argument \"" + unknown.iterator().next() + "\".",
                    "Maybe use one of: " + String.join(", ", allowed) + ".");
        }
        return this;
    }

    boolean has(String argument) {
        return arguments.get(argument) != null;
    }

    /** A text; null when there is none. */
    String text(String argument) {
        Object value = arguments.get(argument);
        if (value instanceof List<?> || value instanceof Term) {
            throw wrong(argument + " of " + name + " is one text, not several.", null);
        }
        return value == null ? null : value.toString();
    }

    String neededText(String argument) {
        String text = text(argument);
        if (text == null) {
            throw wrong(name + " needs " + argument + ".", "Maybe write " + name + "(" + argument + "=…).");
        }
        return text;
    }

    /** Texts; one alone is a list of one. */
    List<String> texts(String argument) {
        List<String> texts = new ArrayList<>();
        for (Object value : list(argument)) {
            if (value instanceof Term || value instanceof List<?>) {
                throw wrong(argument + " of " + name + " are texts.", null);
            }
            texts.add(value.toString());
        }
        return List.copyOf(texts);
    }

    List<Term> terms(String argument) {
        List<Term> terms = new ArrayList<>();
        for (Object value : list(argument)) {
            if (!(value instanceof Term term)) {
                throw wrong(
                        argument + " of " + name + " are terms with brackets, not \"" + value + "\".",
                        "Maybe write has('" + value + "').");
            }
            terms.add(term);
        }
        return List.copyOf(terms);
    }

    private List<?> list(String argument) {
        Object value = arguments.get(argument);
        if (value == null) {
            throw wrong(name + " needs " + argument + ".", null);
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** A whole number from 1; null when there is none. */
    Integer count(String argument) {
        String text = text(argument);
        if (text == null) {
            return null;
        }
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small.
        }
        throw wrong(argument + " of " + name + " is \"" + text + "\", not a whole number from 1.", null);
    }

    /** A number; null when there is none. */
    Double number(String argument) {
        String text = text(argument);
        if (text == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw wrong(argument + " of " + name + " is \"" + text + "\", not a number.", null);
    }

    /** A span in microseconds; null when there is none. */
    Long span(String argument) {
        String text = text(argument);
        return text == null ? null : (Long) Spans.parse(text, argument + " of " + name);
    }

    /** A time in microseconds; null when there is none. */
    Long time(String argument) {
        String text = text(argument);
        return text == null ? null : (Long) Times.parse(text, argument + " of " + name);
    }

    /** The text that {@link TermParser} reads. */
    String text() {
        StringBuilder text = new StringBuilder();
        print(this, text);
        return text.toString();
    }

    private static void print(Object value, StringBuilder text) {
        if (value instanceof Term term) {
            text.append(term.name).append('(');
            String comma = "";
            for (Map.Entry<String, Object> argument : term.arguments.entrySet()) {
                text.append(comma).append(argument.getKey()).append('=');
                print(argument.getValue(), text);
                comma = ", ";
            }
            text.append(')');
        } else if (value instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : ", ");
                print(list.get(i), text);
            }
            text.append(']');
        } else if (value instanceof String string) {
            text.append('\'').append(string.replace("'", "''")).append('\'');
        } else {
            text.append(value);
        }
    }
}
