package io.sojourn.mining.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Terms as JSON: an object with the name under {@code filter} and the arguments beside it. */
final class TermJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NAME = "filter";

    private TermJson() {}

    static ObjectNode of(Term term) {
        ObjectNode node = JSON.objectNode().put(NAME, term.name());
        term.arguments().forEach((name, value) -> node.set(name, node(value)));
        return node;
    }

    private static JsonNode node(Object value) {
        if (value instanceof Term term) {
            return of(term);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(v -> array.add(node(v)));
            return array;
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Integer number) {
            return JSON.numberNode(number);
        }
        return value instanceof Double number ? JSON.numberNode(number) : JSON.textNode(value.toString());
    }

    static Term parse(JsonNode json) {
        return term(json, 1);
    }

    private static Term term(JsonNode json, int depth) {
        if (depth > TermParser.MOST_DEPTH) {
            throw Term.wrong("it is nested more than " + TermParser.MOST_DEPTH + " deep.", null);
        }
        JsonNode name = json.get(NAME);
        if (!json.isObject() || name == null || !name.isTextual()) {
            throw Term.wrong(
                    "its JSON is no object with a name under \"filter\".",
                    "Maybe write {\"filter\": \"has\", \"activities\": [\"A\"]}.");
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        json.properties().forEach(e -> {
            if (!e.getKey().equals(NAME) && !e.getValue().isNull()) {
                arguments.put(e.getKey(), value(e.getValue(), depth));
            }
        });
        return new Term(name.asText(), arguments);
    }

    private static Object value(JsonNode json, int depth) {
        if (json.isObject()) {
            return term(json, depth + 1);
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(v -> list.add(element(v, depth)));
            return list;
        }
        return Term.whole(json.asText());
    }

    private static Object element(JsonNode json, int depth) {
        if (json.isArray()) {
            throw Term.wrong("a list stands in a list.", null);
        }
        return value(json, depth);
    }
}
