package io.sojourn.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Requests for an operation, by its contract and against it: values of the right and of wrong types, at and beyond their bounds, huge, empty,
 * missing, twice, unknown; bodies whole, cut off, nested, of another kind; headers that say what isn't so. All of a seed.
 */
final class AnyRequest {
    /** What a parameter may mean, by its name. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("process", List.of("authorization", "claims")),
            Map.entry("queue", List.of("intake", "work")),
            Map.entry("measure", List.of("denial_rate", "amounts", "turnaround", "claimed", "sla:standard")),
            Map.entry("id", List.of("C-1", "C-2")),
            Map.entry("by", List.of("facility", "payer", "facility,payer", "team")),
            Map.entry("where", List.of("facility:North", "payer:A", "payer:(none)", "team:team 1")),
            Map.entry("filter", List.of("has(DECIDED)", "and(has(ASKED), duration(min=1h))", "variants(top=2)")),
            Map.entry("against", List.of("has(ASKED)", "not(has(DECIDED))")),
            Map.entry("events", List.of("in(activity, DECIDED)", "range(amount, max=4)")),
            Map.entry("from", List.of("SUBMITTED", "2026-03-04T11:00:00Z")),
            Map.entry("to", List.of("DECIDED", "2026-03-05T12:00:00Z")),
            Map.entry("as_of", List.of("2026-03-04T11:00:00Z", "2026-03-06T00:00:00Z")),
            Map.entry("sla", List.of("standard")),
            Map.entry("search", List.of("1", "C-")),
            Map.entry("columns", List.of("case_id", "case_id,process")),
            Map.entry("table", List.of("stays", "events", "queue_aging")));

    private static final List<String> ATTACKS = List.of(
            "",
            " ",
            "'; DROP TABLE stays; --",
            "' or 1=1 --",
            "\"",
            "\\",
            "%",
            "_",
            "*",
            "../../../etc/passwd",
            "..;/",
            "$(id)",
            "${jndi:ldap://x}",
            "<img src=x onerror=alert(1)>",
            "a\r\nSet-Cookie: x=1",
            "\u0000",
            "\u0001\t\n",
            "\uD83D\uDE00é\u202E",
            "-1",
            "0",
            "9223372036854775808",
            "1e999",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "(((((",
            "has(",
            "and(and(and(has(x))))",
            "payer:'\"",
            ":",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "2026-02-30T00:00:00Z",
            "not(".repeat(200),
            "x".repeat(3_000));

    private static final List<String> TYPES = List.of(
            "application/json", "application/x-ndjson", "application/yaml", "text/plain", "image/png; x=\"", "");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final Random random;
    /** Cursors that answers have given. */
    private final List<String> cursors;

    AnyRequest(Random random, List<String> cursors) {
        this.random = random;
        this.cursors = cursors;
    }

