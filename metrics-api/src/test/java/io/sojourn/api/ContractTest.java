package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.store.Samples;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract says everything, and holds whatever is asked. */
class ContractTest {
    /** Answers whose form others define. */
    private static final List<String> OPEN = List.of("/case-event-1.schema.json", "/access.schema.json");

    private static final List<String> WORDS = List.of(
            "intake",
            "denial_rate",
            "sla:standard",
            "standard",
            "payer",
            "payer:payer 1",
            "case-1",
            "SUBMITTED",
            "DECIDED",
            "has(DECIDED)",
            "and(has(ASKED), duration(min=1h))",
            "in(activity, DECIDED)",
            "authorization",
            "2026-03-04T11:00:00Z",
            "2026-03-05T12:00:00Z",
            "stays",
            "team",
            "24h",
            "all",
            "",
            " ",
            "'; DROP TABLE stays; --",
            "\"",
            "%",
            "*",
            "-1",
            "0",
            "9223372036854775808",
            "1e999",
            "NaN",
            "null",
            "(((((",
            "payer:'\"",
            "\u0001\t\n",
            "\uD83D\uDE00é\u202E",
            "x".repeat(3_000));

    @Test
    void everyObjectIsClosedOrSaysWhatItHolds() {
        List<String> bare = new ArrayList<>();
        collect("", Contract.tree(), bare);
        assertThat(bare).isEmpty();
    }

    private static void collect(String path, Object node, List<String> bare) {
        if (node instanceof List<?> list) {
            list.forEach(item -> collect(path, item, bare));
        } else if (node instanceof Map<?, ?> map && OPEN.stream().noneMatch(path::endsWith)) {
            boolean isObject = "object".equals(map.get("type"));
            boolean isClosed = Boolean.FALSE.equals(map.get("additionalProperties")) && map.containsKey("properties");
            if (isObject && !isClosed && !(map.get("additionalProperties") instanceof Map)) {
                bare.add(path);
            }
            map.forEach((name, value) -> collect(path + "/" + name, value, bare));
        }
    }

    @Test
    void whateverIsAskedTheAnswerFitsAndTheServerStandsIt(@TempDir Path dir) throws Exception {
        ask(dir, 2);
    }

    @Test
    @Tag("full")
    void whateverIsAskedForLong(@TempDir Path dir) throws Exception {
        ask(dir, 60);
    }

    private static void ask(Path dir, int rounds) throws Exception {
        long seed = Long.getLong("sojourn.seed", 20_261_122);
        Random random = new Random(seed);
        Map<?, ?> paths = (Map<?, ?>) Contract.tree().get("paths");
        try (FlowingStore flowing = new FlowingStore(dir, FlowingStore.events(new Random(5), 30))) {
            flowing.flowTo(Samples.NOON + 100 * Samples.HOUR);
            for (int round = 0; round < rounds; round++) {
                paths.forEach((path, methods) -> {
                    Map<?, ?> get = (Map<?, ?>) ((Map<?, ?>) methods).get("get");
                    if (get != null && path.toString().startsWith("/api/v1/") && !path.equals("/api/v1/live")) {
                        assertStands(flowing.asking, path.toString(), request(random, path.toString(), get), seed);
                    }
                });
            }
        }
    }

    private static void assertStands(Asking asking, String path, String request, long seed) {
        String behind = request.substring("/api/v1/".length());
        HttpResponse<String> response = asking.send(behind, BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("seed " + seed + " " + request + " " + response.body())
                .isLessThan(500);
        Contract.kept("GET", path.replaceAll("\\{.*?}", "x"), response);
    }

    private static String request(Random random, String path, Map<?, ?> get) {
        String filled = path;
        StringBuilder query = new StringBuilder();
        for (Object one : (List<?>) get.get("parameters") == null ? List.of() : (List<?>) get.get("parameters")) {
            Map<?, ?> parameter = resolved((Map<?, ?>) one);
            String name = (String) parameter.get("name");
            String value = encoded(value(random, (Map<?, ?>) parameter.get("schema")));
            if (parameter.get("in").equals("path")) {
                filled = filled.replace("{" + name + "}", value.isEmpty() ? "x" : value.replace("%2F", "-"));
            } else if (random.nextInt(3) == 0) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        return filled + query;
    }

    private static Map<?, ?> resolved(Map<?, ?> parameter) {
        String reference = (String) parameter.get("$ref");
        if (reference == null) {
            return parameter;
        }
        Map<?, ?> components = (Map<?, ?>) Contract.tree().get("components");
        return (Map<?, ?>) ((Map<?, ?>) components.get("parameters")).get(reference.replaceFirst(".*/", ""));
    }

    /** Mostly one that the contract knows, else any word. */
    private static String value(Random random, Map<?, ?> schema) {
        List<?> words = (List<?>) schema.get("enum");
        if (words != null && random.nextInt(4) > 0) {
            return words.get(random.nextInt(words.size())).toString();
        }
        if ("integer".equals(schema.get("type")) && random.nextInt(2) > 0) {
            return Integer.toString(random.nextInt(600));
        }
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
