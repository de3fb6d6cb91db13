package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mine --report} as a command, and its page in a browser. */
class MineReportTest {
    private static final int PHONE = 400;

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void generate() {
        log = folder.resolve("log.csv");
        Said said = Said.by("generate", "--cases", "300", "--seed", "3", "--out", log.toString());
        assertThat(said.code()).as(said.all()).isZero();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void itSaysTheMainSentencesAndWhereThePageIs() throws IOException {
        Said said = Said.by("mine", log.toString(), "--report", file("out.html"));
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out())
                .contains("Half of all cases take longer than ")
                .contains("Work waited ")
                .endsWith("Wrote " + file("out.html") + System.lineSeparator());
        assertThat(said.out().lines()).hasSize(4);
        String page = Files.readString(Path.of(file("out.html")));
        said.out().lines().limit(1).forEach(line -> assertThat(page.replaceAll("<[^>]*>", ""))
                .contains(line));
    }

    @Test
    void itsFiguresAreThoseOfTheOtherCommands() throws IOException {
        Said said = Said.by("mine", log.toString(), "--report", file("out.html"), "--json");
        JsonNode document = Api.JSON.readTree(said.out());
        JsonNode bottlenecks = Api.JSON.readTree(
                Said.by("mine", log.toString(), "--bottlenecks", "--json").out());
        assertThat(document.path("bottlenecks")).isEqualTo(bottlenecks);
        JsonNode flow = Api.JSON.readTree(
                Said.by("mine", log.toString(), "--json", "--view", "interval").out());
        for (String key :
                List.of("cases", "variant_count", "directly_follows", "case_duration", "rework", "handovers")) {
            assertThat(document.path("flow").path(key)).as(key).isEqualTo(flow.path(key));
        }
    }

    @Test
    void aChoiceIsMinedAlone() throws IOException {
        String filter = "has(DECIDED)";
        Said said = Said.by("mine", log.toString(), "--filter", filter, "--report", file("out.html"), "--json");
        JsonNode document = Api.JSON.readTree(said.out());
        JsonNode flow = Api.JSON.readTree(
                Said.by("mine", log.toString(), "--filter", filter, "--json").out());
        assertThat(document.path("flow").path("cases")).isEqualTo(flow.path("cases"));
        assertThat(document.path("bottlenecks").path("cases")).isEqualTo(flow.path("cases"));
        assertThat(Files.readString(Path.of(file("out.html")))).contains("; only cases has(DECIDED)");
    }

    @Test
    void anotherLogIsComparedWith() throws IOException {
        Said said = Said.by("mine", log.toString(), "--against", log.toString(), "--report", file("out.html"));
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(Files.readString(Path.of(file("out.html")))).contains("B is log.csv", "None.");
    }

    @Test
    void aDefinitionTellsWhoIsOutside() throws IOException {
        String definition =
                Path.of("../sample-logs/samples/prior-authorization.yaml").toString();
        Said said = Said.by("mine", log.toString(), "--definition", definition, "--report", file("out.html"));
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("was for somebody outside (longest in the queue \"Waiting for the payer\")");
        assertThat(Files.readString(Path.of(file("out.html")))).contains("id=\"queues\"", "prior-authorization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"out.txt # doesn't end with .html", "no/where/out.html # there is no folder"})
    void aPageThatCantBeWrittenIsRefusedAtOnce(String name, String why) {
        Said said = Said.by("mine", log.toString(), "--report", file(name));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(why).contains("\nMaybe ").doesNotContain("\tat ");
    }

    @Test
    void savingAtTheSameTimeIsRefused() {
        Said said = Said.by("mine", log.toString(), "--report", file("out.html"), "--save", file("log.slog"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--save and --report").contains("\nMaybe save first");
    }

    @Test
    void theBrowserAsksNobodyAndScrollsOneWay() throws IOException {
        Browser.assumeUsable();
        Files.writeString(
                log,
                Files.readString(log)
                        .replace("SUBMITTED", "</script><img src=x onerror=alert(1)>")
                        .replace("NEED_CHECKED", "n".repeat(10_000)));
        Path page = folder.resolve("out.html");
        Said said = Said.by("mine", log.toString(), "--report", page.toString());
        assertThat(said.code()).as(said.all()).isZero();
        try (Browser browser = Browser.start(folder)) {
            browser.open("about:blank");
            for (String domain : List.of("Log", "Runtime", "Network")) {
                browser.call(domain + ".enable", Map.of());
            }
            browser.call("Page.navigate", Map.of("url", page.toUri().toString()));
            await("the page is there").atMost(Duration.ofSeconds(60)).until(() -> browser.evaluate(
                            "document.readyState == 'complete' && document.querySelectorAll('section').length > 5")
                    .asBoolean());
            JsonNode figures = browser.metrics();
            assertThat(figures.size()).isGreaterThan(100);
            for (int width : new int[] {PHONE, 1200}) {
                browser.call(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .isLessThanOrEqualTo(width);
            }
            assertThat(browser.told("Network.requestWillBeSent"))
                    .extracting(r -> r.path("request").path("url").asText())
                    .containsOnly(page.toUri().toString());
            assertThat(browser.told("Log.entryAdded")).isEmpty();
            assertThat(browser.told("Runtime.exceptionThrown")).isEmpty();
            assertThat(browser.told("Runtime.consoleAPICalled")).isEmpty();
        }
    }
}
