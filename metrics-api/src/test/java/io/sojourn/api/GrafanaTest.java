package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards for Grafana against what is served; Grafana itself is not run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SERIES =
            Pattern.compile("\\b((?:sojourn|jvm|process|flink)[a-zA-Z0-9_:]*|up|ALERTS)\\b(?!\\s*[(=!~])(\\{[^}]*})?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)\\s*(?:=~|!=|!~|=)");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");
    /** Prometheus gives these itself. */
    private static final Set<String> GIVEN = Set.of("job", "instance", "alertstate");

    private static final Set<String> GIVEN_SERIES = Set.of("up", "ALERTS");

    private Map<String, Set<String>> served;
    private String documented;
    private String rules;

    @BeforeAll
    void scrape(@TempDir Path dir) throws Exception {
        try (Store store = SampleStore.open(dir);
                ApiServer server =
                        ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> SampleStore.HEALTH)) {
            served = Scrape.of(server.port()).labels();
        }
        documented = Files.readString(PROJECT.resolve("docs/reference/metrics.md"));
        rules = Files.readString(PROJECT.resolve("deploy/prometheus/sojourn.rules.yml"));
    }

    static Stream<Path> boards() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("dashboards/grafana"))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    private static JsonNode read(Path board) {
        try {
            return new ObjectMapper().readTree(board.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each query of the panels. */
    private static List<JsonNode> targets(JsonNode board) {
        List<JsonNode> all = new ArrayList<>();
        board.path("panels").forEach(panel -> panel.path("targets").forEach(all::add));
        return all;
    }

    private static List<String> queries(JsonNode board) {
        List<String> all = new ArrayList<>();
        targets(board).forEach(target -> all.add(target.path("expr").textValue()));
        board.at("/templating/list").forEach(variable -> {
            Matcher m = Pattern.compile("label_values\\((.*),.*\\)")
                    .matcher(variable.at("/query/query").asText());
            if (m.matches()) {
                all.add(m.group(1));
            }
        });
        return all;
    }

    private boolean isKnown(String name) {
        return served.containsKey(name)
                || GIVEN_SERIES.contains(name)
                || name.contains(":") && rules.contains("record: " + name + "\n")
                || documented.contains("`" + name.replaceFirst("_total$", "") + "`");
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everySeriesAndLabelOfAQueryIsServed(Path board) {
        for (String query : queries(read(board))) {
            Set<String> labels = new TreeSet<>();
            Matcher m = SERIES.matcher(query.replaceAll("\"[^\"]*\"", "\"\""));
            while (m.find()) {
                assertThat(isKnown(m.group(1))).as(query).isTrue();
                Set<String> own = served.getOrDefault(m.group(1), Set.of());
                labels.addAll(own);
                Matcher named = LABEL.matcher(m.group(2) == null ? "" : m.group(2));
                while (named.find()) {
                    assertThat(own.contains(named.group(1)) || GIVEN.contains(named.group(1)))
                            .as(query + ": " + named.group(1))
                            .isTrue();
                }
            }
            Matcher grouped = GROUPED.matcher(query);
            while (grouped.find()) {
                for (String label : grouped.group(1).split(",")) {
                    assertThat(labels.contains(label.strip()) || GIVEN.contains(label.strip()))
                            .as(query)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyLegendNamesALabelThatItsSeriesHave(Path board) {
        for (JsonNode target : targets(read(board))) {
            Matcher m = LEGEND.matcher(target.path("legendFormat").textValue());
            Set<String> labels = new TreeSet<>(GIVEN);
            Matcher series = SERIES.matcher(target.path("expr").textValue());
            while (series.find()) {
                labels.addAll(served.getOrDefault(series.group(1), Set.of()));
            }
            while (m.find()) {
                assertThat(labels).as(target.toString()).contains(m.group(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void promtoolReadsEveryQuery(Path board, @TempDir Path dir) throws Exception {
        StringBuilder text = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        int n = 0;
        for (String query : queries(read(board))) {
            text.append("      - record: query:" + n++ + "\n        expr: |-\n          ")
                    .append(query)
                    .append('\n');
        }
        Path file = dir.resolve("queries.yml");
        Files.writeString(file, text);
        Promtool.agrees(file, "check", "rules", file.toString());
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panelsHaveATitleAUnitAPlaceAndTheChosenDatasource(Path file) {
        JsonNode board = read(file);
        assertThat(board.path("uid").asText()).matches("sojourn-[a-z]+");
        assertThat(board.path("title").asText()).isNotBlank();
        assertThat(board.path("schemaVersion").isInt()).isTrue();
        assertThat(board.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : board.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(ids.add(panel.path("id").intValue())).as(title).isTrue();
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").intValue() + at.path("w").intValue())
                    .as(title)
                    .isBetween(1, 24);
            for (int x = 0; x < at.path("w").intValue(); x++) {
                for (int y = 0; y < at.path("h").intValue(); y++) {
                    String cell =
                            (at.path("x").intValue() + x) + "," + (at.path("y").intValue() + y);
                    assertThat(taken.add(cell))
                            .as(title + " covers another at " + cell)
                            .isTrue();
                }
            }
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(title)
                        .isNotBlank();
                assertThat(panel.path("targets")).as(title).isNotEmpty();
            }
        }
        board.findValues("datasource")
                .forEach(d -> assertThat(d.path("uid").asText()).isEqualTo("${datasource}"));
    }

    @Test
    void everyServedSeriesOfOursIsDocumented() {
        Set<String> missing = new TreeSet<>();
        served.keySet().stream()
                .filter(name -> name.startsWith("sojourn_"))
                .map(name -> name.replaceFirst("_total$", ""))
                .filter(name -> !documented.contains("`" + name + "`"))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }
}
