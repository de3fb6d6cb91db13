package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainEventReaderTest {
    private static final Origin ORIGIN = new Origin("here", 7, 99);
    private static final String[] PIECES = {
        "null",
        "true",
        "0",
        "-0",
        "00",
        "1.50",
        "1e3",
        ".",
        "-",
        "\"",
        "\\",
        "{",
        "}",
        ",",
        ":",
        " ",
        "\u0000",
        "\u00e4",
        "[]",
        "9999999999999999999",
        "\"2026-02-30T00:00:00Z\"",
        "\"2026-02-28T23:59:59.1234567Z\"",
        "\"2026-02-28T24:00:00Z\"",
        "\"payer\":\"P\",",
        "\"pages\":3,",
        "\"amount\":0.30,",
        "\"event_id\":null,",
        "\"op\":\"append\","
    };

    private final Map<String, EventJson.Process> processes = processes(EventJsonTest.AUTHORIZATION);
    private final PlainEventReader plain = new PlainEventReader(processes);
    private final EventJsonReader whole = new EventJsonReader(processes);

    static Map<String, EventJson.Process> processes(ProcessDefinition d) {
        Map<String, Integer> byName = new HashMap<>();
        d.attributes().forEach(c -> byName.put(c.name(), byName.size()));
        NameTable names =
                new NameTable(d.attributes().stream().map(Column::name).toList());
        return Map.of(d.process(), new EventJson.Process(d.process(), d.attributes(), byName, names));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private Event plainly(String json) {
        byte[] text = bytes(json);
        return plain.read(text, 0, text.length, ORIGIN);
    }

    @Test
    void whatMostProducersSendIsPlain() {
        Event e = plainly("{'schema':1,'process':'p','case_id':'c','event_id':'e','activity':'A','lifecycle':'START',"
                + "'time':'2026-01-02T03:04:05.25Z','team':null,"
                + " 'attributes': {'pages':3,'amount':12.75,'vip':true,'due':'2026-01-02T03:04:05Z','payer':'P'}}\n");
        assertThat(e).isNotNull();
        assertThat(e.lifecycle()).isEqualTo("start");
        assertThat(e.source()).isEqualTo("here");
        assertThat(e.timeMicros()).isEqualTo(1_767_323_045_250_000L);
        assertThat(e.attributes()).containsExactly("P", 12.75, 3L, true, 1_767_323_045_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'activity':'\u00e4'",
                "'activity':'a\\\\n'",
                "'activity':'A','op':'correct','corrects':'x','version':1",
                "'activity':'A','activity':'A'",
                "'activity':'A','attributes':{'unknown':1}",
                "'activity':'A','attributes':{'pages':1.0}",
                "'activity':'A','attributes':{'amount':-0}",
                "'activity':'A','attributes':{'pages':1,'pages':1}",
                "'activity':'A','sequence':1234567890123456",
                "'activity':'A','received_at':'2026-01-02T03:04:05+01:00'",
                "'team':'T'"
            })
    void allElseIsLeftToTheWholeReader(String field) {
        String before = "{'schema':1,'process':'p','case_id':'c','event_id':'e','time':'2026-01-02T03:04:05Z',";
        assertThat(plainly(before + "'activity':'A'}")).isNotNull();
        assertThat(plainly(before + field + "}")).isNull();
    }

    @Test
    void whatIsReadPlainlyIsReadAsTheSameByTheWholeReaderHoweverItIsDamaged() {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(22));
        RandomEvents events = new RandomEvents(random);
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] text = damaged(text(events, random), random);
            Event fast = plain.read(text, 0, text.length, ORIGIN);
            if (fast != null) {
                read++;
                assertThat(whole.read(text, 0, text.length, ORIGIN))
                        .as(new String(text, StandardCharsets.UTF_8))
                        .isInstanceOfSatisfying(Reading.Accepted.class, a -> assertSame(fast, a.event()));
            }
        }
        assertThat(read).as("how many were plain").isGreaterThan(5_000);
    }

    /** What a random event says, in ASCII and with short numbers: plain, mostly. */
    private static String text(RandomEvents events, SplittableRandom random) {
        Event e = events.next("p", 5);
        String attributes =
                "\"attributes\":{\"amount\":" + random.nextInt(-1000, 1000) / 8.0 + ",\"pages\":" + random.nextInt(50)
                        + ",\"vip\":" + random.nextBoolean() + ",\"payer\":\"P" + random.nextInt(5) + "\"}";
        return "{\"schema\":1,\"process\":\"p\",\"case_id\":\"c" + random.nextInt(100) + "\",\"event_id\":\"e"
                + Math.abs(e.sequence() % 1000) + "\",\"activity\":\"A\",\"time\":\"2026-0" + random.nextInt(1, 10)
                + "-1"
                + random.nextInt(10) + "T10:1" + random.nextInt(10) + ":00." + random.nextInt(1, 1_000_000) + "Z\","
                + attributes + "}";
    }

    /** With up to two pieces in wrong places. */
    private static byte[] damaged(String text, SplittableRandom random) {
        StringBuilder s = new StringBuilder(text);
        for (int n = random.nextInt(3); n > 0; n--) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            int at = random.nextInt(s.length());
            int length = random.nextBoolean() ? 0 : Math.min(random.nextInt(6), s.length() - at);
            s.replace(at, at + length, piece);
        }
        return s.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void assertSame(Event plain, Event whole) {
        assertThat(plain.attributes()).containsExactly(whole.attributes());
        assertThat(plain.sameContent(whole)).isTrue();
        assertThat(plain).isEqualTo(whole);
        assertThat(List.of(plain.eventId(), plain.source(), plain.sequence(), plain.receivedMicros()))
                .isEqualTo(List.of(whole.eventId(), whole.source(), whole.sequence(), whole.receivedMicros()));
    }
}
