package io.sojourn.mining.report;

import io.sojourn.mining.draw.Html;
import java.util.List;

/** What the report says, in sentences. */
record SummarySection() implements Section {
    @Override
    public String id() {
        return "summary";
    }

    @Override
    public String title() {
        return "Summary";
    }

    @Override
    public void write(Page page) {
        Findings findings = new Findings(page.document());
        tiles(page);
        if (page.number("/flow/cases") == 0) {
            page.note("", "The log has no cases, or the choice left none.");
            return;
        }
        page.paragraph(findings.size());
        findings.durations().ifPresent(page::paragraph);
        all(page, findings.waits());
        all(page, findings.segments());
        all(page, findings.work());
        page.heading("What would help most");
        troubles(page, findings);
        findings.smallness().ifPresent(page::paragraph);
        findings.goesWith().ifPresent(page::paragraph);
        page.heading("How far to trust it");
        new Doubts(page.document()).write(page);
    }

    private static void all(Page page, List<Sentence> sentences) {
        if (!sentences.isEmpty()) {
            Html html = page.html().start("p");
            for (int i = 0; i < sentences.size(); i++) {
                html.text(i == 0 ? "" : " ");
                page.say(sentences.get(i));
            }
            html.end();
        }
    }

    private static void troubles(Page page, Findings findings) {
        List<Sentence> troubles = findings.troubles();
        if (troubles.isEmpty()) {
            page.paragraph(findings.main().get(findings.main().size() - 1));
            return;
        }
        page.html().start("ol");
        for (Sentence trouble : troubles) {
            page.html().start("li");
            page.say(trouble);
            page.html().end();
        }
        page.html().end();
    }

    private static void tiles(Page page) {
        Html html = page.html().start("dl", "tiles");
        tile(page, "cases", "{/flow/cases count}");
        tile(page, "events", "{/quality/events count}");
        tile(page, "different ways", "{/flow/variant_count count}");
        tile(page, "half of the cases take", "{/flow/case_duration/median seconds}");
        tile(page, "waiting in all", "{/bottlenecks/wait_hours total}");
        tile(page, "bottleneck variants", "{/bottlenecks/significant count}");
        html.end();
    }

    private static void tile(Page page, String name, String figure) {
        page.html().start("div").element("dt", name).start("dd");
        page.say("", figure);
        page.html().end().end();
    }
}
