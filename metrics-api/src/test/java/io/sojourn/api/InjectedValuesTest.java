package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.store.Samples;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each parameter of each route that reads, out of the contract, with values that are SQL, wildcards or quotes: an answer as to any other
 * unknown word, with as many rows, and no word of a database.
 */
class InjectedValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A word that nothing is called. */
    private static final String UNKNOWN = "zqxjv";

    private static final List<String> VALUES = List.of(
            "' or 1=1 --",
            "%",
            "_",
            "\\",
            "x\" or \"1\"=\"1",
            "'); DROP TABLE events; --",
            "a'||(select max(case_id) from cases)||'",
            "$$x$$");
    private static final Pattern DATABASE = Pattern.compile(
            "(?i)(parser|binder|catalog|conversion|syntax|constraint|invalid input) error|duckdb|sqlexception|unterminated|\\bfrom main\\.");

    /** Parameters whose values have a form of their own: with the value where a name's or number's value stands. */
    private static final Map<String, String> FORMS = Map.of("where", "payer:%s");

    @TempDir
    private Path dir;

    private record Asked(String route, String parameter, String before, String behind) {
        String with(String value) {
            String form = FORMS.getOrDefault(parameter, "%s").replace("%s", value);
            return before + URLEncoder.encode(form, StandardCharsets.UTF_8).replace("+", "%20") + behind;
        }
    }

    @Test
    void aValueIsDataInEveryParameterOfEveryRoute() throws Exception {
        ask(1);
    }

    @Test
    @Tag("full")
    void eachOfTheValuesIs() throws Exception {
        ask(VALUES.size());
    }

    /** @param each values for a parameter; where they are fewer than there are, the next parameter gets the next ones */
    private void ask(int each) throws Exception {
        int next = 0;
        try (FlowingStore flowing = new FlowingStore(dir, FlowingStore.events(new Random(5), 12))) {
            flowing.flowTo(Samples.NOON + 100 * Samples.HOUR);
            String before = flowing.asking.get("cases?state=all&limit=500").body();
            List<Asked> all = parameters();
            assertThat(all).as("parameters in the contract").hasSizeGreaterThan(80);
            for (Asked asked : all) {
                for (int i = 0; i < each; i++, next++) {
                    assertOnlyData(flowing.asking, asked, VALUES.get(next % VALUES.size()));
                }
            }
            assertThat(flowing.asking.get("cases?state=all&limit=500").body()).isEqualTo(before);
        }
    }

    private static void assertOnlyData(Asking asking, Asked asked, String value) throws IOException {
        HttpResponse<String> answer = asking.send(asked.with(value), BodyHandlers.ofString());
        String what = asked + " = " + value + "\n" + answer.body();
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(answer.body().replace(value, "")).as(what).doesNotContainPattern(DATABASE);
        if (answer.statusCode() < 300) {
            HttpResponse<String> usual = asking.send(asked.with(UNKNOWN), BodyHandlers.ofString());
            assertThat(usual.statusCode()).as(what).isEqualTo(answer.statusCode());
            assertThat(rows(answer)).as(what).isEqualTo(rows(usual));
        }
    }

    /** Entries of all lists of a document; where it is none, its length. */
    private static int rows(HttpResponse<String> answer) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("application/json") ? entries(JSON.readTree(answer.body())) : lines(answer.body());
    }

    private static int lines(String text) {
        return (int) text.lines().count();
    }

    private static int entries(JsonNode node) {
        int count = node.isArray() ? node.size() : 0;
        for (JsonNode child : node) {
            count += entries(child);
        }
        return count;
    }

    private static List<Asked> parameters() {
        List<Asked> all = new ArrayList<>();
        ((Map<?, ?>) Contract.tree().get("paths")).forEach((path, methods) -> {
            Map<?, ?> get = (Map<?, ?>) ((Map<?, ?>) methods).get("get");
            String route = path.toString();
            if (get != null && route.startsWith("/api/v1/") && !route.equals("/api/v1/live")) {
                List<?> given = get.get("parameters") == null ? List.of() : (List<?>) get.get("parameters");
                for (Object one : given) {
                    Map<?, ?> parameter = resolved((Map<?, ?>) one);
                    if (parameter.get("in").equals("path")
                            || parameter.get("in").equals("query")) {
                        all.add(asked(route.substring("/api/v1/".length()), parameter));
                    }
                }
            }
        });
        return all;
    }

    private static Asked asked(String route, Map<?, ?> parameter) {
        String name = parameter.get("name").toString();
        if (parameter.get("in").equals("path")) {
            String[] parts = route.split("\\{" + name + "}", 2);
            return new Asked(route, name, filled(parts[0]), filled(parts[1]));
        }
        return new Asked(route, name, filled(route) + "?" + name + "=", "");
    }

    /** With something that is there for each other name in the path. */
    private static String filled(String route) {
        return route.replace("{queue}", "intake")
                .replace("{measure}", "denial_rate")
                .replace("{table}", "stays")
                .replace("{id}", "case-1")
                .replace("{process}", "authorization");
    }

    private static Map<?, ?> resolved(Map<?, ?> parameter) {
        String reference = (String) parameter.get("$ref");
        if (reference == null) {
            return parameter;
        }
        Map<?, ?> components = (Map<?, ?>) Contract.tree().get("components");
        return (Map<?, ?>) ((Map<?, ?>) components.get("parameters")).get(reference.replaceFirst(".*/", ""));
    }
}
