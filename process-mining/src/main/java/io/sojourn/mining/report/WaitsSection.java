package io.sojourn.mining.report;

import io.sojourn.mining.draw.Html;
import io.sojourn.mining.waits.Cause;
import java.util.List;

/** Why work waited: in all, and by segment. */
record WaitsSection() implements Section {
    private static final String WAITS = "/bottlenecks/wait_hours_by_cause";

    @Override
    public String id() {
        return "waits";
    }

    @Override
    public String title() {
        return "Why work waited";
    }

    @Override
    public void write(Page page) {
        if (page.number("/bottlenecks/wait_hours") <= 0) {
            page.note("", "Nothing waited.");
            return;
        }
        page.paragraph(
                "/bottlenecks",
                "{activity_instances count step} waited {wait_hours total} in all. The causes add up to it exactly; where several"
                        + " hold at one moment, the first of this list counts.");
        if (page.number("/bottlenecks/estimated_starts") > 0) {
            page.note(
                    "/bottlenecks",
                    "Estimates: {estimated_starts count} of these steps have no start in the log"
                            + " ({estimated_starts of activity_instances}).");
        }
        if (page.number(WAITS + "/external_party") == 0) {
            page.note(
                    "",
                    "No wait is known to be for somebody outside, a payer or a patient. Whoever makes the report can name them.");
        }
        CauseBar.write(page, WAITS);
        causes(page);
        page.heading("By segment");
        CauseBar.legend(page);
        Table table = new Table("Causes of waiting by segment")
                .column("From → to", "{from text} → {to text}")
                .column("Waiting", "{wait_hours total}")
                .column("By cause", (p, row) -> CauseBar.write(p, row + "/wait_hours_by_cause"));
        for (Cause cause : Cause.values()) {
            table.column(cause.title(), "{wait_hours_by_cause/" + cause.key() + " of wait_hours}");
        }
        table.write(
                page,
                page.rows("/bottlenecks/segments", s -> s.path("wait_hours").asDouble() > 0));
    }

    private static void causes(Page page) {
        Html html =
                page.html().start("div", "scroll").start("table").start("thead").start("tr");
        for (String heading : List.of("Cause", "Of all waiting", "Waiting", "What it is")) {
            html.start("th").with("scope", "col").text(heading).end();
        }
        html.end().end().start("tbody");
        for (Cause cause : Cause.values()) {
            String key = cause.key();
            html.start("tr").start("th").with("scope", "row");
            html.start("span", "mark cause-" + key).end().text(cause.title()).end();
            html.start("td", "number");
            page.say("/bottlenecks", "{wait_hours_by_cause/" + key + " of wait_hours}");
            html.end().start("td", "number");
            page.say(WAITS, "{" + key + " total}");
            html.end().element("td", Causes.meaning(cause)).end();
        }
        html.end().end().end();
    }
}