    /** @param target path and query, encoded; @param body null for none */
    record Made(String method, String target, byte[] body, Map<String, String> headers) {
        @Override
        public String toString() {
            return method + " " + target + " " + headers + " "
                    + (body == null ? "" : new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8));
        }
    }

    Made of(Operation o, String sample) {
        Map<String, String> headers = headers();
        byte[] body = o.bodies().isEmpty() || one(20) ? null : body(o, sample);
        if (body != null) {
            String type = one(10) ? pick(TYPES) : o.bodies().keySet().iterator().next();
            headers.put("Content-Type", type);
        }
        String method = one(25) ? pick(METHODS) : o.method();
        return new Made(method, target(o), body, headers);
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String target(Operation o) {
        String path = o.path();
        List<String> query = new ArrayList<>();
        for (Operation.Parameter p : o.parameters()) {
            if (p.in().equals("path")) {
                path = path.replace("{" + p.name() + "}", encoded(value(p.name(), p.schema())));
            } else if (p.in().equals("query") && one(p.required() ? 1 : 3)) {
                query.add(p.name() + "=" + encoded(value(p.name(), p.schema())));
                if (one(15)) {
                    query.add(p.name() + "=" + encoded(value(p.name(), p.schema())));
                }
            }
        }
        if (one(15)) {
            query.add(encoded(pick(ATTACKS)) + "=" + encoded(pick(ATTACKS)));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Mostly one that may mean something. */
    private String value(String name, Map<?, ?> schema) {
        if (one(3)) {
            return pick(ATTACKS);
        }
        if (name.equals("cursor") && !cursors.isEmpty()) {
            return pick(cursors);
        }
        if (schema.get("enum") instanceof List<?> words) {
            return pick(words).toString();
        }
        if (KNOWN.containsKey(name)) {
            return pick(KNOWN.get(name));
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "integer" -> integer(schema);
            case "boolean" -> pick(List.of("true", "false"));
            default -> pick(ATTACKS);
        };
    }

    /** At, within and beyond its bounds. */
    private String integer(Map<?, ?> schema) {
        long least = schema.get("minimum") instanceof Number n ? n.longValue() : 0;
        long most = schema.get("maximum") instanceof Number n ? n.longValue() : Integer.MAX_VALUE;
        return Long.toString(pick(List.of(least - 1, least, least + 1 + random.nextInt(9), most, most + 1)));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of(
                "Accept",
                "Accept-Encoding",
                "If-None-Match",
                "Last-Event-ID",
                "Content-Encoding",
                "Origin",
                "Range",
                "X-HTTP-Method-Override",
                "Forwarded",
                "Cookie")) {
            if (one(12)) {
                headers.put(name, header(name));
            }
        }
        return headers;
    }

    private String header(String name) {
        String attack = pick(ATTACKS).replaceAll("[^\\x20-\\x7E]", "?");
        return switch (name) {
            case "Accept-Encoding" -> pick(List.of("gzip", "gzip;q=0", "*;q=0.5", "br", attack));
            case "If-None-Match" -> pick(List.of("*", "\"x\"", "W/\"", attack));
            case "Content-Encoding" -> pick(List.of("gzip", "identity", "br", attack));
            case "X-HTTP-Method-Override" -> pick(METHODS);
            case "Range" -> pick(List.of("bytes=0-1", "bytes=-9999999999", attack));
            default -> attack;
        };
    }

    private byte[] body(Operation o, String sample) {
        String right = sample == null || one(4) ? "null" : sample;
        Map<?, ?> schema = o.bodies().values().iterator().next();
        String made = schema.containsKey("properties") && !one(4) ? object(schema) : right;
        return switch (random.nextInt(12)) {
            case 0 -> made.substring(0, random.nextInt(made.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 1 -> garbage();
            case 2 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("{\"" + "x".repeat(300_000) + "\": 1}").getBytes(StandardCharsets.UTF_8);
            case 4 -> new byte[0];
            case 5 -> changed(made);
            case 6 -> pick(ATTACKS).getBytes(StandardCharsets.UTF_8);
            case 7 -> (made + "\n" + made).getBytes(StandardCharsets.UTF_8);
            default -> made.getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] changed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** An object of a schema, with members that lack, are of another type, or that nobody knows. */
    private String object(Map<?, ?> schema) {
        List<String> members = new ArrayList<>();
        ((Map<?, ?>) schema.get("properties")).forEach((name, said) -> {
            if (!one(8)) {
                members.add(text((String) name) + ": " + member((Map<?, ?>) said));
            }
        });
        if (one(6)) {
            members.add(text(pick(Arrays.asList("role", "tenant", "__proto__", ""))) + ": " + member(Map.of()));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private String member(Map<?, ?> schema) {
        boolean isText = "string".equals(schema.get("type"));
        return switch (random.nextInt(6)) {
            case 0 -> pick(List.of("null", "1e999", "-0.0", "[]", "{}", "true", "123456789012345678901234567890"));
            case 1 -> text(pick(ATTACKS));
            default -> isText ? text("SELECT " + pick(ATTACKS)) : integer(schema);
        };
    }

    private static String text(String value) {
        return JsonNodeFactory.instance.textNode(value).toString();
    }
}
