package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;

/** In which segments this log (A) and another (B) differ. */
record DifferencesSection() implements Section {
    private static final String DIFFERENCES = "/differences";

    @Override
    public String id() {
        return "differences";
    }

    @Override
    public String title() {
        return "Compared with the other log";
    }

    @Override
    public boolean hasContent(JsonNode document) {
        return document.has("differences");
    }

    @Override
    public void write(Page page) {
        page.paragraph(
                "/log",
                "A is this log, B is {against text}. Only differences are listed that chance would seldom make.");
        page.heading("Segments that one has more often");
        table(
                page,
                "share",
                "share_difference",
                new Table("Segments that one log has more often")
                        .column("From → to", "{from text} → {to text}")
                        .column("A less B", "{share_difference points}")
                        .column("95 % from", "{share_difference_interval/0 points}")
                        .column("to", "{share_difference_interval/1 points}")
                        .column("Cases of A", "{cases_a count}")
                        .column("Cases of B", "{cases_b count}")
                        .column("q", "{share_q chance}"));
        page.heading("Segments at which cases of one wait longer");
        table(
                page,
                "shift",
                "shift_hours",
                new Table("Segments at which cases of one log wait longer")
                        .column("From → to", "{from text} → {to text}")
                        .column("A less B", "{shift_hours change}")
                        .column("95 % from", "{shift_hours_interval/0 change}")
                        .column("to", "{shift_hours_interval/1 change}")
                        .column("q", "{shift_q chance}"));
    }

    private static void table(Page page, String test, String figure, Table table) {
        List<String> rows = page.rows(DIFFERENCES, d -> d.path(test + "_q").asDouble(1) <= Findings.TELLING).stream()
                .sorted(Comparator.comparingDouble(row -> -Math.abs(page.number(row + "/" + figure))))
                .toList();
        if (rows.isEmpty()) {
            page.note("", "None.");
        } else {
            table.write(page, rows);
        }
    }
}
