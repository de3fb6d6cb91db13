package io.sojourn.api.mining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.api.resources.Asked;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.Variant;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.log.Views;
import io.sojourn.mining.map.MapActivity;
import io.sojourn.mining.map.MapOptions;
import io.sojourn.mining.map.MapPath;
import io.sojourn.mining.map.ProcessMap;
import io.sojourn.mining.map.Sliders;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Variants and the process map. Episodes are ignored. Without a view only completions are looked at, where what is chosen has
 * any, so that an activity with a start and a complete counts once.
 */
final class FlowQuestions {
    private static final LogFilter COMPLETIONS =
            new LogFilter(LogFilter.all().cases(), LogFilter.parseTests("in(lifecycle, complete)"));
    private static final int USUAL_VARIANTS = 20;
    private static final int MOST_VARIANTS = 1_000;
    private static final int MOST_ARCS = 2_000;
    /** Percent. */
    private static final int WHOLE = 100;

    private FlowQuestions() {}

    static Question variants(Asked asked) {
        LogFilter choice = asked.choice();
        View view = asked.view();
        int top = asked.number("top", USUAL_VARIANTS, 1, MOST_VARIANTS);
        return new Question(Arrays.asList("variants", choice, view, top), log -> {
            Flow flow = Flow.of(chosen(log, choice, view), FlowOptions.mapAndVariants(View.ALL, top));
            ObjectNode document = begin(log, choice, view);
            document.put("cases", flow.cases()).put("variant_count", flow.variantCount());
            ArrayNode variants = document.putArray("variants");
            flow.variants().forEach(v -> variant(variants.addObject(), v, flow.cases()));
            return Answers.bytes(document);
        });
    }

    static Question processMap(Asked asked) {
        LogFilter choice = asked.choice();
        View view = asked.view();
        Sliders sliders = sliders(asked, WHOLE);
        return new Question(Arrays.asList("process-map", choice, view, sliders), log -> {
            ProcessMap map = ProcessMap.of(chosen(log, choice, view), MapOptions.defaults());
            ProcessMap shown = map.simplified(sliders);
            ObjectNode document = begin(log, choice, view);
            document.put("cases", map.cases());
            activities(document.putArray("activities"), shown.activities());
            document.put("arc_count", arcs(map).count());
            ArrayNode array = document.putArray("arcs");
            arcs(shown).limit(MOST_ARCS).forEach(a -> arc(array.addObject(), a));
            counts(document.putArray("starts"), shown.activities(), MapActivity::begins);
            counts(document.putArray("ends"), shown.activities(), MapActivity::ends);
            return Answers.bytes(document);
        });
    }

    /** Parameters {@code activities} and {@code paths}, in percent. */
    static Sliders sliders(Asked asked, int usualPaths) {
        return new Sliders(asked.number("activities", WHOLE, 0, WHOLE), asked.number("paths", usualPaths, 0, WHOLE));
    }

    /** Between activities, without beginnings and ends. */
    private static Stream<MapPath> arcs(ProcessMap map) {
        return map.paths().stream().filter(p -> p.from() != null && p.to() != null);
    }

    static ObjectNode begin(StoredLog log, LogFilter choice, View view) {
        return Answers.begin(log, choice).put("view", view == null ? null : view.word());
    }

    /** What is chosen of a log, as the view shows it. */
    static Selection chosen(StoredLog log, LogFilter choice, View view) {
        Selection chosen = choice.of(log.log().all());
        if (view != null) {
            return Views.of(chosen, view);
        }
        Selection completions = COMPLETIONS.of(chosen);
        return completions.events() > 0 ? completions : chosen;
    }

    private static void variant(ObjectNode node, Variant variant, long cases) {
        ArrayNode activities = node.putArray("activities");
        variant.activities().forEach(activities::add);
        node.put("count", variant.count());
        node.put("share", variant.count() / (double) cases);
        node.put("median_duration_seconds", variant.duration().median());
    }

    private static void activities(ArrayNode array, List<MapActivity> activities) {
        for (MapActivity a : activities) {
            array.addObject().put("activity", a.name()).put("events", a.count()).put("cases", a.cases());
        }
    }

    private static void arc(ObjectNode node, MapPath arc) {
        node.put("from", arc.from()).put("to", arc.to()).put("count", arc.count());
        node.put("mean_seconds", arc.time().mean());
        node.put("median_seconds", arc.time().median());
        node.put("p90_seconds", arc.time().p90());
    }

    /** By (count down, name); what counts nothing is left out. */
    private static void counts(ArrayNode array, List<MapActivity> activities, ToLongFunction<MapActivity> count) {
        activities.stream()
                .filter(a -> count.applyAsLong(a) > 0)
                .sorted(Comparator.comparingLong(count).reversed().thenComparing(MapActivity::name))
                .forEach(a -> array.addObject().put("activity", a.name()).put("count", count.applyAsLong(a)));
    }
}
