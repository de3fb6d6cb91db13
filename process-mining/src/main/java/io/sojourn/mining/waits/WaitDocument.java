package io.sojourn.mining.waits;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Waits by cause as the document of {@code sojourn waits --json}. Its keys and their order are part of the contract. */
public final class WaitDocument {
    private static final double MICROS = 1e6;

    private WaitDocument() {}

    /** The document; durations in seconds. */
    public static ObjectNode of(WaitSummary summary) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        totals(document, summary.all());
        list(document.putArray("segments"), summary.segments());
        list(document.putArray("resource_pairs"), summary.pairs());
        return document;
    }

    private static void list(ArrayNode array, List<SegmentWait> waits) {
        for (SegmentWait wait : waits) {
            ObjectNode node = array.addObject();
            node.put("from", wait.from()).put("to", wait.to());
            totals(node, wait.totals());
        }
    }

    private static void totals(ObjectNode node, WaitTotals totals) {
        node.put("occurrences", totals.occurrences());
        node.put("estimated_starts", totals.estimated());
        node.put("processing_seconds", totals.processing() / MICROS);
        node.put("wait_seconds", totals.waited() / MICROS);
        ObjectNode causes = node.putObject("causes");
        for (Cause cause : Cause.values()) {
            causes.put(cause.name().toLowerCase(Locale.ROOT), totals.waited(cause) / MICROS);
        }
    }
}
