package io.sojourn.mining.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.mining.bottleneck.BottleneckDocument;
import io.sojourn.mining.flow.MineDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class HtmlReportTest {
    /** Everything that a page is made of: no script, no link to elsewhere, no frame, no form. */
    private static final Set<String> ELEMENTS = Set.of(
            ("html head meta title style body header nav main section article footer h1 h2 h3 p ul ol li dl dt dd a div span small"
                            + " table thead tbody tr th td details summary figure figcaption svg g rect line circle path text")
                    .split(" "));

    @ParameterizedTest
    @EnumSource(SampleReport.class)
    void everyFigureIsThatOfTheDocument(SampleReport sample) {
        HtmlReport report = HtmlReport.of(sample.subject());
        List<Element> figures = ParsedPage.of(report.page()).with("data-metric");
        assertThat(figures.size()).isGreaterThan(30);
        for (Element figure : figures) {
            JsonNode value = report.document().at(figure.getAttribute("data-metric"));
            assertThat(figure.getAttribute("data-value"))
                    .as(figure.getAttribute("data-metric"))
                    .isEqualTo(value.toString());
            if (figure.hasAttribute("data-of")) {
                double whole =
                        report.document().at(figure.getAttribute("data-of")).asDouble();
                String share = whole == 0 ? "–" : String.format("%.1f %%", 100 * value.asDouble() / whole);
                assertThat(figure.getTextContent()).isEqualTo(share);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleReport.class)
    void theDocumentIsThatOfTheCommands(SampleReport sample) {
        ReportSubject subject = sample.subject();
        JsonNode document = HtmlReport.of(subject).document();
        assertThat(document.path("bottlenecks").toString())
                .isEqualTo(BottleneckDocument.of(subject.bottlenecks()).toString());
        ObjectNode flow = document.path("flow").deepCopy();
        flow.path("variants")
                .forEach(v -> ((ObjectNode) v).remove(List.of("median_seconds", "mean_seconds", "p90_seconds")));
        assertThat(flow.toString()).isEqualTo(MineDocument.text(subject.mined().flow()));
    }

    @ParameterizedTest
    @EnumSource(SampleReport.class)
    void aPageHasNoScriptAndNoWayOut(SampleReport sample) {
        String text = HtmlReport.of(sample.subject()).page();
        assertThat(text.replace(" xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "srcdoc");
        ParsedPage page = ParsedPage.of(text);
        Set<String> elements = new TreeSet<>();
        page.all().forEach(e -> {
            elements.add(e.getTagName());
            for (int i = 0; i < e.getAttributes().getLength(); i++) {
                assertThat(e.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        });
        assertThat(ELEMENTS).containsAll(elements);
        assertThat(page.with("href"))
                .allSatisfy(a -> assertThat(a.getAttribute("href")).startsWith("#"));
    }

    @ParameterizedTest
    @EnumSource(SampleReport.class)
    void contentsLeadToSectionsAndIdsAreUnique(SampleReport sample) {
        ParsedPage page = ParsedPage.of(HtmlReport.of(sample.subject()).page());
        List<String> ids =
                page.with("id").stream().map(e -> e.getAttribute("id")).toList();
        assertThat(ids).doesNotHaveDuplicates();
        List<String> links = page.with("href").stream()
                .map(a -> a.getAttribute("href").substring(1))
                .toList();
        assertThat(links).hasSizeGreaterThan(7).isSubsetOf(ids);
        assertThat(page.with("aria-labelledby")).hasSameSizeAs(links);
    }

    @ParameterizedTest
    @EnumSource(SampleReport.class)
    void equalSubjectsGiveEqualBytes(SampleReport sample) {
        assertThat(HtmlReport.of(sample.subject()).page())
                .isEqualTo(HtmlReport.of(sample.subject()).page());
    }

    @Test
    void theSummarySaysWhatWouldHelp() {
        HtmlReport report = HtmlReport.of(SampleReport.PLANTED.subject());
        assertThat(report.mainSentences()).hasSize(3);
        assertThat(report.mainSentences().get(2))
                .startsWith("Ask → Decide: 40 cases wait 24.0 h longer there than 40 peers (95 %: ")
                .contains("mostly because each time takes longer")
                .contains("of waiting a month less");
        String words = ParsedPage.of(report.page()).words("summary");
        report.mainSentences().forEach(sentence -> assertThat(words).contains(sentence));
        assertThat(words).contains("80 cases with 240 events of 4 activities").doesNotContain("estimated");
    }

    @Test
    void estimatedStartsAreSaid() {
        String words = ParsedPage.of(
                        HtmlReport.of(SampleReport.WITHOUT_STARTS.subject()).page())
                .words("summary");
        assertThat(words).contains("in all (estimated); ").contains("100.0 % of the steps have no start in the log");
    }

    @Test
    void namesOfALogStayNames() {
        String page = HtmlReport.of(SampleReport.ATTACK.subject()).page();
        assertThat(page.length()).isLessThan(1_000_000);
        assertThat(page).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
        List<String> texts = new ArrayList<>();
        ParsedPage.of(page).all().forEach(e -> texts.add(e.getTextContent()));
        assertThat(texts)
                .as("a long name is somewhere whole")
                .anyMatch(t -> t.equals(SampleReport.LONG_NAME))
                .as("and cut elsewhere")
                .anyMatch(t -> t.endsWith("…"));
    }

    @Test
    void anEmptyLogIsSaidToBeEmpty() {
        HtmlReport report = HtmlReport.of(SampleReport.empty());
        assertThat(report.mainSentences()).containsExactly("The log has no cases.");
        assertThat(ParsedPage.of(report.page()).words("summary")).contains("The log has no cases");
    }

    @Test
    void mapAndPicturesOfTimeAreDrawn() {
        ParsedPage page =
                ParsedPage.of(HtmlReport.of(SampleReport.PLANTED.subject()).page());
        assertThat(page.words("map")).contains("Grant").contains("The same map by time");
        assertThat(page.words("time")).contains("From Ask to Decide").contains("Coming and going: Ask");
        assertThat(page.all().stream().filter(e -> e.getTagName().equals("figure")))
                .hasSize(5)
                .allSatisfy(f ->
                        assertThat(f.getElementsByTagName("svg").getLength()).isOne())
                .allSatisfy(f -> assertThat(f.getElementsByTagName("figcaption").getLength())
                        .isOne());
    }

    @Test
    void rowsThatCannotBeUsedAreCountedByReasonAndShown() {
        HtmlReport report = HtmlReport.of(SampleReport.BAD_ROWS.subject());
        JsonNode quality = report.document().path("quality");
        assertThat(quality.path("rejected_rows").asInt()).isEqualTo(13);
        assertThat(quality.path("rejected_by_reason").toString())
                .isEqualTo("[{\"reason\":\"missing_value\",\"count\":1},{\"reason\":\"bad_value\",\"count\":12}]");
        assertThat(ParsedPage.of(report.page()).words("quality"))
                .contains("a value can't be read")
                .contains("line 242");
    }

    @Test
    void twoLogsAreComparedWhereAsked() {
        ReportSubject subject = SampleReport.PLANTED.subject();
        HtmlReport alone = HtmlReport.of(subject);
        assertThat(alone.page()).doesNotContain("id=\"differences\"");
        HtmlReport both = HtmlReport.of(SampleReport.besides(subject, SampleReport.FASTER.subject()));
        assertThat(ParsedPage.of(both.page()).words("differences"))
                .contains("B is faster.csv")
                .contains("Ask → Decide");
    }
}
