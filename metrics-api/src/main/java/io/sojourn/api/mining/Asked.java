package io.sojourn.api.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.log.View;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a request. One that is not known, or comes twice, is refused: a filter never goes astray in silence. */
final class Asked {
    private final Map<String, List<String>> given;

    Asked(Map<String, List<String>> given, List<String> known) {
        this.given = given;
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw wrong(
                        "there is no parameter \"" + name + "\" here.",
                        "Maybe one of " + String.join(", ", known) + ".");
            }
            if (values.size() > 1) {
                throw wrong(name + " is there " + values.size() + " times.", "Maybe join filters by and(…, …).");
            }
        });
    }

    static SojournException wrong(String what, String hint) {
        return new SojournException(ErrorCode.BAD_REQUEST, what, hint);
    }

    /** Null where it is not there, or empty. */
    String text(String name) {
        List<String> values = given.get(name);
        return values == null || values.get(0).isBlank() ? null : values.get(0);
    }

    String needed(String name, String example) {
        String text = text(name);
        if (text == null) {
            throw wrong(name + " is needed.", "Maybe " + name + "=" + example + ".");
        }
        return text;
    }

    /** Parameters {@code filter} and {@code events}. */
    LogFilter choice() {
        return choice(text("filter"));
    }

    /** A filter of cases, null for all, with the parameter {@code events}. */
    LogFilter choice(String filter) {
        String events = text("events");
        return new LogFilter(
                filter == null ? LogFilter.all().cases() : Filter.parse(filter),
                events == null ? List.of() : LogFilter.parseTests(events));
    }

    /** A whole number within bounds, both inclusive. */
    int number(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like one that is out of bounds.
        }
        throw wrong(
                name + " \"" + text + "\" is not a whole number from " + least + " to " + most + ".",
                "Maybe " + name + "=" + Math.max(least, otherwise) + ".");
    }

    /** Parameter {@code view}; null where it is not there. */
    View view() {
        return one("view", View.class, null);
    }

    /** One of the words of an enum, in lower case. */
    <E extends Enum<E>> E one(String name, Class<E> words, E otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(e -> word(e).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name + " \"" + text + "\" is not known.",
                        Arrays.stream(words.getEnumConstants())
                                .map(Asked::word)
                                .collect(Collectors.joining(", ", "Maybe one of ", "."))));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
