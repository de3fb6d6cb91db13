package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The analysis on the page, over a store that a log was run into, beside what the commands say of the log itself. */
class AnalysisPageTest {
    private static final Duration PAGE = Duration.ofSeconds(120);
    private static final double HOUR = 3_600;
    private static final String FILTER = "has('INFO_REQUESTED')";

    @TempDir
    private Path folder;

    @Test
    void thePageShowsWhatTheCommandsSay() throws Exception {
        Browser.assumeUsable();
        Browser.assumePage();
        String log = folder.resolve("work.csv").toString();
        assertThat(Said.by("generate", "--cases", "400", "--seed", "5", "--out", log)
                        .code())
                .isZero();
        String definition = folder.resolve("prior-authorization.yaml").toString();
        try (ChildProcess sojourn = ChildProcess.sojourn(
                        folder.resolve("child"),
                        List.of("run", log, "--definition", definition),
                        "--data",
                        folder.resolve("data").toString(),
                        "--serve",
                        "--port",
                        "0");
                Browser browser = Browser.start(folder.resolve("browser"))) {
            Api api = sojourn.api();
            api.open(browser, "?view=analysis");
            browser.call("Log.enable", Map.of());
            await("the analysis is shown").atMost(PAGE).untilAsserted(() -> {
                causesShown(browser, Said.by("waits", log, "--definition", definition, "--json"));
                segmentsShown(browser, Said.by("mine", log, "--bottlenecks", "--definition", definition, "--json"));
                // A picture is asked for when it comes into sight.
                browser.evaluate("document.querySelector('[data-metric=picture][data-value=\"\"]')?.scrollIntoView()");
                assertThat(values(browser, "picture")).hasSizeGreaterThan(2).containsOnly("shown");
            });
            assertThat(values(browser, "analysis.cases")).containsExactly("400");

            browser.open(api.page("?view=analysis&filter=" + URLEncoder.encode(FILTER, StandardCharsets.UTF_8)));
            String cases = Integer.toString(Api.JSON
                    .readTree(Said.by("mine", log, "--filter", FILTER, "--json").out())
                    .get("cases")
                    .asInt());
            await("the filter holds").atMost(PAGE).untilAsserted(() -> assertThat(values(browser, "analysis.cases"))
                    .containsExactly(cases));
            assertThat(Integer.parseInt(cases)).isBetween(1, 399);
            assertThat(browser.told("Log.entryAdded")).isEmpty();
        }
    }

    private static void causesShown(Browser browser, Said waits) throws Exception {
        JsonNode causes = Api.JSON.readTree(waits.out()).get("wait_hours_by_cause");
        int shown = 0;
        for (JsonNode m : named(browser, "wait_cause")) {
            double hours = causes.get(m.get("key").asText()).asDouble();
            assertThat(m.get("value").asDouble() / HOUR).as("%s", m).isCloseTo(hours, within(1e-6));
            shown++;
        }
        assertThat(shown).isGreaterThan(2);
    }

    private static void segmentsShown(Browser browser, Said bottlenecks) throws Exception {
        JsonNode first = Api.JSON.readTree(bottlenecks.out()).get("segments").get(0);
        JsonNode shown = named(browser, "bottleneck").get(0);
        assertThat(shown.get("from").asText()).isEqualTo(first.get("from").asText());
        assertThat(shown.get("to").asText()).isEqualTo(first.get("to").asText());
        assertThat(shown.get("value").asDouble() / HOUR)
                .isCloseTo(first.get("wait_hours").asDouble(), within(1e-6));
    }

    private static List<String> values(Browser browser, String metric) {
        return named(browser, metric).stream().map(m -> m.get("value").asText()).toList();
    }

    private static List<JsonNode> named(Browser browser, String metric) {
        List<JsonNode> found = StreamSupport.stream(browser.metrics().spliterator(), false)
                .filter(m -> m.get("metric").asText().equals(metric))
                .toList();
        assertThat(found).as(metric).isNotEmpty();
        return found;
    }
}
