package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
    static final ProcessDefinition AUTHORIZATION = Definitions.compile(
                    "p.yaml",
                    """
                    process: p
                    attributes: {payer: text, amount: number, pages: integer, vip: boolean, due: time}
                    """)
            .definition();
    private static final ProcessDefinition PLAIN =
            Definitions.compile("q.yaml", "process: q").definition();
    private static final Origin ORIGIN = new Origin("here", 7, 99);

    private final EventJson json = EventJson.of(List.of(AUTHORIZATION, PLAIN));

    @Test
    void randomEventsComeBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(21));
        RandomEvents events = new RandomEvents(random);
        for (int i = 0; i < 20_000; i++) {
            Event event = random.nextBoolean() ? events.next("p", 5) : events.next("q", 0);
            byte[] text = json.write(event);
            Reading reading = json.read(text, 0, text.length, new Origin("other", 1, 0));
            assertThat(reading)
                    .as(new String(text, StandardCharsets.UTF_8))
                    .isInstanceOfSatisfying(Reading.Accepted.class, a -> assertThat(a.event())
                            .isEqualTo(event)
                            .extracting(Event::eventId)
                            .isEqualTo(event.eventId()));
        }
    }

    @Test
    void whatTheEventDoesNotSayComesFromItsOrigin() {
        Event e = accepted(
                "{'schema':1,'process':'q','case_id':'c','event_id':'e','activity':'A','time':'2026-01-02T03:04:05+01:00'}");
        assertThat(e.source()).isEqualTo("here");
        assertThat(e.sequence()).isEqualTo(7);
        assertThat(e.receivedMicros()).isEqualTo(99);
        assertThat(e.lifecycle()).isEqualTo("complete");
        assertThat(e.operation()).isEqualTo(Operation.APPEND);
        assertThat(e.timeMicros()).isEqualTo(1_767_319_445_000_000L);
    }

    @Test
    void attributesAreReadAlsoBeforeTheirProcessIsKnown() {
        Event e = accepted("{'attributes':{'pages':3.0,'x':[{}],'payer':'P'},'schema':1,'process':'p','case_id':'c',"
                + "'sequence':-4,'activity':'A','time':'2026-01-02T03:04:05Z','team':null}");
        assertThat(e.attributes()).containsExactly("P", null, 3L, null, null);
        assertThat(e.eventId()).isEqualTo("#-4");
        assertThat(json.ignoredAttributes()).isEqualTo(1);
    }

    @Test
    void aSliceOfALargerArrayIsRead() {
        byte[] text =
                (" junk " + one("'activity':'A'") + " junk").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(json.read(text, 6, text.length - 11, ORIGIN)).isInstanceOf(Reading.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'activity':5 | bad_value | `\"activity\" is 5; it must be a text.`",
                "'activity':{'a':1} | bad_value | is an object; it must be a text",
                "'activity':'' | missing_value | activity is empty.",
                "'team':'T' | missing_value | activity is missing.",
                "'activity':'A\\u0000B' | bad_value | has a NUL character",
                "'activity':'A\\ud800B' | bad_value | half of a surrogate pair",
                "'activity':'A\\udc00\\ud800' | bad_value | half of a surrogate pair",
                "'activty':'A' | bad_value | Maybe activity was meant.",
                "'payer':'A' | bad_value | Maybe put it into attributes.",
                "'activity':'A','activity':'A' | bad_value | field activity is there twice",
                "'activity':'A','team':null,'team':'T' | bad_value | field team is there twice",
                "'activity':'A','attributes':{'payer':'x','payer':'x'} | bad_value | attribute \"payer\" is there twice",
                "'activity':'A','attributes':7 | bad_value | attributes is 7; it must be an object",
                "'activity':'A','attributes':{'amount':'7'} | bad_value | \"amount\" is the text \"7\"; it must be a number",
                "'activity':'A','attributes':{'amount':1e999} | bad_value | a number that a double can hold",
                "'activity':'A','attributes':{'pages':1.5} | bad_value | \"pages\" is 1.5; it must be a whole number",
                "'activity':'A','attributes':{'pages':9223372036854775808} | bad_value | a whole number",
                "'activity':'A','attributes':{'pages':1e999999999} | bad_value | a whole number",
                "'activity':'A','attributes':{'vip':1} | bad_value | it must be true or false",
                "'activity':'A','attributes':{'due':'2026-01-01'} | bad_value | with its offset",
                "'activity':'A','op':'delete' | bad_value | Maybe use append, correct or retract.",
                "'activity':'A','op':'correct' | missing_value | corrects is missing",
                "'activity':'A','op':'correct','corrects':'e' | missing_value | version is missing",
                "'activity':'A','op':'correct','corrects':'e','version':0 | bad_value | a whole number from 1",
                "'activity':'A','corrects':'e' | bad_value | belongs only to op correct or retract",
                "'activity':'A','sequence':'1' | bad_value | \"sequence\" is the text \"1\"",
                "'activity':'A','received_at':12 | bad_value | it must be a time",
                "'activity':'A'}{ | bad_value | something follows",
                "'activity':'A'} {} | bad_value | something follows",
                "'activity': | bad_value | no JSON"
            })
    void poisonIsRejectedWithItsReason(String fields, String code, String reason) {
        Reading.Rejected r = rejected(one(fields));
        assertThat(r.code().word()).isEqualTo(code);
        assertThat(r.message()).contains(reason);
        assertThat(r.caseId()).isEqualTo("c");
        assertThat(r.eventId()).isEqualTo("e");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05",
        "2026-01-02 03:04:05Z",
        "2026-02-29T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05 +01:00",
        "2026-01-02T03:04:05+0100",
        "1969-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "99999-01-01T00:00:00Z"
    })
    void timesOutOfFormOrRangeAreRejected(String time) {
        Reading.Rejected r = rejected(
                "{'schema':1,'process':'p','case_id':'c','event_id':'e','activity':'A','time':'" + time + "'}");
        assertThat(r.message()).contains("time").contains(time);
    }

    @Test
    void anUnknownVersionIsRejectedAndStillNamesTheEvent() {
        Reading.Rejected r = rejected("{'schema':2,'process':{},'case_id':'c','event_id':'e','new':1}");
        assertThat(r)
                .isEqualTo(new Reading.Rejected(
                        ErrorCode.BAD_VALUE, "schema 2 is an unknown version; this program knows 1.", "c", "e"));
    }

    @Test
    void anUnknownProcessIsRejected() {
        assertThat(rejected("{'schema':1,'process':'pp'}").message())
                .isEqualTo("process \"pp\" has no definition here.");
    }

    @Test
    void sizeDepthAndLengthHaveLimits() {
        byte[] big = new byte[Limits.LINE_LENGTH + 1];
        assertThat(json.read(big, 0, big.length, ORIGIN))
                .isInstanceOfSatisfying(
                        Reading.Rejected.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.OVER_LIMIT));
        String tooLong = one("'activity':'A','attributes':{'payer':'" + "x".repeat(Limits.LINE_LENGTH) + "'}");
        assertThat(rejected(tooLong).code()).isEqualTo(ErrorCode.OVER_LIMIT);
        assertThat(rejected(tooLong).message()).contains("the limit is 1048576");
        assertThat(rejected(tooLong).eventId()).isEqualTo("e");
        String deep = one("'activity':'A','attributes':{'x':" + "[".repeat(100) + "]".repeat(100) + "}");
        String naming = one("'activity':'A','related':'" + "a ".repeat(1_001) + "'");
        assertThat(rejected(naming).code()).isEqualTo(ErrorCode.OVER_LIMIT);
        assertThat(rejected(naming).message()).contains("related names 1001 cases, the limit is 1000");
        assertThat(rejected(deep).code()).isEqualTo(ErrorCode.OVER_LIMIT);
        String longText = one("'activity':'" + "x".repeat(Limits.TEXT_LENGTH + 1) + "'");
        assertThat(rejected(longText).code()).isEqualTo(ErrorCode.OVER_LIMIT);
        assertThat(rejected(longText).message()).contains("65537 characters");
        String number = one("'activity':'A','attributes':{'amount':" + "1".repeat(200) + "}");
        assertThat(rejected(number).code()).isEqualTo(ErrorCode.OVER_LIMIT);
    }

    @Test
    void bytesThatAreNoUtf8AreRejected() {
        byte[] text = one("'activity':'A?'").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '?') {
                text[i] = (byte) 0xff;
            }
        }
        assertThat(json.read(text, 0, text.length, ORIGIN)).isInstanceOf(Reading.Rejected.class);
        byte[] other = one("'activity':'A'").replace('\'', '"').getBytes(StandardCharsets.UTF_16LE);
        assertThat(json.read(other, 0, other.length, ORIGIN)).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void randomBytesNeverMakeItFail() {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(22));
        byte[] good = one("'activity':'A','attributes':{'payer':'x','pages':3}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            assertThat(json.read(bytes, 0, length, ORIGIN)).isNotNull();
        }
    }

    private static String one(String fields) {
        return "{'schema':1,'process':'p','case_id':'c','event_id':'e','time':'2026-01-02T03:04:05Z'," + fields + "}";
    }

    private Event accepted(String text) {
        byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ((Reading.Accepted) json.read(bytes, 0, bytes.length, ORIGIN)).event();
    }

    private Reading.Rejected rejected(String text) {
        byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return (Reading.Rejected) json.read(bytes, 0, bytes.length, ORIGIN);
    }
}
