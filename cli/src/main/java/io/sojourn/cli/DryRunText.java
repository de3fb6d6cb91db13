package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;

/** What a version of a definition would change, for people. */
final class DryRunText {
    private DryRunText() {}

    /** @param difference the server's document */
    static String of(JsonNode difference) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "Version %d of %s would take over %,d stored cases.%n%n",
                difference.path("version").asInt(),
                difference.path("process").asText(),
                difference.path("cases").asLong()));
        out.append(
                String.format(Locale.ROOT, "%-22s %12s %12s %12s %12s%n", "rows of", "before", "after", "gone", "new"));
        for (JsonNode t : difference.path("tables")) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-22s %,12d %,12d %,12d %,12d%n",
                    t.path("table").asText(),
                    t.path("before").asLong(),
                    t.path("after").asLong(),
                    t.path("gone").asLong(),
                    t.path("new").asLong()));
        }
        figures("queue", difference.path("queues"), out);
        figures("sla", difference.path("slas"), out);
        figures("measure", difference.path("measures"), out);
        return out.toString();
    }

    /** A line for each that has other figures after than before. */
    private static void figures(String kind, JsonNode figures, StringBuilder out) {
        for (JsonNode f : figures) {
            if (!f.path("before").equals(f.path("after"))) {
                out.append(String.format(
                        Locale.ROOT,
                        "%n%s %s%n  before: %s%n  after:  %s%n",
                        kind,
                        f.path("name").asText(),
                        values(f.path("before")),
                        values(f.path("after"))));
            }
        }
    }

    private static String values(JsonNode figure) {
        StringBuilder text = new StringBuilder();
        for (Iterator<String> names = figure.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(String.format(Locale.ROOT, " %,d", figure.get(name).asLong()));
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}
