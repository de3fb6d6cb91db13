package io.sojourn.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parameters of a question. Immutable: each method gives another one.
 *
 * @param all name and value, in order
 */
public record Parameters(List<Parameter> all) {
    /** One of them. */
    public record Parameter(String name, String value) {}

    public Parameters {
        all = List.copyOf(all);
    }

    public static Parameters none() {
        return new Parameters(List.of());
    }

    /** Any parameter of the contract. */
    public Parameters with(String name, Object value) {
        List<Parameter> more = new ArrayList<>(all);
        more.add(new Parameter(name, value.toString()));
        return new Parameters(more);
    }

    /** Only rows with this value of a dimension. */
    public Parameters where(String dimension, String value) {
        return with("where", dimension + ":" + value);
    }

    /** Only cases that a filter chooses. */
    public Parameters filter(String filter) {
        return with("filter", filter);
    }

    /** The answer as it was at an instant. */
    public Parameters asOf(Instant instant) {
        return with("as_of", instant);
    }

    /** Split by dimensions. */
    public Parameters by(String... dimensions) {
        return with("by", String.join(",", dimensions));
    }

    /** From an instant to before another one. */
    public Parameters period(Instant from, Instant to) {
        return with("from", from).with("to", to);
    }

    /** In steps of 5 minutes, an hour or a day. */
    public Parameters step(Duration step) {
        return with("step", step.toDays() > 0 ? "1d" : step.toHours() > 0 ? "1h" : "5m");
    }

    /** As they stand in an address, with the question mark. */
    String query() {
        return all.isEmpty()
                ? ""
                : all.stream()
                        .map(p -> encoded(p.name()) + "=" + encoded(p.value()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
