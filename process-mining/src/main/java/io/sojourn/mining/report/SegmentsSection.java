package io.sojourn.mining.report;

/** Where most of the waiting is. */
record SegmentsSection() implements Section {
    private static final String SEGMENTS = "/bottlenecks/segments";

    @Override
    public String id() {
        return "segments";
    }

    @Override
    public String title() {
        return "Where cases wait";
    }

    @Override
    public void write(Page page) {
        var rows = page.rows(SEGMENTS, s -> s.path("wait_hours").asDouble() > 0);
        if (rows.isEmpty()) {
            page.note("", "Nothing waits: each step begins as soon as it can.");
            return;
        }
        page.paragraph(
                "/bottlenecks",
                "A segment leads from the activity that made the next one possible to that next one. The most waiting in all comes"
                        + " first. The map and the performance spectrum take the time between neighbours in a case, whether or not the"
                        + " one waited for the other, so their figures can differ. Standing: how many cases wait there at any"
                        + " moment. A trend is shown where chance alone would seldom make one.");
        Table table = new Table("Segments by waiting")
                .column("From → to", "{from text} → {to text}")
                .column("Of all waiting", "{share share}")
                .column("Waiting in all", "{wait_hours total}")
                .column("Times", "{count count}")
                .column("Median", "{wait_seconds/median seconds}")
                .column("Mean", "{wait_seconds/mean seconds}")
                .column("90 % within", "{wait_seconds/p90 seconds}");
        if (!page.rows(SEGMENTS, s -> s.has("working_seconds")).isEmpty()) {
            table.column("Mean, working time", "{working_seconds/mean working}")
                    .column("90 % within, working time", "{working_seconds/p90 working}");
        }
        table.column("Standing", "{standing number}")
                .column("Trend a week", SegmentsSection::trend)
                .write(page, rows);
    }

    private static void trend(Page page, String row) {
        boolean telling = page.at(row + "/trend").path("p").asDouble(1) <= Findings.TELLING;
        page.say(row, telling ? "{trend/hours_a_week change} (p {trend/p chance})" : Unit.NOTHING);
    }
}
