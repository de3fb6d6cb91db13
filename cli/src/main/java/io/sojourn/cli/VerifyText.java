package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.store.VerifyReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** A comparison of stored and recomputed tables, for people. */
final class VerifyText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VerifyText() {}

    static String of(VerifyReport report) {
        return text(
                Instant.EPOCH.plus(report.asOfMicros(), ChronoUnit.MICROS).toString(),
                report.clean(),
                JSON.valueToTree(report.tables()));
    }

    static String of(JsonNode document) {
        return text(document.get("as_of").asText(), document.get("clean").asBoolean(), document.get("tables"));
    }

    private static String text(String asOf, boolean clean, JsonNode tables) {
        StringBuilder out = new StringBuilder();
        out.append("Stored facts against the batch engine's, as of ")
                .append(asOf)
                .append("\n\n");
        out.append(String.format(
                Locale.ROOT, "%-22s %12s %12s %16s%n", "table", "equal", "only stored", "only recomputed"));
        for (JsonNode t : tables) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-22s %,12d %,12d %,16d%n",
                    t.get("table").asText(),
                    t.get("equal").asLong(),
                    number(t, "only_stored", "onlyStored"),
                    number(t, "only_recomputed", "onlyRecomputed")));
        }
        for (JsonNode t : tables) {
            differences(t, out);
        }
        out.append('\n')
                .append(clean ? "Every row is equal." : "There are differences.")
                .append('\n');
        return out.toString();
    }

    private static long number(JsonNode node, String name, String otherName) {
        return node.path(name).isMissingNode()
                ? node.path(otherName).asLong()
                : node.path(name).asLong();
    }

    private static void differences(JsonNode table, StringBuilder out) {
        for (JsonNode d : table.path("differences")) {
            out.append('\n').append(table.get("table").asText()).append(' ').append(d.get("key"));
            JsonNode stored = d.path("stored");
            JsonNode recomputed = d.path("recomputed");
            if (!stored.isObject() || !recomputed.isObject()) {
                out.append(stored.isObject() ? "\n    only stored: " + stored : "\n    only recomputed: " + recomputed);
                continue;
            }
            for (Iterator<Map.Entry<String, JsonNode>> i = stored.fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> field = i.next();
                if (!field.getValue().equals(recomputed.get(field.getKey()))) {
                    out.append(String.format(
                            Locale.ROOT,
                            "%n    %-16s stored %s, recomputed %s",
                            field.getKey(),
                            field.getValue(),
                            recomputed.get(field.getKey())));
                }
            }
        }
        if (table.path("differences").size() > 0) {
            out.append('\n');
        }
    }
}
