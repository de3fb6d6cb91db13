package io.sojourn.api.cms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Documents of this package as CSV (RFC 4180): a line for each figure and payer. A text that a spreadsheet would take for a formula gets
 * an apostrophe in front.
 */
public final class CmsCsv {
    private static final Pattern FORMULA = Pattern.compile("^[=+@\\t\\r\\n\\-＝＋－＠]");
    private static final Pattern PLAIN = Pattern.compile("[^\",\\r\\n]*");

    private CmsCsv() {}

    /** The report, all payers (an empty name) in front. */
    public static String of(JsonNode report) {
        StringBuilder csv = new StringBuilder();
        line(
                csv,
                List.of(
                        "payer",
                        "id",
                        "item",
                        "title",
                        "numerator",
                        "denominator",
                        "value",
                        "unit",
                        "published",
                        "readings"));
        lines(csv, report, "", report.path("figures"));
        report.path("groups").forEach(g -> lines(csv, report, g.path("payer").asText(), g.path("figures")));
        return csv.toString();
    }

    private static void lines(StringBuilder csv, JsonNode report, String payer, JsonNode figures) {
        for (int i = 0; i < figures.size(); i++) {
            JsonNode f = figures.get(i);
            JsonNode described = report.path("figures").get(i);
            List<String> readings = new ArrayList<>();
            described.path("readings").forEach(r -> readings.add(r.asText()));
            line(
                    csv,
                    List.of(
                            payer,
                            text(f, "id"),
                            text(described, "item"),
                            text(described, "title"),
                            text(f, "numerator"),
                            text(f, "denominator"),
                            text(f, "value"),
                            text(described, "unit"),
                            text(f, "published"),
                            String.join(" ", readings)));
        }
    }

    private static String text(JsonNode of, String name) {
        JsonNode value = of.path(name);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    static void line(StringBuilder csv, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            csv.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        csv.append("\r\n");
    }

    private static String cell(String text) {
        String guarded = FORMULA.matcher(text).find() ? "'" + text : text;
        return PLAIN.matcher(guarded).matches() ? guarded : '"' + guarded.replace("\"", "\"\"") + '"';
    }
}
