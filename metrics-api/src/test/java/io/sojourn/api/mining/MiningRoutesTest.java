package io.sojourn.api.mining;

import static io.sojourn.api.mining.MinedServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.bottleneck.Handoffs;
import io.sojourn.mining.bottleneck.MineBottlenecks;
import io.sojourn.mining.cascade.CascadeOptions;
import io.sojourn.mining.cascade.Cascades;
import io.sojourn.mining.dots.DotOptions;
import io.sojourn.mining.dots.DotOptions.Axis;
import io.sojourn.mining.dots.DotOptions.Colour;
import io.sojourn.mining.dots.DotOptions.Order;
import io.sojourn.mining.dots.DottedChart;
import io.sojourn.mining.draw.CascadeDrawing;
import io.sojourn.mining.draw.DotsDrawing;
import io.sojourn.mining.draw.SpectrumDrawing;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.spectrum.Segment;
import io.sojourn.mining.spectrum.Spectrum;
import io.sojourn.mining.spectrum.SpectrumDocument;
import io.sojourn.mining.spectrum.SpectrumOptions;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.WaitDocument;
import io.sojourn.mining.waits.WaitSettings;
import io.sojourn.mining.waits.WaitSummary;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP, on a store with random cases of two processes: what the routes answer, beside SQL and the commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiningRoutesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CompiledDefinition FIRST = MinedEvents.definition("authorization");
    private static final CompiledDefinition SECOND = MinedEvents.definition("referral");
    private static final WaitSettings SETTINGS = WaitSettings.of(ZoneId.of("America/New_York"))
            .withDefinition(FIRST)
            .withCalendar(WaitSettings.calendar(FIRST, "office"));
    private static final BottleneckOptions OPTIONS =
            BottleneckOptions.defaults().withMinSupport(20).withWaits(SETTINGS);
    private static final String OF_FIRST = "process=authorization";

    private final MinedEvents first = MinedEvents.of(FIRST, 3, 400);
    private final MinedEvents second = MinedEvents.of(SECOND, 4, 60);
    private Path folder;
    private MinedServer server;

    @BeforeAll
    void start(@TempDir Path dir) {
        folder = dir;
        server = new MinedServer(dir, List.of(FIRST, SECOND), MinedServer.OPTIONS)
                .with(first)
                .with(second);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertEqual(JsonNode actual, JsonNode expected, String at) {
        if (expected.isNumber()) {
            double value = expected.doubleValue();
            assertThat(actual.isNumber()).as(at + " " + actual).isTrue();
            assertThat(actual.doubleValue()).as(at).isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
        } else if (expected.isContainerNode()) {
            assertThat(actual.size()).as(at + " " + actual).isEqualTo(expected.size());
            expected.properties()
                    .forEach(p -> assertEqual(actual.path(p.getKey()), p.getValue(), at + "." + p.getKey()));
            for (int i = 0; expected.isArray() && i < expected.size(); i++) {
                assertEqual(actual.path(i), expected.path(i), at + "[" + i + "]");
            }
        } else {
            assertThat(actual).as(at).isEqualTo(expected);
        }
    }

    /** A document without what stands in front of that of the command. */
    private static ObjectNode inner(JsonNode document, String... front) {
        return ((ObjectNode) document.deepCopy()).remove(List.of(front));
    }

    private Path csv(Predicate<String> cases) throws Exception {
        return first.csv(folder.resolve("cases.csv"), cases);
    }

    private Predicate<String> isOf(String payer) {
        Map<String, String> payers = first.payers();
        return c -> payer.equals(payers.get(c));
    }

    private static EventLog load(Path csv) {
        try (LogFile file = Logs.open(csv, ReadOptions.defaults())) {
            return LogLoader.load(file, LogLoader.ALL_ATTRIBUTES, bytes -> {}).log();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "has(Ask)",
                "and(starts(Submit), not(ends(Notify)))",
                "case(in(payer, B))",
                "event(range(amount, min=10))",
                "directly_follows(Submit, Decide, min=1h)",
                "variants(top=3)",
                "duration(min=400d)"
            })
    void variantsAndTheMapEqualTheSqlTwin(String filter) throws Exception {
        String chosen = filter.isEmpty() ? "" : "&filter=" + encoded(filter);
        LogFilter choice = filter.isEmpty() ? LogFilter.all() : new LogFilter(Filter.parse(filter), List.of());
        for (String process : List.of("authorization", "referral")) {
            JsonNode variants = server.json("variants?top=10&process=" + process + chosen);
            JsonNode map = server.json("process-map?process=" + process + chosen);
            try (Connection c = server.store.newConnection()) {
                FlowTwin twin = new FlowTwin(c, process, choice);
                assertEqual(
                        inner(variants, "as_of", "filter", "events", "view"), twin.variants(10), process + " variants");
                assertEqual(inner(map, "as_of", "filter", "events", "view"), twin.processMap(), process + " map");
            }
        }
    }

    @Test
    void bottlenecksAreTheCommandsOwn() throws Exception {
        JsonNode expected = new MineBottlenecks(ReadOptions.defaults(), OPTIONS, bytes -> {}).document(csv(c -> true));
        JsonNode document = server.json("bottlenecks?min_support=20&" + OF_FIRST);

        assertThat(inner(document, "as_of", "filter", "events")).hasToString(expected.toString());
        assertThat(document.path("segments")).isNotEmpty();
        assertThat(document.fieldNames()).toIterable().startsWith("as_of", "filter", "events", "cases");
    }

    @Test
    void whatAFilterChoosesIsMinedAsALogOfItsOwn() throws Exception {
        Path b = csv(isOf("B"));
        JsonNode expected = new MineBottlenecks(ReadOptions.defaults(), OPTIONS, bytes -> {}).document(b);
        String filter = "case(in(payer, B))";
        JsonNode document = server.json("bottlenecks?min_support=20&filter=" + encoded(filter) + "&" + OF_FIRST);
        JsonNode waits = server.json("waits?filter=" + encoded(filter) + "&" + OF_FIRST);

        assertThat(inner(document, "as_of", "filter", "events")).hasToString(expected.toString());
        assertThat(document.path("filter").asText())
                .isEqualTo(Filter.parse(filter).text());
        assertThat(inner(waits, "as_of", "filter", "events"))
                .hasToString(WaitDocument.of(WaitSummary.of(SETTINGS.split(load(b)), SETTINGS.calendar()))
                        .toString());
    }

    @Test
    void handoversAreThoseOfTheDefinitionsPartiesWithTheirNetwork() throws Exception {
        ActivityInstances instances = ActivityInstances.of(load(csv(c -> true)));
        JsonNode teams = server.json("handovers?" + OF_FIRST);
        JsonNode people = server.json("handovers?between=resource&top=2&" + OF_FIRST);

        assertThat(teams.path("between").asText()).isEqualTo("team");
        assertThat(teams.path("count").asLong())
                .isEqualTo(Handoffs.ofTeams(instances).count());
        assertThat(teams.path("ping_pongs").asLong())
                .isEqualTo(Handoffs.ofTeams(instances).pingPongs());
        assertThat(people.path("count").asLong())
                .isEqualTo(Handoffs.ofResources(instances).count());
        assertThat(people.path("pairs")).hasSize(2);
        assertThat(people.path("parties")).hasSize(2);
        long handedOn = 0;
        double hours = 0;
        for (JsonNode party : teams.path("parties")) {
            handedOn += party.path("handed_on").asLong();
            hours += party.path("taken_hours").asDouble();
        }
        assertThat(handedOn).isEqualTo(teams.path("count").asLong());
        double delays = 0;
        for (JsonNode pair : teams.path("pairs")) {
            delays += pair.path("delay_hours").asDouble();
        }
        assertThat(hours).isCloseTo(delays, within(1e-6));
    }

    @Test
    void differencesOfTwoPartsAreThoseOfTwoFiles() throws Exception {
        Path a = first.csv(folder.resolve("a.csv"), isOf("A"));
        Path b = first.csv(folder.resolve("b.csv"), isOf("B"));
        JsonNode expected = new MineBottlenecks(ReadOptions.defaults(), OPTIONS, bytes -> {}).differences(a, b);
        JsonNode document = server.json("differences?min_support=20&filter=" + encoded("case(in(payer, A))")
                + "&against=" + encoded("case(in(payer, B))") + "&" + OF_FIRST);

        assertThat(document.path("differences")).hasToString(expected.toString());
        assertThat(document.path("cases_in_both").asInt()).isZero();
        assertThat(document.path("cases_a").asInt() + document.path("cases_b").asInt())
                .isEqualTo(server.json("variants?" + OF_FIRST).path("cases").asInt()
                        - server.json("variants?view=all&filter=" + encoded("case(missing(payer))") + "&" + OF_FIRST)
                                .path("cases")
                                .asInt());
        assertThat(server.json("differences?against=" + encoded("has(Ask)") + "&" + OF_FIRST)
                        .path("cases_in_both"))
                .isNotEqualTo(MAPPER.getNodeFactory().numberNode(0));
    }

    @Test
    void testsOfEventsLeaveOnlyTheseAndViewsAreTheCommands() throws Exception {
        String starts = encoded("in(lifecycle, start)");
        JsonNode document = server.json("variants?events=" + starts + "&" + OF_FIRST);
        long cases = first.effective().stream()
                .filter(r -> r.lifecycle().equals("start"))
                .map(MinedEvents.Row::caseId)
                .distinct()
                .count();
        JsonNode all = server.json("process-map?view=all&" + OF_FIRST);
        long events = 0;
        for (JsonNode activity : all.path("activities")) {
            events += activity.path("events").asLong();
        }

        assertThat(document.path("cases").asLong()).isEqualTo(cases);
        assertThat(document.path("events").asText()).isEqualTo("in(column='lifecycle', values=['start'])");
        assertThat(events).isEqualTo(first.effective().size());
        assertThat(all.path("view").asText()).isEqualTo("all");
    }

    @Test
    void slidersSimplifyTheMapWithoutChangingFigures() throws Exception {
        JsonNode whole = server.json("process-map?" + OF_FIRST);
        JsonNode part = server.json("process-map?paths=0&activities=40&" + OF_FIRST);

        assertThat(part.path("arcs").size()).isLessThan(whole.path("arcs").size());
        assertThat(whole.path("arcs")).containsAll(part.path("arcs"));
        assertThat(part.path("arc_count")).isEqualTo(whole.path("arc_count"));
    }

    @Test
    void picturesAreTheCommandsOwnAndLoadNothing() throws Exception {
        Selection completions = new LogFilter(LogFilter.all().cases(), LogFilter.parseTests("in(lifecycle, complete)"))
                .of(load(csv(c -> true)).all());
        ZoneId zone = ZoneId.of("America/New_York");
        Spectrum spectrum =
                Spectrum.of(completions, View.ALL, new Segment("Submit", "Decide"), new SpectrumOptions(zone, null));
        HttpResponse<String> picture = server.send("spectrum.svg?from=Submit&to=Decide&" + OF_FIRST);

        assertThat(picture.statusCode()).as(picture.body()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(SpectrumDrawing.svg(spectrum));
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(picture.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; style-src 'unsafe-inline'");
        JsonNode document = server.json("spectrum?from=Submit&to=Decide&" + OF_FIRST);
        assertThat(inner(document, "as_of", "filter", "events", "view"))
                .hasToString(SpectrumDocument.of(spectrum).toString());
        assertThat(server.send("dots.svg?" + OF_FIRST).body())
                .isEqualTo(DotsDrawing.svg(DottedChart.of(
                        completions, View.ALL, new DotOptions(Order.FIRST, Axis.TIME, Colour.ACTIVITY, zone))));
        assertThat(server.send("cascades.svg?" + OF_FIRST).body())
                .isEqualTo(CascadeDrawing.svg(Cascades.of(
                        completions, View.ALL, CascadeOptions.defaults().withZone(zone))));
        assertThat(server.send("process-map.svg?show=working&" + OF_FIRST).body())
                .contains("<svg", "working time");
        assertThat(server.send("cumulative-flow.svg?" + OF_FIRST).body()).contains("<svg");
    }

    @Test
    void mistakesSayWhatIsWrongAndWhere() throws Exception {
        JsonNode bad = server.problem("variants?filter=" + encoded("and(has(Ask), has('Rev") + "&" + OF_FIRST, 400);
        assertThat(bad.path("detail").asText()).contains("a quote never closes, at character ");
        assertThat(bad.path("hint").asText()).startsWith("Maybe ");
        JsonNode unknown = server.problem("waits?filter=" + encoded("case(in(payr, B))") + "&" + OF_FIRST, 400);
        assertThat(unknown.path("detail").asText()).contains("no attribute \"payr\"");
        assertThat(unknown.path("hint").asText()).contains("payer");
        JsonNode astray = server.problem("waits?filtre=x&" + OF_FIRST, 400);
        assertThat(astray.path("detail").asText()).contains("filtre");
        assertThat(astray.path("hint").asText()).contains("filter");
        for (String wrong : List.of(
                "variants?top=0",
                "variants?top=x",
                "variants?view=some",
                "bottlenecks?min_support=1",
                "handovers?between=payer",
                "differences?filter=has(Ask)",
                "variants?filter=has(Ask)&filter=has(Ask)",
                "process-map?paths=101",
                "process-map.svg?show=much",
                "process-map.svg?calendar=nights",
                "process-map.svg?calendar=none&show=working",
                "differences?against=has(Ask)&top=3",
                "spectrum?from=Submit",
                "spectrum.svg?from=Submit&to=Nowhere",
                "dots?axis=sky",
                "variants?events=has(Ask)")) {
            server.problem(wrong + "&" + OF_FIRST, 400);
        }
        assertThat(server.problem("variants", 400).path("detail").asText()).contains("2 processes");
        server.problem("bottlenecks?process=none", 404);
    }

    @Test
    void anAttributeWithoutValuesChoosesNothing() throws Exception {
        assertThat(server.json("variants?filter=" + encoded("case(range(never, min=1))") + "&" + OF_FIRST)
                        .path("cases")
                        .asInt())
                .isZero();
        for (String route : List.of("process-map", "bottlenecks", "waits", "handovers")) {
            server.json(route + "?filter=" + encoded("case(range(never, min=1))") + "&" + OF_FIRST);
        }
        server.json("differences?against=" + encoded("case(range(never, min=1))") + "&" + OF_FIRST);
    }
}
