package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.draw.Html;
import io.sojourn.mining.waits.Cause;
import java.util.List;

/** Kinds of cases that wait longer than others, each trouble once. */
record TroublesSection() implements Section {
    private static final String TROUBLES = "/bottlenecks/bottlenecks";
    /** Troubles that are told whole. */
    private static final int TOLD = 8;

    @Override
    public String id() {
        return "bottlenecks";
    }

    @Override
    public String title() {
        return "Cases that wait longer than others";
    }

    @Override
    public void write(Page page) {
        page.paragraph(
                "/bottlenecks",
                "Cases of one way are compared, place by place, with those of other ways that pass it too. Of {tested count test},"
                        + " {significant count} found longer waits than chance would make; what belongs together is told once.");
        List<String> rows = page.rows(TROUBLES, t -> true);
        if (rows.isEmpty()) {
            page.note("", "No group of cases waits longer than its peers by more than chance would.");
            return;
        }
        for (int i = 0; i < Math.min(TOLD, rows.size()); i++) {
            trouble(page, i + 1, rows.get(i));
        }
        if (rows.size() > TOLD) {
            page.heading("Smaller ones");
            new Table("Smaller troubles")
                    .column("Place", TroublesSection::place)
                    .column("Waiting more a month", "{hours_a_month total}")
                    .column("Cases", "{cases count}")
                    .column("Longer by", "{excess_hours hours}")
                    .column("95 % from", "{excess_interval/0 hours}")
                    .column("to", "{excess_interval/1 hours}")
                    .column("q", "{q chance}")
                    .write(page, rows.subList(TOLD, rows.size()));
        }
    }

    private static void place(Page page, String row) {
        page.say(row, Findings.place(page.at(row)));
    }

    private static void trouble(Page page, int rank, String row) {
        Html html = page.html().start("article");
        html.start("h3").text(rank + ". ");
        place(page, row);
        html.end();
        page.way(row + "/activities");
        page.paragraph(
                row,
                "{cases count case} of this way wait {excess_hours hours} longer there than {peers count peer}: {hours_a_month"
                        + " total} a month more. They pass it {times_a_case number} times a case (peers {times_a_case_peers number}),"
                        + " {hours_a_time hours} a time (peers {hours_a_time_peers hours}).");
        split(page, row);
        page.paragraph(
                row,
                "{cases_a_month number} such cases a month; {standing number} more stand there at any moment because of it, and what"
                        + " is done more often takes {people number} people."
                        + (page.at(row + "/party").isTextual() ? " Most of it is done by {party text}." : ""));
        causes(page, row);
        also(page, row);
        html.end();
    }

    private static void split(Page page, String row) {
        Intervals scale = Intervals.of(page, row);
        Html html = page.html().start("div", "scroll").start("table");
        html.start("thead").start("tr");
        html.start("th").with("scope", "col").text("Longer, a case").end();
        for (String heading : List.of("by", "95 % from", "to")) {
            html.start("th", "number").with("scope", "col").text(heading).end();
        }
        html.element("td", "");
        html.end().end().start("tbody");
        line(page, row, scale, "in all", "excess");
        line(page, row, scale, "as they pass it more often (structure)", "structure");
        line(page, row, scale, "as each time takes longer (speed)", "speed");
        html.end().end().end();
    }

    private static void line(Page page, String row, Intervals scale, String words, String key) {
        Html html = page.html()
                .start("tr")
                .start("th")
                .with("scope", "row")
                .text(words)
                .end();
        for (String figure : List.of("_hours", "_interval/0", "_interval/1")) {
            html.start("td", "number");
            page.say(row, "{" + key + figure + " hours}");
            html.end();
        }
        html.start("td");
        scale.draw(page, row + "/" + key);
        html.end().end();
    }

    private static void causes(Page page, String row) {
        JsonNode byCause = page.at(row + "/excess_hours_by_cause");
        double excess = page.number(row + "/excess_hours");
        List<Cause> main = CauseBar.ranked(byCause).stream()
                .filter(c -> byCause.path(c.key()).asDouble() >= excess / 20)
                .toList();
        StringBuilder words = new StringBuilder();
        for (Cause cause : main) {
            words.append(words.isEmpty() ? "By cause: " : ", ").append(cause.title());
            words.append(" {excess_hours_by_cause/").append(cause.key()).append(" hours}");
        }
        if (!main.isEmpty()) {
            page.paragraph(row, words + " a case; chance of a false alarm among what is told (q): {q chance}.");
        }
    }

    private static void also(Page page, String row) {
        List<String> also = page.rows(row + "/also", a -> true);
        if (!also.isEmpty()) {
            page.html().start("details").element("summary", "the same trouble shows in " + also.size() + " more");
            new Table("The same trouble elsewhere")
                    .column("Place", TroublesSection::place)
                    .column("Waiting more a month", "{hours_a_month total}")
                    .column("Cases", "{cases count}")
                    .column("Longer by", "{excess_hours hours}")
                    .column("Way", (p, r) -> p.way(r + "/activities"))
                    .write(page, also.subList(0, Math.min(TOLD, also.size())));
            page.html().end();
        }
    }
}
