package io.sojourn.mining.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.bottleneck.CumulativeFlow;
import io.sojourn.mining.cascade.CascadeOptions;
import io.sojourn.mining.cascade.Cascades;
import io.sojourn.mining.dots.DotOptions;
import io.sojourn.mining.dots.DottedChart;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.View;
import io.sojourn.mining.spectrum.Spectrum;
import io.sojourn.mining.spectrum.SpectrumOptions;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Every picture: well-formed, bounded, without scripts and links, and the same each time. */
class ChartsTest {
    private static final long HOUR = 3_600_000_000L;

    private static EventLog log(int cases) {
        EventLogBuilder log = new EventLogBuilder();
        for (int c = 0; c < cases; c++) {
            log.add("c" + c, "<A & \"B\">", c * HOUR).add("c" + c, "]]>\u0007", (c + 3 + c % 7) * HOUR);
            log.add("c" + c, "Z", (c + 20 + c % 11) * HOUR);
        }
        return log.build();
    }

    private static List<String> pictures(EventLog log) {
        Spectrum spectrum = Spectrum.of(log.all(), View.ALL, null, SpectrumOptions.defaults());
        List<CumulativeFlow> flow = CumulativeFlow.of(
                spectrum.passages().entered(), spectrum.passages().left(), ZoneOffset.UTC);
        return List.of(
                SpectrumDrawing.svg(spectrum),
                CumulativeFlowDrawing.svg(spectrum.segment().toString(), flow, ZoneOffset.UTC),
                CascadeDrawing.svg(Cascades.of(log.all(), View.ALL, CascadeOptions.defaults())),
                DotsDrawing.svg(DottedChart.of(log.all(), View.ALL, DotOptions.defaults())));
    }

    private static Element parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500})
    void everyPictureIsWellFormedAndSafe(int cases) throws Exception {
        for (String svg : pictures(log(cases))) {
            Element root = parsed(svg);
            assertThat(root.getTagName()).isEqualTo("svg");
            assertThat(root.getAttribute("aria-label")).isNotBlank();
            assertThat(root.getElementsByTagName("script").getLength()).isZero();
            assertThat(svg).doesNotContain("href").doesNotContain("url(").doesNotContain("NaN");
            assertThat(svg).contains("prefers-color-scheme:dark");
        }
    }

    @Test
    void equalLogsGiveEqualPictures() {
        assertThat(pictures(log(50))).isEqualTo(pictures(log(50)));
    }

    @Test
    void ofManyLinesAndDotsSomeAreDrawnAndThePictureSaysSo() {
        List<String> pictures = pictures(log(30_000));

        assertThat(pictures.get(0)).contains(" of 30,000 lines are drawn, chosen evenly");
        assertThat(pictures.get(3)).contains(" of 90,000 events are drawn, chosen evenly");
        assertThat(pictures).allSatisfy(svg -> assertThat(svg.length()).isLessThan(1_000_000));
    }

    @Test
    void aLogWithoutAnyCaseOfTwoEventsIsStillDrawn() throws Exception {
        EventLog log = new EventLogBuilder().add("1", "A", 0).build();

        assertThat(parsed(CascadeDrawing.svg(Cascades.of(log.all(), View.ALL, CascadeOptions.defaults())))
                        .getTextContent())
                .contains("No case has two events");
        parsed(DotsDrawing.svg(DottedChart.of(log.all(), View.ALL, DotOptions.defaults())));
        parsed(DotsDrawing.svg(DottedChart.of(new EventLogBuilder().build().all(), View.ALL, DotOptions.defaults())));
    }
}
