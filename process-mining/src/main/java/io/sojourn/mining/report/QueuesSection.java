package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;

/** The queues of the definition: how long cases stay in them. */
record QueuesSection() implements Section {
    private static final String QUEUES = "/bottlenecks/queues";

    @Override
    public String id() {
        return "queues";
    }

    @Override
    public String title() {
        return "Queues";
    }

    @Override
    public boolean hasContent(JsonNode document) {
        return !document.at(QUEUES).isEmpty();
    }

    @Override
    public void write(Page page) {
        page.paragraph("", "Stays in the queues that the definition names, the longest in all first.");
        Table table = new Table("Queues by stays")
                .column("Queue", "{title text}")
                .column(
                        "Waits on",
                        (p, row) -> p.say(row, p.at(row + "/waits_on").isTextual() ? "{waits_on text}" : "us"))
                .column("Stays", "{count count}")
                .column("Open at the end", "{open count}")
                .column("In all", "{stay_hours total}")
                .column("Median", "{stay_seconds/median seconds}")
                .column("Mean", "{stay_seconds/mean seconds}")
                .column("90 % within", "{stay_seconds/p90 seconds}");
        if (!page.rows(QUEUES, q -> q.has("working_seconds")).isEmpty()) {
            table.column("Mean, working time", "{working_seconds/mean working}");
        }
        table.column("Standing", "{standing number}").write(page, page.rows(QUEUES, q -> true));
    }
}
