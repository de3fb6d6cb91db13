package io.sojourn.mining.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.mining.bottleneck.BottleneckDocument;
import io.sojourn.mining.flow.ActivityCount;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.LogFacts;
import io.sojourn.mining.flow.MineDocument;
import io.sojourn.mining.flow.Rework;
import io.sojourn.mining.flow.ServiceTime;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.log.View;
import io.sojourn.mining.waits.WaitSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that a report says, as the document of {@code sojourn mine --report --json}: {@code flow} is the one of {@code mine --json} with
 * durations of the variants, {@code bottlenecks} the one of {@code mine --bottlenecks --json}, {@code differences} the one of {@code --against}.
 */
final class ReportDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS = 1e6;

    private ReportDocument() {}

    static ObjectNode of(ReportSubject subject) {
        ObjectNode document = JSON.createObjectNode();
        log(document.putObject("log"), subject);
        Flow flow = subject.mined().flow();
        document.set("flow", flow(flow));
        activities(document.putArray("activities"), flow);
        document.set("bottlenecks", BottleneckDocument.of(subject.bottlenecks()));
        if (subject.differences() != null) {
            document.set("differences", BottleneckDocument.of(subject.differences()));
        }
        quality(
                document.putObject("quality"),
                LogQuality.of(subject.log()),
                subject.mined().facts());
        return document;
    }

    private static void log(ObjectNode node, ReportSubject subject) {
        Flow flow = subject.mined().flow();
        node.put("name", subject.mined().name()).put("format", subject.mined().format());
        node.put("bytes", subject.mined().bytes());
        node.put("filter", subject.mined().chosen());
        node.put("view", subject.view().word()).put("view_meaning", meaning(subject.view()));
        WaitSettings waits = subject.options().waits();
        node.put("zone", waits.zone().getId()).put("duty", waits.duty());
        node.put(
                "definition",
                waits.definition() == null
                        ? null
                        : waits.definition().definition().process());
        ArrayNode outside = node.putArray("outside");
        waits.external().forEach(outside::add);
        node.put("against", subject.against());
        node.put("from", Wording.time(flow.firstMicros())).put("to", Wording.time(flow.lastMicros()));
        node.put("span_seconds", (flow.lastMicros() - flow.firstMicros()) / MICROS);
        node.put("activities", flow.activities().size());
        node.put("version", subject.version());
    }

    private static String meaning(View view) {
        return switch (view) {
            case ALL -> "every event";
            case COMPLETE -> "completions only, where the log has starts too";
            case INTERVAL -> "from the start of a step to its completion";
        };
    }

    private static ObjectNode flow(Flow flow) {
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(MineDocument.text(flow));
            for (int i = 0; i < flow.variants().size(); i++) {
                Distribution d = flow.variants().get(i).duration();
                distribution((ObjectNode) node.path("variants").get(i), "_seconds", d);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the document of mine is no JSON", e);
        }
    }

    private static void distribution(ObjectNode node, String unit, Distribution d) {
        node.put("median" + unit, d.median()).put("mean" + unit, d.mean()).put("p90" + unit, d.p90());
    }

    private static void activities(ArrayNode array, Flow flow) {
        Map<String, Long> begins = counts(flow.startActivities());
        Map<String, Long> ends = counts(flow.endActivities());
        Map<String, Rework> rework =
                flow.rework().stream().collect(Collectors.toMap(Rework::activity, Function.identity()));
        Map<String, ServiceTime> service =
                flow.serviceTimes().stream().collect(Collectors.toMap(ServiceTime::activity, Function.identity()));
        for (ActivityCount a : flow.activities()) {
            ObjectNode node = array.addObject().put("activity", a.activity()).put("count", a.count());
            node.put("begins", begins.getOrDefault(a.activity(), 0L));
            node.put("ends", ends.getOrDefault(a.activity(), 0L));
            Rework again = rework.get(a.activity());
            node.put("rework_cases", again == null ? 0 : again.cases());
            node.put("repeats", again == null ? 0 : again.repeats());
            ServiceTime length = service.get(a.activity());
            if (length != null && length.positive() > 0) {
                distribution(node.putObject("service_seconds"), "", length.time());
            }
        }
    }

    private static Map<String, Long> counts(List<ActivityCount> counts) {
        return counts.stream().collect(Collectors.toMap(ActivityCount::activity, ActivityCount::count));
    }

    private static void quality(ObjectNode node, LogQuality quality, LogFacts facts) {
        node.put("rejected_rows", facts.rejected()).put("not_applied", facts.notApplied());
        ArrayNode reasons = node.putArray("rejected_by_reason");
        facts.reasons()
                .forEach((reason, count) ->
                        reasons.addObject().put("reason", reason.word()).put("count", count));
        ArrayNode first = node.putArray("first_rejections");
        facts.rejections().forEach(first::add);
        node.put("events", quality.events()).put("ties", quality.ties());
        node.put("start_orphans", quality.orphans().starts());
        node.put("completion_orphans", quality.orphans().completions());
        node.put("events_without_resource", quality.withoutResource());
        node.put("events_without_team", quality.withoutTeam());
        node.put("repeated_events", quality.repeated());
        node.put("full_hour_events", quality.fullHour());
        node.put("single_event_cases", quality.singles());
        ArrayNode gaps = node.putArray("gaps");
        for (Gap gap : quality.gaps()) {
            gaps.addObject()
                    .put("from", Wording.time(gap.from()))
                    .put("to", Wording.time(gap.to()))
                    .put("seconds", gap.micros() / MICROS);
        }
    }
}
