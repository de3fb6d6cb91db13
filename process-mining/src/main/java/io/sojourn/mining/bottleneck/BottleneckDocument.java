package io.sojourn.mining.bottleneck;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.statistics.Interval;
import io.sojourn.mining.waits.Cause;
import java.util.List;
import java.util.Map;

/** Bottlenecks as the document of {@code sojourn mine --bottlenecks --json}. Its keys and their order are part of the contract. */
public final class BottleneckDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BottleneckDocument() {}

    /** The bottlenecks of a log. */
    public static ObjectNode of(Bottlenecks b) {
        ObjectNode document = JSON.objectNode();
        document.put("cases", b.cases());
        document.put("activity_instances", b.instances());
        document.put("estimated_starts", b.estimated());
        document.put("wait_hours", Units.hours(b.totalWaitMicros()));
        micros(document.putObject("wait_hours_by_cause"), b.causeMicros());
        queues(document.putArray("queues"), b.queues());
        figures(document.putArray("segments"), b.segments());
        figures(document.putArray("activities"), b.activities());
        figures(document.putArray("resource_pairs"), b.resourcePairs());
        document.put("variant_classes", b.variantClasses());
        document.put("tested", b.tested());
        document.put("significant", b.significant());
        ArrayNode troubles = document.putArray("bottlenecks");
        for (Bottleneck trouble : b.bottlenecks()) {
            ObjectNode node = variant(troubles.addObject(), trouble.main());
            ArrayNode also = node.putArray("also");
            trouble.also().forEach(v -> variant(also.addObject(), v));
        }
        ArrayNode details = document.putArray("details");
        b.details().forEach(d -> detail(details.addObject(), d));
        handoffs(document.putObject("handoffs"), b.handoffs());
        return document;
    }

    /** The differences of two logs: what {@code --against} gives. */
    public static ArrayNode of(List<SegmentDifference> differences) {
        ArrayNode array = JSON.arrayNode();
        for (SegmentDifference d : differences) {
            ObjectNode node = place(array.addObject(), d.segment());
            node.put("cases_a", d.casesA()).put("cases_b", d.casesB());
            put(node, "share_difference", d.frequency().difference());
            interval(node, "share_difference_interval", d.frequency().interval());
            put(node, "share_p", d.frequency().p());
            put(node, "share_q", d.frequencyQ());
            put(
                    node,
                    "shift_hours",
                    d.time() == null ? Double.NaN : Units.hours(d.time().estimate()));
            interval(
                    node,
                    "shift_hours_interval",
                    d.time() == null
                            ? new Interval(Double.NaN, Double.NaN)
                            : d.time().interval().times(Units.hours(1)));
            put(node, "shift_p", d.time() == null ? Double.NaN : d.time().p());
            put(node, "shift_q", d.timeQ());
        }
        return array;
    }

    private static void queues(ArrayNode array, List<QueueFigures> queues) {
        for (QueueFigures q : queues) {
            ObjectNode node = array.addObject();
            node.put("queue", q.queue().name()).put("title", q.queue().title());
            node.put("waits_on", q.queue().waitsOn());
            node.put("count", q.stays()).put("open", q.open());
            node.put("stay_hours", Units.hours(q.totalMicros()));
            put(node, "standing", q.standing());
            distribution(node.putObject("stay_seconds"), q.calendar());
            if (q.working() != null) {
                distribution(node.putObject("working_seconds"), q.working());
            }
        }
    }

    private static void figures(ArrayNode array, List<WaitFigures> table) {
        for (WaitFigures f : table) {
            ObjectNode node = array.addObject();
            if (f.from() != null) {
                node.put("from", f.from());
            }
            node.put("to", f.to()).put("count", f.occurrences());
            node.put("wait_hours", Units.hours(f.totalMicros()));
            put(node, "share", f.share());
            put(node, "standing", f.standing());
            distribution(node.putObject("wait_seconds"), f.calendar());
            if (f.working() != null) {
                distribution(node.putObject("working_seconds"), f.working());
            }
            if (f.trend() != null) {
                ObjectNode trend = node.putObject("trend");
                put(trend, "hours_a_week", f.trend().slope());
                put(trend, "p", f.trend().p());
                trend.put("weeks", f.trend().points());
            }
            micros(node.putObject("wait_hours_by_cause"), f.causeMicros());
        }
    }

    private static void distribution(ObjectNode node, Distribution d) {
        put(node, "mean", d.mean());
        put(node, "median", d.median());
        put(node, "p90", d.p90());
        put(node, "max", d.max());
    }

    private static ObjectNode variant(ObjectNode node, BottleneckVariant v) {
        ArrayNode activities = node.putArray("activities");
        v.activities().forEach(activities::add);
        place(node, v.place());
        node.put("cases", v.cases()).put("peers", v.peers());
        node.put("party", v.party());
        put(node, "times_a_case", v.times());
        put(node, "times_a_case_peers", v.peerTimes());
        put(node, "hours_a_time", v.hoursATime());
        put(node, "hours_a_time_peers", v.peerHoursATime());
        put(node, "excess_hours", v.split().excess());
        interval(node, "excess_interval", v.intervals().excess());
        put(node, "structure_hours", v.split().structure());
        interval(node, "structure_interval", v.intervals().structure());
        put(node, "speed_hours", v.split().speed());
        interval(node, "speed_interval", v.intervals().speed());
        put(node, "shrunk_excess_hours", v.shrunkExcess());
        put(node, "p", v.p());
        put(node, "q", v.q());
        ObjectNode causes = node.putObject("excess_hours_by_cause");
        v.causes().forEach((cause, hours) -> put(causes, cause.key(), hours));
        put(node, "hours_a_month", v.load().hoursAMonth());
        interval(
                node,
                "hours_a_month_interval",
                v.intervals().excess().times(v.load().casesAMonth()));
        put(node, "cases_a_month", v.load().casesAMonth());
        put(node, "standing", v.load().standing());
        put(node, "people", v.load().people());
        return node;
    }

    private static ObjectNode place(ObjectNode node, Place place) {
        return node.put("from", place.source()).put("to", place.activity());
    }

    private static void detail(ObjectNode node, PlaceDetail detail) {
        place(node, detail.segment());
        ArrayNode causes = node.putArray("goes_with");
        for (RootCause c : detail.causes()) {
            ObjectNode cause = causes.addObject();
            cause.put("attribute", c.attribute()).put("value", c.value()).put("count", c.occurrences());
            put(cause, "mean_hours", c.meanHours());
            put(cause, "excess_hours", c.excessHours());
            interval(cause, "excess_interval", c.interval());
            put(cause, "share_of_wait", c.shareOfWait());
            put(cause, "p", c.p());
            put(cause, "q", c.q());
            ArrayNode others = cause.putArray("also");
            c.goesWith().forEach(others::add);
        }
        ArrayNode flow = node.putArray("cumulative_flow");
        detail.flow().forEach(day -> flow.addObject()
                .put("day", day.day().toString())
                .put("arrivals", day.arrivals())
                .put("departures", day.departures())
                .put("standing", day.standing()));
    }

    static void handoffs(ObjectNode node, Handoffs h) {
        node.put("steps", h.steps()).put("missing", h.missing()).put("count", h.count());
        node.put("ping_pongs", h.pingPongs()).put("ping_pong_cases", h.pingPongCases());
        node.put("reworks", h.reworks());
        ArrayNode pairs = node.putArray("pairs");
        for (Handoff p : h.pairs()) {
            ObjectNode pair = pairs.addObject();
            pair.put("from", p.from()).put("to", p.to()).put("count", p.count());
            pair.put("delay_hours", p.totalHours());
            distribution(pair.putObject("delay_seconds"), p.delay());
            pair.put("ping_pongs", p.pingPongs()).put("reworks", p.reworks());
        }
    }

    private static void micros(ObjectNode node, Map<Cause, Long> micros) {
        micros.forEach((cause, sum) -> put(node, cause.key(), Units.hours(sum)));
    }

    private static void interval(ObjectNode node, String name, Interval interval) {
        ArrayNode ends = node.putArray(name);
        for (double end : new double[] {interval.low(), interval.high()}) {
            if (Double.isFinite(end)) {
                ends.add(end);
            } else {
                ends.addNull();
            }
        }
    }

    static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
