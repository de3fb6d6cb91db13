package io.sojourn.mining.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.RandomLogs;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.map.MapMetric;
import io.sojourn.mining.map.MapOptions;
import io.sojourn.mining.map.ProcessMap;
import io.sojourn.mining.map.Sliders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class MapDrawingTest {
    private static ProcessMap map(String... activities) {
        EventLogBuilder log = new EventLogBuilder();
        for (int i = 0; i < activities.length; i++) {
            log.add("1", activities[i], i * 3_600_000_000L);
        }
        return ProcessMap.of(log.build(), MapOptions.defaults());
    }

    private static Document xml(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String name, String style) {
        List<Element> found = new ArrayList<>();
        NodeList all = document.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute("class").matches(style)) {
                found.add(element);
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(value = MapMetric.class, names = "WORKING", mode = EnumSource.Mode.EXCLUDE)
    void everyActivityAndPathIsDrawnInsideThePicture(MapMetric metric) throws Exception {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(71));
        for (int round = 0; round < 6; round++) {
            ProcessMap map = ProcessMap.of(
                    RandomLogs.log(RandomLogs.rows(random.split(), round % 2 == 0)), MapOptions.defaults());
            Document document = xml(MapDrawing.svg(map, metric));
            double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));
            List<Element> boxes = elements(document, "rect", "box b\\d").stream()
                    .filter(r -> r.getAttribute("rx").equals("6"))
                    .toList();
            assertThat(boxes).hasSize(map.activities().size());
            assertThat(boxes)
                    .allMatch(r -> Double.parseDouble(r.getAttribute("x")) + Double.parseDouble(r.getAttribute("width"))
                            <= width);
            assertThat(elements(document, "path", "a\\d")).hasSize(map.paths().size());
        }
    }

    @Test
    void namesAreTextAndNothingElse() throws Exception {
        String evil = "<script>alert('x')</script>&\"\u0001";
        String svg = MapDrawing.svg(map(evil, "B"), MapMetric.COUNT);
        assertThat(xml(svg).getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).doesNotContain("href").doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void longNamesAreBrokenAndCutAndWholeInTheTooltip() throws Exception {
        String name =
                "Send the supplementary clinical documentation to the payer and wait for a confirmation of receipt";
        Document document = xml(MapDrawing.svg(map(name), MapMetric.COUNT));
        List<Element> lines = elements(document, "text", "name t\\d");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2).getTextContent()).endsWith("\u2026");
        assertThat(document.getDocumentElement().getTextContent()).contains(name);
    }

    @Test
    void equalMapsGiveEqualBytes() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(72));
        List<RandomLogs.Row> rows = RandomLogs.rows(random, true);
        String once = MapDrawing.svg(ProcessMap.of(RandomLogs.log(rows), MapOptions.defaults()), MapMetric.MEAN);
        assertThat(MapDrawing.svg(ProcessMap.of(RandomLogs.log(rows), MapOptions.defaults()), MapMetric.MEAN))
                .isEqualTo(once);
    }

    @Test
    void anEmptyMapIsDrawnToo() throws Exception {
        assertThat(xml(MapDrawing.svg(map(), MapMetric.TOTAL))).isNotNull();
    }

    @Test
    void whatIsTooLargeOrMissingIsRefusedWithAHint() {
        String[] many = new String[151];
        for (int i = 0; i < many.length; i++) {
            many[i] = "a" + i;
        }
        assertThatThrownBy(() -> MapDrawing.svg(map(many), MapMetric.COUNT))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("151 activities");
        assertThat(map(many).simplified(new Sliders(0, 0)).paths()).isNotEmpty();
        assertThatThrownBy(() -> MapDrawing.svg(map("A"), MapMetric.WORKING))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("calendar");
        assertThatThrownBy(() -> MapMetric.of("often")).hasMessageContaining("often");
    }
}
