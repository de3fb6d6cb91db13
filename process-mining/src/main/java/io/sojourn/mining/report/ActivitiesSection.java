package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;

/** The activities: how often, where in a case, how often again. */
record ActivitiesSection() implements Section {
    @Override
    public String id() {
        return "activities";
    }

    @Override
    public String title() {
        return "Activities and rework";
    }

    @Override
    public void write(Page page) {
        page.paragraph(
                "",
                "How often each is done, how many cases begin and end with it, and rework: cases that have it more than once, and how"
                        + " often beyond the first time.");
        Table table = new Table("Activities")
                .column("Activity", "{activity text}")
                .column("Times", "{count count}")
                .column("Share", "{count of /flow/events}")
                .column("Cases begin", "{begins count}")
                .column("Cases end", "{ends count}")
                .column("Cases repeat it", "{rework_cases count}")
                .column("of all", "{rework_cases of /flow/cases}")
                .column("Repeats", "{repeats count}");
        if (!page.rows("/activities", a -> a.has("service_seconds")).isEmpty()) {
            table.column("Takes (median)", "{service_seconds/median seconds}")
                    .column("90 % within", "{service_seconds/p90 seconds}");
        }
        table.write(page, page.rows("/activities", a -> true));
        longNames(page);
    }

    /** Names that are cut elsewhere, whole. */
    private static void longNames(Page page) {
        var cut = page.rows("/activities", a -> Names.isCut(a.path("activity").asText()));
        if (!cut.isEmpty()) {
            page.html().start("details").element("summary", "Long names, whole").start("ol");
            for (String row : cut) {
                JsonNode name = page.at(row + "/activity");
                page.html().element("li", name.asText());
            }
            page.html().end().end();
        }
    }
}
