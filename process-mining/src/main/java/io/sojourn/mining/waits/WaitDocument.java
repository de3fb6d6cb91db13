package io.sojourn.mining.waits;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Waits by cause as the document of {@code sojourn waits --json}. Its keys and their order are part of the contract. */
public final class WaitDocument {
    private static final double MICROS_AN_HOUR = 3_600e6;

    private WaitDocument() {}

    /** The document. A name ends in its unit, and sums are in hours, as in that of {@code sojourn mine --bottlenecks --json}. */
    public static ObjectNode of(WaitSummary summary) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        totals(document, "activity_instances", summary.all());
        list(document.putArray("segments"), summary.segments());
        list(document.putArray("resource_pairs"), summary.pairs());
        return document;
    }

    private static void list(ArrayNode array, List<SegmentWait> waits) {
        for (SegmentWait wait : waits) {
            ObjectNode node = array.addObject();
            node.put("from", wait.from()).put("to", wait.to());
            totals(node, "count", wait.totals());
        }
    }

    private static void totals(ObjectNode node, String count, WaitTotals totals) {
        node.put(count, totals.occurrences());
        node.put("estimated_starts", totals.estimated());
        node.put("processing_hours", totals.processing() / MICROS_AN_HOUR);
        node.put("wait_hours", totals.waited() / MICROS_AN_HOUR);
        if (totals.waitedWorking() != null) {
            node.put("working_wait_hours", totals.waitedWorking() / MICROS_AN_HOUR);
        }
        ObjectNode causes = node.putObject("wait_hours_by_cause");
        totals.byCause().forEach((cause, micros) -> causes.put(cause.key(), micros / MICROS_AN_HOUR));
    }
}
