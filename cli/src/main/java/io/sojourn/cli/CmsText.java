package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The yearly figures on prior authorization for people: a table for all payers, one for each, and what to know before they are published. */
final class CmsText {
    private static final int TITLE = 58;

    private CmsText() {}

    static String of(JsonNode report) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "Prior authorization in %s (CMS-0057-F): %s, as of %s",
                report.get("year").asText(),
                report.get("process").asText(),
                report.get("as_of").asText());
        table(out, "All payers", report, report.get("figures"), report.get("left_out"));
        report.get("groups").forEach(g -> {
            String payer = report.get("payer_dimension").asText() + " "
                    + g.get("payer").asText();
            table(out, payer, report, g.get("figures"), g.get("left_out"));
        });
        line(out, "%nHow the rule is read (--choose NAME=ANSWER)");
        report.get("choices")
                .forEach(c -> line(
                        out,
                        "  %-26s %s",
                        c.get("name").asText() + "=" + c.get("answer").asText(),
                        c.get("meaning").asText()));
        if (!report.get("warnings").isEmpty()) {
            line(out, "%nBefore you publish");
            report.get("warnings").forEach(w -> line(out, "  %s", w.asText()));
        }
        return out.toString();
    }

    private static void table(StringBuilder out, String title, JsonNode report, JsonNode figures, JsonNode leftOut) {
        line(out, "%n%s", title);
        line(out, "  %4s  %-" + TITLE + "s %14s  %s", "item", "figure", "value", "of requests");
        for (int i = 0; i < figures.size(); i++) {
            JsonNode described = report.get("figures").get(i);
            line(
                    out,
                    "  %4s  %-" + TITLE + "s %14s  %s",
                    described.get("item").isNull() ? "" : described.get("item").asText(),
                    described.get("title").asText(),
                    shown(figures.get(i), "published"),
                    counts(figures.get(i), described.get("unit").asText()));
        }
        for (JsonNode l : leftOut) {
            if (l.get("requests").asLong() > 0 || l.get("requests").isNull()) {
                line(
                        out,
                        "  left out: %s  %s",
                        shown(l, "requests"),
                        l.get("title").asText());
            }
        }
    }

    private static String counts(JsonNode figure, String unit) {
        return switch (unit) {
            case "requests" -> "";
            case "share" -> shown(figure, "numerator") + " of " + shown(figure, "denominator");
            default -> shown(figure, "denominator");
        };
    }

    private static String shown(JsonNode of, String name) {
        return of.get(name).isNull() ? "–" : of.get(name).asText();
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
