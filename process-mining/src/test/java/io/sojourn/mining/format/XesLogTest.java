package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesLogTest {
    private static final String EVENT =
            """
            <event>
              <string key="concept:name" value="A"/>
              <date key="time:timestamp" value="2024-01-01T01:00:00.000+01:00"/>
            %s</event>
            """;

    @TempDir
    Path folder;

    private ReadLog read(String body) {
        return ReadLog.ofText(folder, "log.xes", "<?xml version=\"1.0\"?>\n<log>" + body + "</log>");
    }

    private static String trace(String attributes, String... events) {
        return "<trace>" + attributes + String.join("", events) + "</trace>";
    }

    private static String named(String name) {
        return "<string key=\"concept:name\" value=\"" + name + "\"/>";
    }

    @Test
    void eventsTakeTheirTracesAttributesAndTypes() {
        ReadLog log = read(
                "<global scope=\"event\">" + named("UNKNOWN") + "</global>"
                        + trace(
                                named("c1") + "<int key=\"AMOUNT_REQ\" value=\"15\"/>",
                                EVENT.formatted(
                                        """
                                <string key="org:resource" value="R"/><string key="org:group" value="G"/>
                                <string key="lifecycle:transition" value="START"/>
                                <string key="concept:instance" value="i1"/><string key="org:role" value="boss"/>
                                <float key="f" value="1.5"/><boolean key="b" value="true"/>
                                <date key="d" value="2024-01-01T00:00:00Z"/><int key="bad" value="x"/>
                                """)));
        assertThat(log.rejected).isEmpty();
        ReadLog.Row row = log.rows.get(0);
        assertThat(row.caseId()).isEqualTo("c1");
        assertThat(row.lifecycle()).isEqualTo("start");
        assertThat(row.resource() + row.team() + row.instance()).isEqualTo("RGi1");
        assertThat(row.time()).isEqualTo(1_704_067_200_000_000L);
        assertThat(row.attributes())
                .containsEntry("case:AMOUNT_REQ", 15L)
                .containsEntry("org:role", "boss")
                .containsEntry("f", 1.5)
                .containsEntry("b", true)
                .containsEntry("d", Instant.parse("2024-01-01T00:00:00Z"))
                .containsEntry("bad", "x")
                .hasSize(6);
    }

    @Test
    void oneTracesAttributesAreNotTheNextOnes() {
        ReadLog log =
                read(trace(named("1") + "<string key=\"x\" value=\"1\"/>", EVENT.formatted(""), EVENT.formatted(""))
                        + trace(named("2"), EVENT.formatted("")));
        assertThat(log.rows.get(1).attributes()).containsEntry("case:x", "1");
        assertThat(log.rows.get(2).attributes()).isEmpty();
        assertThat(log.rows).extracting(ReadLog.Row::position).containsExactly(1L, 2L, 3L);
    }

    @Test
    void attributesInsideAttributesAreNamedByTheirWay() {
        ReadLog log = read(trace(
                "<list key=\"l\"><values>" + named("inner") + named("other") + "</values></list>" + named("c"),
                EVENT.formatted("<string key=\"s\" value=\"1\"><int key=\"n\" value=\"2\"><boolean key=\"deep\""
                        + " value=\"true\"/></int></string><container key=\"box\"><float key=\"x\" value=\"0.5\"/>"
                        + "</container><list key=\"empty\"><values/></list>"),
                EVENT.formatted("")));
        assertThat(log.rejected).isEmpty();
        assertThat(log.rows.get(0).caseId()).isEqualTo("c");
        assertThat(log.rows.get(0).attributes())
                .containsEntry("case:l.concept:name", "inner")
                .containsEntry("case:l.concept:name#2", "other")
                .containsEntry("s", "1")
                .containsEntry("s.n", 2L)
                .containsEntry("s.n.deep", true)
                .containsEntry("box.x", 0.5)
                .hasSize(6);
        assertThat(log.rows.get(1).attributes()).hasSize(2);
    }

    @Test
    void aClassifierCanBeTheActivity() {
        String classifiers = "<classifier name=\"Activity classifier\" keys=\"concept:name lifecycle:transition\"/>"
                + "<classifier name=\"By role\" keys=\"'the role' org:group\"/>";
        Path file = ReadLog.write(
                folder,
                "classes.xes",
                "<log>" + classifiers
                        + trace(
                                named("c"),
                                EVENT.formatted("<string key=\"lifecycle:transition\" value=\"start\"/>"),
                                EVENT.formatted("<string key=\"the role\" value=\"boss\"/>"))
                        + "</log>");
        ReadLog log = ReadLog.of(file, activity("Activity classifier"));
        assertThat(log.rows).extracting(ReadLog.Row::activity).containsExactly("A+start", "A+");
        ReadLog roles = ReadLog.of(file, activity("By role"));
        assertThat(roles.rows).extracting(ReadLog.Row::activity).containsExactly("boss+");
        assertThat(roles.rejected).hasSize(1);
    }

    private static ReadOptions activity(String name) {
        return new ReadOptions(null, name, null, null, null, null, null, null);
    }

    @Test
    void aTraceWithoutNameTakesItsRunningNumber() {
        ReadLog log = read(trace(named("a"), EVENT.formatted("")) + trace("", EVENT.formatted("")));
        assertThat(log.rows).extracting(ReadLog.Row::caseId).containsExactly("a", "2");
    }

    @Test
    void aBadEventIsRejectedAndTheRestGoesOn() {
        String noTime = "<event>" + named("B") + "</event>";
        String badTime = "<event>" + named("B") + "<date key=\"time:timestamp\" value=\"yesterday\"/></event>";
        ReadLog log = read(
                trace(named("c"), EVENT.formatted(""), noTime, badTime, EVENT.formatted("")) + EVENT.formatted(""));
        assertThat(log.rows).hasSize(2);
        assertThat(log.rejected)
                .extracting(RejectedRow::code)
                .containsExactly(ErrorCode.MISSING_VALUE, ErrorCode.BAD_VALUE, ErrorCode.MISSING_VALUE);
        assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(2L, 3L, 5L);
        assertThat(log.rejected.get(1).message()).contains("log.xes event 3: time \"yesterday\" is not ISO-8601");
        assertThat(log.rejected.get(1).raw()).contains("line");
    }

    @Test
    void limitsOfLengthAndNumberRejectTheEvent() {
        String longValue = "<string key=\"s\" value=\"" + "x".repeat(Limits.TEXT_LENGTH + 1) + "\"/>";
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= Limits.ATTRIBUTES; i++) {
            many.append("<int key=\"k").append(i).append("\" value=\"1\"/>");
        }
        ReadLog log = read(
                trace(named("c"), EVENT.formatted(longValue), EVENT.formatted(many.toString()), EVENT.formatted("")));
        assertThat(log.rows).hasSize(1);
        assertThat(log.rejected)
                .extracting(RejectedRow::code)
                .containsExactly(ErrorCode.OVER_LIMIT, ErrorCode.OVER_LIMIT);
    }

    @Test
    void aTruncatedFileSaysWhereItEnds() {
        Path file = ReadLog.write(folder, "cut.xes", "<log>\n<trace>\n" + named("c") + EVENT.formatted("") + "<eve");
        assertThatThrownBy(() -> ReadLog.of(file)).isInstanceOfSatisfying(SojournException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_LOG);
            assertThat(e.fullMessage())
                    .contains("cut.xes line 7")
                    .contains("ends in the middle")
                    .contains("Maybe");
        });
    }

    @Test
    void externalEntitiesAreRefusedUnread() {
        Path secret = ReadLog.write(folder, "secret.txt", "SECRET");
        Path file = ReadLog.write(
                folder,
                "xxe.xes",
                "<!DOCTYPE log [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><log>" + trace(named("&x;")) + "</log>");
        assertThatThrownBy(() -> ReadLog.of(file))
                .isInstanceOfSatisfying(
                        SojournException.class,
                        e -> assertThat(e.fullMessage()).contains("DOCTYPE").doesNotContain("SECRET"));
    }

    @Test
    void anEncodingThatThereIsNotIsSaidWithItsLine() {
        Path file = ReadLog.write(folder, "odd.xes", "<?xml version=\"1.0\" encoding=\"x y\"?><log/>");
        assertThatThrownBy(() -> ReadLog.of(file))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("odd.xes line 1: this is no readable XES: Unsupported encoding: x y");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("<list key=\"l\">".repeat(2_000)))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("line 2: this is no readable XES: Maximum Element Depth limit (64) Exceeded.");
    }

    @Test
    void anotherXmlFileIsRefusedByItsRoot() {
        Path file = ReadLog.write(folder, "page.xml", "<html><body/></html>");
        assertThatThrownBy(() -> ReadLog.of(file))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("its root is <html>");
    }

    @Test
    void anAttributeBehindTheEventsOfItsTraceIsRefused() {
        assertThatThrownBy(() -> read("<trace>" + EVENT.formatted("") + named("late") + "</trace>"))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("behind its first event");
    }

    @Test
    void optionsNameKeys() {
        ReadOptions options = new ReadOptions("nr", "org:role", null, null, null, null, null, null);
        Path file = ReadLog.write(
                folder,
                "own.xes",
                "<log>"
                        + trace(
                                "<string key=\"nr\" value=\"7\"/>",
                                EVENT.formatted("<string key=\"org:role\" value=\"Z\"/>"))
                        + "</log>");
        ReadLog log = ReadLog.of(file, options);
        assertThat(log.rows.get(0).caseId()).isEqualTo("7");
        assertThat(log.rows.get(0).activity()).isEqualTo("Z");
        assertThat(log.rows.get(0).attributes()).containsEntry("concept:name", "A");
    }
}
