package io.sojourn.mining.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an XES log says before its first trace: extensions, globals, classifiers, and attributes of the log, nested ones too. It is kept
 * as it stands, and has no bearing on how events are read. Equal headers are {@code equals}.
 *
 * @param log attributes of the tag {@code log}, such as {@code xes.version}
 * @param elements in the order of the file
 */
public record XesHeader(Map<String, String> log, List<Element> elements) {
    /** Of a log that says nothing, or is of a format that can't. */
    public static final XesHeader NONE = new XesHeader(Map.of(), List.of());

    private static final String[][] EXTENSIONS = {
        {"Concept", "concept"},
        {"Time", "time"},
        {"Lifecycle", "lifecycle"},
        {"Organizational", "org"},
        {"Identity", "identity"}
    };

    public XesHeader {
        log = new LinkedHashMap<>(log);
        elements = List.copyOf(elements);
    }

    /** An element with its attributes and what is in it. */
    public record Element(String name, Map<String, String> attributes, List<Element> children) {
        public Element {
            attributes = new LinkedHashMap<>(attributes);
            children = List.copyOf(children);
        }

        /** @param attributes name, value, name, value */
        static Element of(String name, String... attributes) {
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < attributes.length; i += 2) {
                all.put(attributes[i], attributes[i + 1]);
            }
            return new Element(name, all, List.of());
        }

        Element with(Element... children) {
            return new Element(name, attributes, List.of(children));
        }
    }

    /** What is written before the traces: this, with those of our own extensions that it lacks; all of our own where it is nothing. */
    XesHeader written() {
        if (elements.isEmpty()) {
            return usual();
        }
        List<Element> all = new ArrayList<>(extensions()
                .filter(own -> elements.stream()
                        .noneMatch(e -> isExtension(e, own.attributes().get("prefix"))))
                .toList());
        all.addAll(elements);
        return new XesHeader(log, all);
    }

    private static boolean isExtension(Element element, String prefix) {
        return element.name().equals("extension")
                && prefix.equals(element.attributes().get("prefix"));
    }

    private static Stream<Element> extensions() {
        return Arrays.stream(EXTENSIONS)
                .map(e -> Element.of(
                        "extension",
                        "name",
                        e[0],
                        "prefix",
                        e[1],
                        "uri",
                        "http://www.xes-standard.org/" + e[1] + ".xesext"));
    }

    private static XesHeader usual() {
        Element name = Element.of("string", "key", "concept:name", "value", "");
        List<Element> all = new ArrayList<>(extensions().toList());
        all.add(Element.of("global", "scope", "trace").with(name));
        all.add(Element.of("global", "scope", "event")
                .with(
                        name,
                        Element.of("string", "key", "lifecycle:transition", "value", "complete"),
                        Element.of("date", "key", "time:timestamp", "value", "1970-01-01T00:00:00Z")));
        all.add(Element.of("classifier", "name", "Activity", "keys", "concept:name"));
        all.add(Element.of(
                "classifier", "name", "Activity and lifecycle", "keys", "concept:name lifecycle:transition"));
        return new XesHeader(Map.of(), all);
    }

    /** How much of what there is, in words: {@code 3 extensions, 1 classifier}; empty when there is nothing. */
    public String summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Element element : elements) {
            String kind =
                    switch (element.name()) {
                        case "extension", "global", "classifier" -> element.name();
                        default -> "attribute of the log";
                    };
            counts.merge(kind, 1, Integer::sum);
        }
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + (e.getValue() == 1 ? e.getKey() : plural(e.getKey())))
                        .toList());
    }

    private static String plural(String kind) {
        return kind.startsWith("attribute") ? kind.replace("attribute", "attributes") : kind + "s";
    }
}
