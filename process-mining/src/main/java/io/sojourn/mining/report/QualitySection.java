package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.draw.Html;

/** What is wrong with the log, and what that means for the figures. */
record QualitySection() implements Section {
    private static final String QUALITY = "/quality";
    private static final String EVENTS = QUALITY + "/events";

    @Override
    public String id() {
        return "quality";
    }

    @Override
    public String title() {
        return "Quality of the data";
    }

    @Override
    public void write(Page page) {
        page.paragraph("/log", "{name text} ({format text}, {bytes size}), events from {from text} to {to text} UTC.");
        Html html = page.html().start("div", "scroll").start("table").start("tbody");
        line(page, "rejected_rows", null, "rows of the file can't be used: they are left out");
        line(page, "not_applied", null, "corrections and retractions are not applied here");
        line(
                page,
                "ties",
                EVENTS,
                "events have the same time as the one before in their case: the file's order is kept");
        line(
                page,
                "repeated_events",
                EVENTS,
                "of these have the same activity, lifecycle and resource, too: perhaps twice in the file");
        line(page, "/flow/negative_durations", null, "times between or of steps are below zero: they are kept");
        line(
                page,
                "/bottlenecks/estimated_starts",
                "/bottlenecks/activity_instances",
                "steps have no start: it is estimated");
        line(page, "start_orphans", null, "starts have no completion");
        line(page, "completion_orphans", null, "completions have no start, in a log that has starts");
        line(page, "events_without_resource", EVENTS, "events name no resource");
        line(page, "events_without_team", EVENTS, "events name no team");
        line(page, "full_hour_events", EVENTS, "events are at a full hour: many mean rounded times or mere dates");
        line(page, "single_event_cases", "/flow/cases", "cases have one event only");
        html.end().end().end();
        rejections(page);
        gaps(page);
    }

    private static void line(Page page, String figure, String whole, String words) {
        Html html = page.html().start("tr").start("td", "number");
        page.say(QUALITY, "{" + figure + " count}");
        html.end().start("td", "number");
        page.say(QUALITY, whole == null ? "" : "{" + figure + " of " + whole + "}");
        html.end().element("td", words).end();
    }

    private static void rejections(Page page) {
        JsonNode first = page.at(QUALITY + "/first_rejections");
        if (page.number(QUALITY + "/rejected_rows") == 0) {
            return;
        }
        page.heading("Rows that can't be used");
        new Table("Rows that can't be used, by reason")
                .column("Rows", "{count count}")
                .column("Reason", (p, row) -> p.html()
                        .text(reason(p.at(row + "/reason").asText())))
                .write(page, page.rows(QUALITY + "/rejected_by_reason", r -> true));
        page.note("", "The first of them:");
        page.html().start("ul");
        first.forEach(message -> page.html().element("li", Names.cut(message.asText(), Names.TOOLTIP)));
        page.html().end();
    }

    private static String reason(String code) {
        return switch (code) {
            case "missing_value" -> "a value is missing that every event needs";
            case "bad_value" -> "a value can't be read";
            case "over_limit" -> "a value is beyond a limit";
            default -> code.replace('_', ' ');
        };
    }

    private static void gaps(Page page) {
        var rows = page.rows(QUALITY + "/gaps", g -> true);
        if (!rows.isEmpty()) {
            page.heading("Longest times without any event");
            new Table("Longest times without any event")
                    .column("From (UTC)", "{from text}")
                    .column("to", "{to text}")
                    .column("Length", "{seconds seconds}")
                    .write(page, rows);
        }
    }
}
