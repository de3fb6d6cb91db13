package io.sojourn.api.mining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.ActivityCount;
import io.sojourn.mining.flow.Arc;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.Variant;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.log.Views;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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

    private FlowQuestions() {}

    static Question variants(Asked asked) {
        LogFilter choice = asked.choice();
        View view = asked.view();
        int top = asked.number("top", USUAL_VARIANTS, 1, MOST_VARIANTS);
        return new Question(Arrays.asList("variants", choice, view, top), log -> {
            Flow flow = flow(chosen(log, choice, view), top);
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
        return new Question(Arrays.asList("process-map", choice, view), log -> {
            Selection chosen = chosen(log, choice, view);
            Flow flow = flow(chosen, 1);
            ObjectNode document = begin(log, choice, view);
            document.put("cases", flow.cases());
            activities(document.putArray("activities"), flow.activities(), ActivityCases.of(chosen));
            document.put("arc_count", flow.arcs().size());
            ArrayNode arcs = document.putArray("arcs");
            flow.arcs().stream().limit(MOST_ARCS).forEach(a -> arc(arcs.addObject(), a));
            counts(document.putArray("starts"), flow.startActivities());
            counts(document.putArray("ends"), flow.endActivities());
            return Answers.bytes(document);
        });
    }

    private static ObjectNode begin(StoredLog log, LogFilter choice, View view) {
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

    private static Flow flow(Selection chosen, int topVariants) {
        return Flow.of(chosen, FlowOptions.mapAndVariants(View.ALL, topVariants));
    }

    private static void variant(ObjectNode node, Variant variant, long cases) {
        ArrayNode activities = node.putArray("activities");
        variant.activities().forEach(activities::add);
        node.put("count", variant.count());
        node.put("share", variant.count() / (double) cases);
        node.put("median_duration_seconds", variant.duration().median());
    }

    private static void activities(ArrayNode array, List<ActivityCount> activities, Map<String, Integer> cases) {
        for (ActivityCount a : activities) {
            array.addObject()
                    .put("activity", a.activity())
                    .put("events", a.count())
                    .put("cases", cases.get(a.activity()));
        }
    }

    private static void arc(ObjectNode node, Arc arc) {
        node.put("from", arc.from()).put("to", arc.to()).put("count", arc.count());
        node.put("mean_seconds", arc.time().mean());
        node.put("median_seconds", arc.time().median());
        node.put("p90_seconds", arc.time().p90());
    }

    private static void counts(ArrayNode array, List<ActivityCount> counts) {
        counts.forEach(c -> array.addObject().put("activity", c.activity()).put("count", c.count()));
    }
}
