package io.sojourn.mining.report;

import io.sojourn.mining.draw.Html;

/** How the figures were computed. */
record DefinitionsSection() implements Section {
    @Override
    public String id() {
        return "how";
    }

    @Override
    public String title() {
        return "How it was computed";
    }

    @Override
    public void write(Page page) {
        Html html = page.html().start("dl", "terms");
        made(page, "Log", "{name words}");
        made(page, "Chosen", page.at("/log/filter").isNull() ? "all cases and events" : "{filter words}");
        made(page, "View", "{view text}: {view_meaning words}");
        made(page, "Zone of days and hours", "{zone text}; times on this page are UTC");
        made(page, "On duty", "{duty words}");
        made(page, "Definition", page.at("/log/definition").isNull() ? "none" : "{definition words}");
        made(page, "Named as outside", page.at("/log/outside").isEmpty() ? "nobody" : outside(page));
        made(page, "Made by", "{version text}");
        html.end();
        page.html().start("dl", "terms");
        term("Case", "One run of the process, such as one request.", html);
        term("Variant", "The sequence of activities of a case.", html);
        term("Case duration", "From the first to the last event of a case.", html);
        term("Median", "Half of the values are below it; the mean of the two in the middle of an even number.", html);
        term(
                "Wait",
                "From the moment at which a step was possible, the end of the step before that is not done beside it, to its start.",
                html);
        term(
                "Estimated start",
                "Where the log has none: when the step was possible and its resource had done with other work.",
                html);
        term(
                "Standing",
                "All waiting there by the length of the log: rate of arrivals times mean wait (Little's law).",
                html);
        term(
                "Trend",
                "The median change of the weekly mean, with Kendall's test; shown where p is at most 0.05.",
                html);
        term(
                "Peers",
                "Cases of other ways that pass the same place and are not found to be slow there themselves.",
                html);
        term(
                "Structure and speed",
                "With k times a case and m hours a time, K and M those of peers: (k − K) M is structure, k (m − M) is speed; they"
                        + " add up to the whole difference.",
                html);
        term(
                "95 %",
                "The interval is made by drawing cases again, with a fixed seed: equal logs give equal intervals.",
                html);
        term(
                "q",
                "At most this share of what is told is a false alarm, on average (Benjamini and Hochberg); told is what has at most"
                        + " 0.05.",
                html);
        term("A month", "730.5 hours.", html);
        term(
                "Handoff",
                "Consecutive steps of a case by different resources; the delay is from the end of one to the start of the next.",
                html);
        html.end();
        page.note(
                "",
                "Every figure on this page names its place in the document that the same command prints with --json.");
    }

    private static String outside(Page page) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < page.at("/log/outside").size(); i++) {
            names.append(i == 0 ? "" : ", ").append("{outside/").append(i).append(" text}");
        }
        return names.toString();
    }

    private static void made(Page page, String name, String template) {
        page.html().element("dt", name).start("dd");
        page.say("/log", template);
        page.html().end();
    }

    private static void term(String name, String words, Html html) {
        html.element("dt", name).element("dd", words);
    }
}
