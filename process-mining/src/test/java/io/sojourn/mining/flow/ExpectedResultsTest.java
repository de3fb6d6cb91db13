package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.View;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Public logs against what another tool, pm4py, says about them: every variant, arc, start, end, duration, handover and
 * service time of every view. The logs are in the folder of {@code sojourn.logs}, the results in {@code expected} beside it.
 */
class ExpectedResultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "running-example.xes",
                "sepsis.xes.gz",
                "hospital_billing_10k.csv",
                "bpic2012.xes.gz",
                "bpic2013_incidents.xes.gz",
                "bpic2020_DomesticDeclarations.xes.gz",
                "road_traffic.xes.gz",
                "helpdesk.xes.gz",
                "receipt.xes.gz",
                "production.csv",
                "interval_event_log.csv",
                "teleclaims.xes.gz"
            })
    void everyFigureIsTheExpectedOne(String name) throws IOException {
        String folder = System.getProperty("sojourn.logs", "");
        assumeThat(folder).as("no real logs: set -Dsojourn.logs=FOLDER").isNotEmpty();
        Path logs = Path.of(folder);
        Path expected = logs.resolveSibling("expected");
        String base = name.substring(0, name.indexOf('.'));
        JsonNode views = new ObjectMapper()
                .readTree(expected.resolve(base + ".json").toFile())
                .get("views");
        EventLog log;
        try (LogFile file = Logs.open(logs.resolve(name), ReadOptions.defaults())) {
            LogLoader.Loaded loaded = LogLoader.load(file, bytes -> {});
            assertThat(loaded.rejected()).isZero();
            log = loaded.log();
        }
        whole(Flow.of(log, FlowOptions.defaults()), views.get("all"), expected.resolve(base + ".variants.tsv.gz"));
        if (views.has("complete")) {
            Flow complete = Flow.of(log, new FlowOptions(View.COMPLETE, 0));
            whole(complete, views.get("complete"), expected.resolve(base + ".complete.variants.tsv.gz"));
        }
        if (views.has("interval")) {
            interval(Flow.of(log, new FlowOptions(View.INTERVAL, 0)), views.get("interval"));
        }
    }

    private static void whole(Flow flow, JsonNode view, Path variants) throws IOException {
        assertThat(flow.events()).isEqualTo(view.get("events").asLong());
        assertThat(flow.cases()).isEqualTo(view.get("cases").asLong());
        assertThat(flow.ties()).isEqualTo(view.get("tie_pairs_same_timestamp").asLong());
        assertThat(counts(flow.activities())).isEqualTo(counts(view.get("activity_counts")));
        assertThat(counts(flow.startActivities())).isEqualTo(counts(view.get("start_activities")));
        assertThat(counts(flow.endActivities())).isEqualTo(counts(view.get("end_activities")));
        variants(flow, view, variants);
        arcs(flow, view);
        distribution(flow.caseDuration(), view.get("case_duration_seconds"), "case duration");
        Map<String, Long> rework = new TreeMap<>();
        flow.rework().forEach(r -> rework.put(r.activity(), r.cases()));
        Map<String, Long> expectedRework = counts(view.get("rework_cases_per_activity"));
        expectedRework.values().removeIf(n -> n == 0);
        assertThat(rework).isEqualTo(expectedRework);
        handovers(flow, view.path("handover").path("org:resource"));
        if (view.has("service_time_per_activity")) {
            serviceTimes(flow, view.get("service_time_per_activity"));
        }
    }

    private static void interval(Flow flow, JsonNode view) {
        assertThat(flow.events()).isEqualTo(view.get("events").asLong());
        serviceTimes(flow, view.get("service_time_per_activity"));
        arcs(flow, view);
    }

    private static void variants(Flow flow, JsonNode view, Path file) throws IOException {
        assertThat(flow.variantCount()).isEqualTo(view.get("variants").asLong());
        Map<String, Long> all = new HashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                all.put(line.substring(tab + 1), Long.valueOf(line.substring(0, tab)));
            }
        }
        Map<String, Long> got = new HashMap<>();
        flow.variants().forEach(v -> got.put(String.join("\t", v.activities()), v.count()));
        assertThat(got).isEqualTo(all);
        for (int i = 0; i < view.get("top_variants").size(); i++) {
            JsonNode top = view.get("top_variants").get(i);
            Variant variant = flow.variants().get(i);
            assertThat(variant.activities())
                    .isEqualTo(List.of(new ObjectMapper().convertValue(top.get("activities"), String[].class)));
        }
    }

    private static void arcs(Flow flow, JsonNode view) {
        assertThat(flow.arcs().stream()
                        .map(a -> a.from() + "\t" + a.to() + "\t" + a.count())
                        .toList())
                .isEqualTo(triples(view.get("dfg")));
        Map<String, Distribution> times = new HashMap<>();
        flow.arcs().forEach(a -> times.put(a.from() + "\t" + a.to(), a.time()));
        for (JsonNode row : view.get("performance_dfg")) {
            String arc = row.get("source").asText() + "\t" + row.get("target").asText();
            distribution(times.get(arc), row, arc);
        }
    }

    private static void handovers(Flow flow, JsonNode expected) {
        if (expected.has("counts")) {
            assertThat(flow.handovers().stream()
                            .map(h -> h.from() + "\t" + h.to() + "\t" + h.count())
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(triples(expected.get("counts")));
        }
    }

    private static void serviceTimes(Flow flow, JsonNode expected) {
        assertThat(flow.serviceTimes()).hasSize(expected.size());
        for (ServiceTime s : flow.serviceTimes()) {
            JsonNode row = expected.get(s.activity());
            distribution(s.time(), row, s.activity());
            assertThat(s.time().count()).isEqualTo(row.get("count").asLong());
            assertThat(s.positive()).isEqualTo(row.get("count_positive").asLong());
        }
    }

    private static void distribution(Distribution got, JsonNode expected, String what) {
        near(got.min(), expected, "min", what);
        near(got.mean(), expected, "mean", what);
        near(got.median(), expected, "median", what);
        near(got.max(), expected, "max", what);
        if (expected.has("p90")) {
            near(got.p90(), expected, "p90", what);
        }
    }

    private static void near(double got, JsonNode expected, String key, String what) {
        double want = expected.get(key).asDouble();
        assertThat(got).as(what + " " + key).isCloseTo(want, within(Math.max(1e-3, Math.abs(want) * 1e-9)));
    }

    private static List<String> triples(JsonNode rows) {
        List<String> triples = new java.util.ArrayList<>();
        rows.forEach(r -> triples.add(
                r.get(0).asText() + "\t" + r.get(1).asText() + "\t" + r.get(2).asLong()));
        return triples;
    }

    private static Map<String, Long> counts(List<ActivityCount> counts) {
        Map<String, Long> map = new TreeMap<>();
        counts.forEach(c -> map.put(c.activity(), c.count()));
        return map;
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> map = new TreeMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asLong()));
        return map;
    }
}
