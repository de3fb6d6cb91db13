package io.sojourn.mining.report;

/** Who waits for whom. */
record HandoffsSection() implements Section {
    private static final String HANDOFFS = "/bottlenecks/handoffs";

    @Override
    public String id() {
        return "handoffs";
    }

    @Override
    public String title() {
        return "Handoffs: who waits for whom";
    }

    @Override
    public void write(Page page) {
        if (page.number(HANDOFFS + "/count") == 0) {
            page.note("", "No work passes from one resource to another, or the log names no resources.");
            return;
        }
        page.paragraph(
                HANDOFFS,
                "{count count} of {steps count step} ({count of steps}) pass work on to somebody else. {ping_pongs count} come straight"
                        + " back, in {ping_pong_cases count case}; {reworks count} repeat an activity that the case had had before."
                        + " In {missing count step} somebody is not known.");
        new Table("Handoffs by delay")
                .column("From → to", "{from text} → {to text}")
                .column("Times", "{count count}")
                .column("Delay in all", "{delay_hours total}")
                .column("Median", "{delay_seconds/median seconds}")
                .column("Mean", "{delay_seconds/mean seconds}")
                .column("90 % within", "{delay_seconds/p90 seconds}")
                .column("Straight back", "{ping_pongs count}")
                .column("Repeats", "{reworks count}")
                .write(page, page.rows(HANDOFFS + "/pairs", p -> true));
    }
}
