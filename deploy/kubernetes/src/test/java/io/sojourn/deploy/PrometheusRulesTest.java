package io.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusRulesTest {
    private static final Path FOLDER = Documents.DEPLOY.resolve("prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Pattern FIGURE = Pattern.compile("\\b(sojourn_[a-z_]+|flink_[A-Za-z_]+)\\b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check rules sojourn.rules.yml",
                "test rules sojourn.rules.test.yml",
                "check config prometheus.yml",
                "check config --syntax-only compose.yml"
            })
    void promtoolAgrees(String command) throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "promtool is missing: Debian's package prometheus has it");
        List<String> words = Stream.concat(Stream.of(PROMTOOL.toString()), Stream.of(command.split(" ")))
                .toList();
        Process process = new ProcessBuilder(words)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    void everyFigureOfTheRulesIsDocumented() throws IOException {
        String reference = Files.readString(Documents.DEPLOY.resolveSibling("docs/reference/metrics.md"));
        Set<String> missing = new TreeSet<>();
        Matcher m = FIGURE.matcher(Files.readString(FOLDER.resolve("sojourn.rules.yml")));
        while (m.find()) {
            if (!reference.contains("`" + m.group().replaceFirst("_total$", "") + "`")) {
                missing.add(m.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyAlertHasATestASummaryAndASeverity() throws IOException {
        String tests = Files.readString(FOLDER.resolve("sojourn.rules.test.yml"));
        JsonNode rules = Documents.of(FOLDER.resolve("sojourn.rules.yml")).get(0);
        for (JsonNode rule : rules.at("/groups/1/rules")) {
            String alert = rule.path("alert").asText();
            assertThat(tests).contains("alertname: " + alert);
            assertThat(rule.at("/annotations/summary").asText()).as(alert).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("warning", "critical");
        }
    }
}
