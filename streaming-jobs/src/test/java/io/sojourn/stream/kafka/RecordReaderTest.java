package io.sojourn.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.fact.FactTable;
import io.sojourn.mining.format.EventJson;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import io.sojourn.stream.RandomLog;
import io.sojourn.stream.RandomProcess;
import io.sojourn.stream.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final String MINIMAL =
            "{\"schema\":1,\"process\":\"random\",\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2026-01-02T03:04:05Z\"";
    private static final long APPENDED = 1_770_000_000_000L;
    private final Processes processes =
            Processes.of(Definitions.compile("random.yaml", RandomProcess.yaml(new Random(1))));
    private final ProcessDefinition definition = processes.newest().get(0);
    private final RecordReader reader = new RecordReader(processes, List::of, CaseIds.AS_THEY_COME);

    @Test
    void randomEventsAreReadAsTheyWereWritten() {
        long seed = Seeds.from(20_261_121);
        System.out.println("seed " + seed);
        EventJson json = EventJson.of(List.of(definition));
        for (Event e : RandomLog.events(new Random(seed), 500, 20)) {
            KafkaRow row = reader.read(record(bytes("k"), json.write(e), Map.of()));
            assertThat(row.rejected()).isNull();
            assertThat(row.event().sameIdentity(e)).isTrue();
            assertThat(row.event().sameContent(e)).isTrue();
            assertThat(row.event().sequence()).isEqualTo(e.sequence());
        }
    }

    @Test
    void ofSeveralProcessesEachRecordIsReadByItsOwnAndOneOfNoneIsSetAsideAsOfNone() {
        Processes two = Processes.of(List.of(
                processes.versions().get(0).compiled(),
                Definitions.compile("b.yaml", "process: b\nattributes: {n: integer}\n")));
        RecordReader both = new RecordReader(two, List::of, CaseIds.AS_THEY_COME);
        String of = MINIMAL.replace("\"random\"", "\"%s\"")
                + ",\"event_id\":\"e\",\"source\":\"s\",\"attributes\":{\"n\":%s}}";
        Event event = both.read(record(bytes("k"), bytes(of.formatted("b", "7")), Map.of()))
                .event();
        assertThat(event.process()).isEqualTo("b");
        assertThat(event.attributes()).containsExactly(7L);
        assertThat(both.read(record(bytes("k"), bytes(of.formatted("random", "7")), Map.of()))
                        .event()
                        .attributes())
                .hasSize(4);
        Object[] bad = rejected(both.read(record(bytes("k"), bytes(of.formatted("b", "\"x\"")), Map.of())));
        assertThat(bad[0]).isEqualTo("b");
        Object[] unknown = rejected(both.read(record(bytes("k"), bytes(of.formatted("c", "7")), Map.of())));
        assertThat(unknown).startsWith("(none)", 0L);
    }

    /** Whether the API has replaced them before the topic, or a foreign producer has written them as they are. */
    @Test
    void idsOfCasesAreReplacedWhoeverWroteThemIntoTheTopic() {
        CaseIds ids = CaseIds.by(CaseKey.of("0123456789abcdef-0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
        RecordReader keyed = new RecordReader(processes, List::of, ids);
        String foreign =
                MINIMAL.replace("\"c\"", "\"MRN-7719345\"") + ",\"source\":\"s\",\"event_id\":\"MRN-7719345/1\"}";
        Event event = keyed.read(record(bytes("random|MRN-7719345"), bytes(foreign), Map.of()))
                .event();
        assertThat(event.caseId()).isEqualTo(ids.caseId("MRN-7719345"));
        byte[] replaced = EventJson.of(List.of(definition)).write(event);
        assertThat(keyed.read(record(bytes("random|" + event.caseId()), replaced, Map.of()))
                        .event())
                .isEqualTo(event);

        Object[] bad = rejected(keyed.read(
                record(bytes("k"), bytes(foreign.replace("\"A\"", "\"A\",\"mrn\":\"MRN-7719345\"")), Map.of())));
        assertThat(Arrays.toString(bad)).doesNotContain("7719345").contains(ids.caseId("MRN-7719345"));
        Object[] broken = rejected(keyed.read(record(bytes("k"), bytes("{MRN-7719345"), Map.of())));
        assertThat(Arrays.toString(broken)).doesNotContain("7719345");
    }

    @Test
    void headersNameProducerAndIdWhereTheJsonDoesNot() {
        KafkaRow row = read(MINIMAL + "}", Map.of("source", "ehr", "id", "e-1"));
        assertThat(row.event().source()).isEqualTo("ehr");
        assertThat(row.event().eventId()).isEqualTo("e-1");
        assertThat(row.event().sequence()).isEqualTo(42);
        assertThat(row.event().receivedMicros()).isEqualTo(APPENDED * 1000);
    }

    @Test
    void anEventIsReadByTheVersionThatItNames() {
        List<Integer> looks = new ArrayList<>();
        RecordReader changing = new RecordReader(
                processes,
                () -> {
                    looks.add(1);
                    return List.of(definition, next());
                },
                CaseIds.AS_THEY_COME);
        String json = MINIMAL + ",\"source\":\"s\",\"event_id\":\"e\",\"attributes\":{\"ward\":\"icu\"}}";
        int known = definition.attributes().size();

        Object[] attributes = changing.read(record(bytes("k"), bytes(json), Map.of("definition", "2")))
                .event()
                .attributes();
        assertThat(attributes).hasSize(known + 1).endsWith("icu");
        changing.read(record(bytes("k"), bytes(json), Map.of("definition", "2")));
        assertThat(looks).hasSize(1);
    }

    @Test
    void anUnknownAttributeIsLookedForNowAndThenOnly() {
        List<Integer> looks = new ArrayList<>();
        RecordReader constant = new RecordReader(
                processes,
                () -> {
                    looks.add(1);
                    return List.of(definition);
                },
                CaseIds.AS_THEY_COME);
        String json = MINIMAL + ",\"source\":\"s\",\"event_id\":\"e\",\"attributes\":{\"nobody\":\"x\"}}";
        for (int i = 0; i < 1_000; i++) {
            constant.read(record(bytes("k"), bytes(json), Map.of()));
            constant.read(record(bytes("k"), bytes(json), Map.of("definition", "" + (1_000_000 + i))));
            constant.read(record(bytes("k"), bytes(json), Map.of("definition", "9999999999")));
        }
        assertThat(looks).hasSizeBetween(2, 20);
    }

    private ProcessDefinition next() {
        String text = definition.text().replace("process: random\n", "process: random\nversion: 2\n");
        return Definitions.compile("random.yaml", text.replace("steps: integer}", "steps: integer, ward: text}"))
                .definition();
    }

    @Test
    void fieldsWinOverHeaders() {
        KafkaRow row = read(MINIMAL + ",\"source\":\"s\",\"event_id\":\"e\"}", Map.of("source", "ehr", "id", "e-1"));
        assertThat(row.event().source()).isEqualTo("s");
        assertThat(row.event().eventId()).isEqualTo("e");
    }

    @Test
    void anEventWithoutASourceIsSetAsideWithItsCase() {
        Object[] row = rejected(read(MINIMAL + ",\"event_id\":\"e\"}", Map.of()));
        assertThat(row[0]).isEqualTo("random");
        assertThat(row[2]).isEqualTo("kafka:case-events-3");
        assertThat(row[3]).isEqualTo(42L);
        assertThat(row[4]).isEqualTo("missing_value");
        assertThat(row[5]).isEqualTo("e");
        assertThat(row[6]).isEqualTo("c");
        assertThat((String) row[7]).contains("source");
        assertThat((String) row[8]).startsWith(MINIMAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{",
                "[]",
                "17",
                "null",
                "\u0000",
                MINIMAL,
                MINIMAL + ",\"sequence\":\"one\"}",
                MINIMAL + ",\"activity\":{\"a\":1}}",
                MINIMAL + ",\"resource\":\"\\ud800\"}",
                MINIMAL + ",\"resource\":\"a\\u0000b\"}",
                "{\"schema\":2,\"process\":\"random\"}",
                "{\"schema\":1,\"process\":\"unknown\",\"case_id\":\"c\"}"
            })
    void poisonIsSetAside(String text) {
        Object[] row = rejected(read(text, Map.of("source", "s")));
        assertThat((String) row[7]).isNotBlank();
    }

    @Test
    void aValueOfTenMegabytesIsSetAsideWithItsBeginning() {
        Object[] row = rejected(reader.read(record(bytes("k"), new byte[10 << 20], Map.of())));
        assertThat(row[4]).isEqualTo("over_limit");
        assertThat((String) row[7]).contains("10485760");
        assertThat((String) row[8]).hasSize(Limits.RAW_LENGTH).doesNotContain("\0");
    }

    @Test
    void deepNestingIsSetAside() {
        String deep = "{\"attributes\":".repeat(1_000);
        assertThat(rejected(read(deep, Map.of("source", "s")))[4]).isIn("over_limit", "bad_value", "unreadable_log");
    }

    @Test
    void recordsWithoutKeyOrValueAreSetAside() {
        assertThat(rejected(reader.read(record(null, bytes(MINIMAL + "}"), Map.of())))[4])
                .isEqualTo("missing_value");
        assertThat(rejected(reader.read(record(bytes("k"), null, Map.of())))[8]).isNull();
    }

    @Test
    void heartbeatsAreNoEventsAndMayTellTheTime() {
        assertThat(reader.read(record(bytes(""), bytes(""), Map.of("sojourn-heartbeat", ""))))
                .isEqualTo(new KafkaRow(3, APPENDED * 1000, KafkaRow.NO_TICK, null, null));
        assertThat(reader.read(record(bytes(""), bytes(""), Map.of("sojourn-heartbeat", "", "as_of", "17")))
                        .tickMicros())
                .isEqualTo(17);
        assertThat(reader.read(record(bytes(""), bytes(""), Map.of("sojourn-heartbeat", "", "as_of", "9".repeat(18))))
                        .tickMicros())
                .isEqualTo(KafkaRow.NO_TICK);
    }

    private static Object[] rejected(KafkaRow row) {
        assertThat(row.event()).isNull();
        assertThat(row.rejected().table()).isEqualTo(FactTable.REJECTED_EVENTS);
        return row.rejected().values();
    }

    private KafkaRow read(String json, Map<String, String> headers) {
        return reader.read(record(bytes("k"), bytes(json), headers));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, bytes(text)));
        return new ConsumerRecord<>(
                "case-events", 3, 42, APPENDED, TimestampType.LOG_APPEND_TIME, 0, 0, key, value, all, Optional.empty());
    }
}
