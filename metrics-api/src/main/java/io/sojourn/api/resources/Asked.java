package io.sojourn.api.resources;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.log.View;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters of a request. One that is not known, or comes twice, is refused: a filter never goes astray in silence. */
public final class Asked {
    /** An instant in the past, of which the answer is to be. */
    public static final String AS_OF = "as_of";
    /** A dimension and its value; may come several times. */
    public static final String WHERE = "where";

    /** Which cases, in the words of mining. */
    public static final String FILTER = "filter";

    private final Map<String, List<String>> given;

    public Asked(Map<String, List<String>> given, List<String> known) {
        this.given = given;
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
            if (values.size() > 1 && !name.equals(WHERE)) {
                throw wrong(name + " is there " + values.size() + " times.", "Maybe join filters by and(…, …).");
            }
        });
    }

    private static SojournException unknown(String name, List<String> known) {
        String others = known.isEmpty() ? "Maybe leave it out." : "Maybe one of " + String.join(", ", known) + ".";
        return name.equals(AS_OF)
                ? wrong(
                        "this can't be answered as of a past instant.",
                        "Maybe ask queues, measures, slas, handoffs, cases or exports.")
                : wrong("there is no parameter \"" + name + "\" here.", others);
    }

    public static SojournException wrong(String what, String hint) {
        return new SojournException(ErrorCode.BAD_REQUEST, what, hint);
    }

    /** Null where it is not there, or empty. */
    public String text(String name) {
        List<String> values = given.get(name);
        return values == null || values.get(0).isBlank() ? null : values.get(0);
    }

    public String needed(String name, String example) {
        String text = text(name);
        if (text == null) {
            throw wrong(name + " is needed.", "Maybe " + name + "=" + example + ".");
        }
        return text;
    }

    /** Parameters {@code filter} and {@code events}. */
    public LogFilter choice() {
        return choice(text(FILTER));
    }

    /** A filter of cases, null for all, with the parameter {@code events}. */
    public LogFilter choice(String filter) {
        String events = text("events");
        return new LogFilter(
                filter == null ? LogFilter.all().cases() : Filter.parse(filter),
                events == null ? List.of() : LogFilter.parseTests(events));
    }

    /** A whole number within bounds, both inclusive. */
    public int number(String name, int otherwise, int least, int most) {
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
    public View view() {
        return one("view", View.class, null);
    }

    /** One of the words of an enum, in lower case. */
    public <E extends Enum<E>> E one(String name, Class<E> words, E otherwise) {
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

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The values of a parameter that may come several times. */
    List<String> texts(String name) {
        return given.getOrDefault(name, List.of());
    }

    /** An instant in microseconds; null where it is not there. */
    Long instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
            if (micros >= Limits.MIN_TIME_MICROS && micros < Limits.MAX_TIME_MICROS) {
                return micros;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Refused below, like one that is out of bounds.
        }
        throw wrong(
                name + " \"" + text + "\" is not an instant from 1970 to 2099.",
                "Maybe " + name + "=2026-03-02T12:00:00Z.");
    }

    /** True where rows are chosen, so that the figures are not those of all. */
    public boolean isChosen() {
        return !texts(WHERE).isEmpty() || text(FILTER) != null;
    }

    /**
     * The same question where {@code where} is said by the filter: by the value that a case has last. For what looks at whole cases.
     */
    public Asked wholeCases(ProcessDefinition definition) {
        Where where = Where.of(definition, this);
        if (where.isEmpty()) {
            return this;
        }
        Map<String, List<String>> said = new TreeMap<>(given);
        said.remove(WHERE);
        said.put(FILTER, List.of(where.filter(text(FILTER))));
        return new Asked(said, List.copyOf(said.keySet()));
    }

    /** The instant that the answer is to be of; null: now. */
    public Long asOf() {
        return instant(AS_OF);
    }

    /** Rows of a page. */
    public int limit(int otherwise) {
        return number("limit", otherwise, 1, Limits.PAGE_ROWS);
    }

    /** All parameters but these, in one order: equal for equal questions, and for no others. */
    public String key(String... but) {
        Map<String, List<String>> sorted = new TreeMap<>(given);
        sorted.keySet().removeAll(List.of(but));
        StringBuilder key = new StringBuilder();
        sorted.forEach((name, values) -> values.forEach(value -> key.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&')));
        return key.toString();
    }
}
