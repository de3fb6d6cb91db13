package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.mining.draw.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A report on a log: what {@code sojourn mine --report} writes. The page is one HTML file that reads without scripts and without a network,
 * on paper too; it holds names of activities and resources, and the messages of the first rows that can't be used. Equal subjects give
 * equal bytes; there is no clock in it. Each figure carries its place in the document, and nothing on the page is computed beside it.
 * Cost: besides the figures themselves, O(n log n) for the quality of the data.
 */
public final class HtmlReport {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private final ObjectNode document;
    private final List<Section> sections;

    private HtmlReport(ObjectNode document, List<Section> sections) {
        this.document = document;
        this.sections = sections.stream().filter(s -> s.hasContent(document)).toList();
    }

    public static HtmlReport of(ReportSubject subject) {
        return new HtmlReport(ReportDocument.of(subject), sections(new Pictures(subject)));
    }

    /** All there are, in the order of the page. */
    private static List<Section> sections(Pictures pictures) {
        return List.of(
                new SummarySection(),
                pictures.map(),
                new SegmentsSection(),
                new QueuesSection(),
                new TroublesSection(),
                new RootCausesSection(),
                new WaitsSection(),
                new HandoffsSection(),
                pictures.time(),
                new VariantsSection(),
                new ActivitiesSection(),
                new DifferencesSection(),
                new QualitySection(),
                new DefinitionsSection());
    }

    /** Every figure of the report. Durations say their unit. */
    public JsonNode document() {
        return document;
    }

    /** The sentences that matter most, without markup. */
    public List<String> mainSentences() {
        return new Findings(document).main().stream().map(s -> s.text(document)).toList();
    }

    /** The page. */
    public String page() {
        Page page = new Page(document);
        Html html = page.html();
        html.start("html").with("lang", "en");
        head(html);
        html.start("body");
        header(page);
        contents(html);
        html.start("main");
        sections.forEach(section -> write(section, page));
        html.end();
        html.start("footer").text(document.at("/log/version").asText()).end();
        html.end().end();
        return "<!DOCTYPE html>\n" + html.markup() + "\n";
    }

    private void head(Html html) {
        html.start("head").start("meta").with("charset", "utf-8").end();
        html.start("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", POLICY)
                .end();
        meta(html, "viewport", "width=device-width, initial-scale=1");
        meta(html, "referrer", "no-referrer");
        meta(html, "color-scheme", "light dark");
        html.element("title", "Report on " + Names.cut(document.at("/log/name").asText()));
        html.style(resource("report.css")).end();
    }

    private static void meta(Html html, String name, String content) {
        html.start("meta").with("name", name).with("content", content).end();
    }

    private static void header(Page page) {
        Html html = page.html()
                .start("header")
                .start("p", "kind")
                .text("Process report")
                .end();
        html.start("h1");
        page.say("/log", "{name text}").html().end().start("p");
        page.say("/log", "{/flow/cases count case} from {from text} to {to text} UTC");
        if (!page.at("/log/filter").isNull()) {
            page.say("/log", "; only {filter words}");
        }
        html.end().end();
    }

    private void contents(Html html) {
        html.start("nav").with("aria-label", "Contents").start("ol");
        for (Section section : sections) {
            html.start("li").start("a").with("href", "#" + section.id());
            html.text(section.title()).end().end();
        }
        html.end().end();
    }

    private static void write(Section section, Page page) {
        Html html = page.html().start("section").with("id", section.id());
        html.with("aria-labelledby", section.id() + "-title");
        html.start("h2")
                .with("id", section.id() + "-title")
                .text(section.title())
                .end();
        section.write(page);
        html.end();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
