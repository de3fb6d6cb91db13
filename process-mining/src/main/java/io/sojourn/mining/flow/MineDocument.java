package io.sojourn.mining.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The flow of a log as the document of {@code sojourn mine --json}. Its keys and their order are part of the contract. */
public final class MineDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MineDocument() {}

    /** The document. Durations are in seconds; a duration of nothing is null. */
    public static ObjectNode of(Flow flow) {
        ObjectNode document = JSON.objectNode();
        document.put("events", flow.events());
        document.put("cases", flow.cases());
        ArrayNode activities = document.putArray("activities");
        flow.activities().stream().map(ActivityCount::activity).forEach(activities::add);
        document.put("variant_count", flow.variantCount());
        variants(document.putArray("variants"), flow.variants());
        counts(document.putArray("start_activities"), flow.startActivities());
        counts(document.putArray("end_activities"), flow.endActivities());
        arcs(document.putArray("directly_follows"), flow.arcs());
        caseDuration(document.putObject("case_duration"), flow.caseDuration());
        ArrayNode rework = document.putArray("rework");
        flow.rework().forEach(r -> rework.addObject()
                .put("activity", r.activity())
                .put("cases", r.cases())
                .put("repeats", r.repeats()));
        ArrayNode handovers = document.putArray("handovers");
        flow.handovers()
                .forEach(h -> put(
                        handovers
                                .addObject()
                                .put("from", h.from())
                                .put("to", h.to())
                                .put("count", h.count()),
                        "mean_delay_seconds",
                        h.meanDelaySeconds()));
        document.put("ties", flow.ties());
        document.put("negative_durations", flow.overlaps() + flow.negativeServiceTimes());
        return document;
    }

    private static void variants(ArrayNode array, List<Variant> variants) {
        for (Variant variant : variants) {
            ObjectNode node = array.addObject();
            ArrayNode activities = node.putArray("activities");
            variant.activities().forEach(activities::add);
            node.put("count", variant.count());
        }
    }

    private static void counts(ArrayNode array, List<ActivityCount> counts) {
        counts.forEach(c -> array.addObject().put("activity", c.activity()).put("count", c.count()));
    }

    private static void arcs(ArrayNode array, List<Arc> arcs) {
        for (Arc arc : arcs) {
            ObjectNode node = array.addObject();
            node.put("from", arc.from()).put("to", arc.to()).put("count", arc.count());
            put(node, "mean_seconds", arc.time().mean());
            put(node, "median_seconds", arc.time().median());
            put(node, "min_seconds", arc.time().min());
            put(node, "max_seconds", arc.time().max());
        }
    }

    private static void caseDuration(ObjectNode node, Distribution d) {
        put(node, "min", d.min());
        put(node, "mean", d.mean());
        put(node, "median", d.median());
        put(node, "p90", d.p90());
        put(node, "max", d.max());
    }

    private static void put(ObjectNode node, String name, double seconds) {
        if (Double.isNaN(seconds)) {
            node.putNull(name);
        } else {
            node.put(name, seconds);
        }
    }
}
