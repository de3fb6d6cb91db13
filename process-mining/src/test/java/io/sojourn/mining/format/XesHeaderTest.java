package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sojourn.mining.log.EventLog;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XesHeaderTest {
    private static final String EVERYTHING =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- before -->
            <log xes.version="1.0" xes.features="nested-attributes" openxes.version="1.0RC7" xmlns="http://www.xes-standard.org/">
              <extension name="Concept" prefix="concept" uri="http://elsewhere/concept.xesext"/>
              <extension name="Own" prefix="own" uri="http://elsewhere/own.xesext"/>
              <global scope="trace"><string key="concept:name" value="?"/></global>
              <global scope="event">
                <string key="concept:name" value="UNKNOWN"><int key="deep" value="1"/></string>
                <date key="time:timestamp" value="1970-01-01T00:00:00.000+01:00"/>
              </global>
              <classifier name="Both" keys="concept:name 'two words'"/>
              <classifier name="Scoped" scope="event" keys="concept:name"/>
              <string key="source" value="a &lt; b &amp; &quot;c&quot; \u00e4&#10;line">
                <list key="l"><values><float key="f" value="1.50"/><string key="f" value="x"/></values></list>
              </string>
              <container key="c"><boolean key="b" value="true"/></container>
              <trace>
                <string key="concept:name" value="c1"/>
                <event>
                  <string key="concept:name" value="A"/>
                  <date key="time:timestamp" value="2024-01-01T00:00:00Z"/>
                </event>
              </trace>
            </log>
            """;

    @TempDir
    Path folder;

    private Path converted(Path from, String name) {
        Path to = folder.resolve(name);
        try (LogFile log = Logs.open(from, ReadOptions.defaults())) {
            EventLog loaded =
                    LogLoader.load(log, LogLoader.ALL_ATTRIBUTES, p -> {}).log();
            LogExport.write(loaded.all(), log.header(), to);
        }
        return to;
    }

    /** Start and end of each element before the first trace, as the JDK's own parser sees them. */
    private static List<String> header(Path file) throws Exception {
        List<String> seen = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        boolean gzip = file.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = gzip ? new GZIPInputStream(raw) : raw) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                int at = xml.next();
                if (at == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("trace") || xml.getLocalName().equals("event")) {
                        break;
                    }
                    TreeMap<String, String> attributes = new TreeMap<>();
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                    seen.add(xml.getLocalName() + attributes);
                } else if (at == XMLStreamConstants.END_ELEMENT) {
                    seen.add("/" + xml.getLocalName());
                }
            }
        }
        return seen;
    }

    /** Our own extensions are added where they are missing. */
    private static void assertKept(Path from, Path to) throws Exception {
        List<String> before = header(from);
        List<String> after = new ArrayList<>(header(to));
        assertThat(after).containsSubsequence(before.subList(1, before.size()));
        after.removeIf(e -> e.contains("http://www.xes-standard.org/") || e.equals("/extension"));
        before.removeIf(e -> e.contains("http://www.xes-standard.org/") || e.equals("/extension"));
        assertThat(after.subList(1, after.size())).isEqualTo(before.subList(1, before.size()));
    }

    @Test
    void everythingBeforeTheFirstTraceIsKept() throws Exception {
        Path from = ReadLog.write(folder, "from.xes", EVERYTHING);
        Path to = converted(from, "to.xes.gz");
        assertKept(from, to);
        assertThat(header(to).get(0))
                .isEqualTo("log{openxes.version=1.0RC7, xes.features=nested-attributes, xes.version=1.0}");
        assertThat(header(to)).filteredOn(e -> e.startsWith("extension")).hasSize(6);
        assertThat(converted(to, "again.xes.gz")).hasSameBinaryContentAs(to);
    }

    @Test
    void whatOthersCantHoldIsCounted() {
        Path from = ReadLog.write(folder, "from.xes", EVERYTHING);
        try (LogFile log = Logs.open(from, ReadOptions.defaults())) {
            assertThat(log.header().summary())
                    .isEqualTo("2 extensions, 2 globals, 2 classifiers, 2 attributes of the log");
        }
        try (LogFile log = Logs.open(converted(from, "to.csv"), ReadOptions.defaults())) {
            assertThat(log.header().summary()).isEmpty();
        }
    }

    @Test
    void aLogOfAnotherFormatGetsOurOwn() throws Exception {
        Path csv = ReadLog.write(folder, "in.csv", "case_id,activity,time\nc,A,2024-01-01\n");
        assertThat(header(converted(csv, "own.xes")))
                .contains("global{scope=trace}", "classifier{keys=concept:name, name=Activity}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"running-example.xes", "sepsis.xes.gz"})
    void realLogsKeepTheirHeader(String name) throws Exception {
        keeps(name);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bpic2012.xes.gz",
                "bpic2013_incidents.xes.gz",
                "bpic2020_DomesticDeclarations.xes.gz",
                "helpdesk.xes.gz",
                "receipt.xes.gz",
                "road_traffic.xes.gz",
                "teleclaims.xes.gz"
            })
    void largerRealLogsKeepTheirHeaderToo(String name) throws Exception {
        keeps(name);
    }

    private void keeps(String name) throws Exception {
        String logs = System.getProperty("sojourn.logs", "");
        assumeThat(logs).as("-Dsojourn.logs").isNotEmpty();
        Path from = Path.of(logs, name);
        assertKept(from, converted(from, name));
    }
}
