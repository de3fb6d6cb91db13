package io.sojourn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Fields that a model or a schema does not know. Models keep them aside instead of refusing them. */
final class Unknown {
    private Unknown() {}

    /** Names that objects of a model have put aside, at any depth. */
    static List<String> inModel(Object model) {
        List<String> found = new ArrayList<>();
        walk(model, "", found, new IdentityHashMap<>());
        return found;
    }

    private static void walk(Object o, String path, List<String> found, Map<Object, Boolean> seen) {
        if (o instanceof Collection<?> list) {
            list.forEach(e -> walk(e, path + "[]", found, seen));
        } else if (o instanceof Map<?, ?> map) {
            map.forEach((k, v) -> walk(v, path + "." + k, found, seen));
        } else if (o != null && isModel(o) && seen.put(o, true) == null) {
            for (Method m : o.getClass().getMethods()) {
                if (m.getParameterCount() == 0
                        && m.getName().startsWith("get")
                        && !m.getName().equals("getClass")) {
                    visit(o, m, path, found, seen);
                }
            }
        }
    }

    private static boolean isModel(Object o) {
        String name = o.getClass().getName();
        return !o.getClass().isEnum() && (name.startsWith("io.strimzi.") || name.startsWith("io.fabric8."));
    }

    private static void visit(Object o, Method m, String path, List<String> found, Map<Object, Boolean> seen) {
        try {
            Object value = m.invoke(o);
            if (m.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(k -> found.add(path + "." + k));
            } else {
                walk(value, path + "." + m.getName().substring(3), found, seen);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(m + ": " + e.getCause(), e);
        }
    }

    /** What of a value an OpenAPI schema does not know or allow: names, types, and words of a list. */
    static List<String> inSchema(JsonNode value, JsonNode schema) {
        List<String> found = new ArrayList<>();
        compare(value, schema, "", found);
        return found;
    }

    private static void compare(JsonNode value, JsonNode schema, String path, List<String> found) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return;
        }
        if (!isOfType(value, schema.path("type").asText())) {
            found.add(path + " is no " + schema.path("type").asText() + ": " + value);
        } else if (value.isObject()) {
            value.fields().forEachRemaining(f -> {
                JsonNode inner = schema.path("properties").path(f.getKey());
                JsonNode other = inner.isMissingNode() ? schema.path("additionalProperties") : inner;
                if (other.isMissingNode()) {
                    found.add(path + "." + f.getKey() + " is unknown");
                } else {
                    compare(f.getValue(), other, path + "." + f.getKey(), found);
                }
            });
            schema.path("required").forEach(r -> {
                if (!value.has(r.asText())) {
                    found.add(path + "." + r.asText() + " is missing");
                }
            });
        } else if (value.isArray()) {
            value.forEach(v -> compare(v, schema.path("items"), path + "[]", found));
        } else if (schema.has("enum") && !words(schema.path("enum")).contains(value.asText())) {
            found.add(path + " is none of " + schema.path("enum") + ": " + value);
        }
    }

    private static Set<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }
}
