package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What goes with long waits, at the segments with most of them. */
record RootCausesSection() implements Section {
    @Override
    public String id() {
        return "causes";
    }

    @Override
    public String title() {
        return "What goes with long waits";
    }

    @Override
    public boolean hasContent(JsonNode document) {
        return !document.at("/bottlenecks/details").isEmpty();
    }

    @Override
    public void write(Page page) {
        page.paragraph(
                "",
                "At the segments with most of the waiting: values whose waits are longer than the others by more than chance would"
                        + " make them. They go with long waits; that they make them is not said.");
        List<String> rows = new ArrayList<>();
        page.rows("/bottlenecks/details", d -> true)
                .forEach(detail -> rows.addAll(page.rows(detail + "/goes_with", c -> true)));
        if (rows.isEmpty()) {
            page.note("", "Nothing that the log names.");
            return;
        }
        new Table("Values that go with long waits")
                .column(
                        "From → to",
                        (p, row) -> p.say(row.substring(0, row.indexOf("/goes_with")), "{from text} → {to text}"))
                .column("Value", RootCausesSection::value)
                .column("Waits", "{count count}")
                .column("Mean", "{mean_hours hours}")
                .column("Longer by", "{excess_hours hours}")
                .column("95 % from", "{excess_interval/0 hours}")
                .column("to", "{excess_interval/1 hours}")
                .column("Of the waiting there", "{share_of_wait share}")
                .column("q", "{q chance}")
                .write(page, rows);
    }

    private static void value(Page page, String row) {
        page.say(row, "{attribute text} = {value text}");
        List<String> also = new ArrayList<>();
        page.at(row + "/also").forEach(a -> also.add(Names.cut(a.asText())));
        if (!also.isEmpty()) {
            page.html()
                    .start("small")
                    .text(" the same as " + String.join(", ", also.subList(0, Math.min(3, also.size()))))
                    .end();
        }
    }
}
