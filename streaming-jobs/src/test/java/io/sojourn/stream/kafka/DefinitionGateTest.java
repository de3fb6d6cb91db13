package io.sojourn.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import io.sojourn.mining.versions.DefinitionJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DefinitionGateTest {
    private static final DefinitionVersion FIRST = version("p", 1, "text", DefinitionVersion.BEGINNING);

    @Test
    void whatIsNoVersionIsSetAsideWithItsPlaceAndStopsNothing() throws Exception {
        try (var gate = gate(null)) {
            gate.processElement(new StreamRecord<>(record(0, FIRST)));
            gate.processElement(new StreamRecord<>(new DefinitionRecord(1, bytes("p/2"), bytes("no JSON"))));
            gate.processElement(new StreamRecord<>(new DefinitionRecord(2, null, null)));
            gate.processElement(new StreamRecord<>(record(3, version("p", 2, "integer", 5))));
            gate.processElement(new StreamRecord<>(record(4, version("other", 2, "text", 5))));
            gate.processElement(new StreamRecord<>(record(5, version("p", 2, "text", 5))));
            gate.processElement(new StreamRecord<>(record(6, version("p", 2, "text", 5))));
            gate.processElement(new StreamRecord<>(record(7, version("p", 1, "text", 5))));

            assertThat(gate.extractOutputValues())
                    .extracting(DefinitionVersion::number)
                    .containsExactly(2);
            assertThat(gate.getSideOutput(DefinitionGate.REJECTED))
                    .extracting(r -> Arrays.asList(r.getValue().values()).subList(2, 5))
                    .containsExactly(
                            List.of("kafka:sojourn-definitions-0", 1L, "bad_value"),
                            List.of("kafka:sojourn-definitions-0", 2L, "missing_value"),
                            List.of("kafka:sojourn-definitions-0", 3L, "bad_definition"),
                            List.of("kafka:sojourn-definitions-0", 7L, "bad_definition"));
        }
    }

    @Test
    void aVersionThatWasLetInIsLetInOnceThoughTheTopicIsReadAgain() throws Exception {
        OperatorSubtaskState state;
        try (var gate = gate(null)) {
            gate.processElement(new StreamRecord<>(record(5, version("p", 2, "text", 5))));
            state = gate.snapshot(1, 0);
        }
        try (var gate = gate(state)) {
            gate.processElement(new StreamRecord<>(record(5, version("p", 2, "text", 5))));
            gate.processElement(new StreamRecord<>(record(9, version("p", 3, "text", 9))));
            assertThat(gate.extractOutputValues())
                    .extracting(DefinitionVersion::number)
                    .containsExactly(3);
            assertThat(gate.getSideOutput(DefinitionGate.REJECTED)).isNull();
        }
    }

    @Test
    void aRecordIsWrittenAndReadAsItIs() throws Exception {
        DefinitionRecordCodec codec = new DefinitionRecordCodec();
        for (DefinitionRecord r : Stream.of(
                        new DefinitionRecord(7, bytes("k"), bytes("v")), new DefinitionRecord(8, null, new byte[0]))
                .toList()) {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            codec.write(r, new java.io.DataOutputStream(out));
            DefinitionRecord read =
                    codec.read(new java.io.DataInputStream(new java.io.ByteArrayInputStream(out.toByteArray())));
            assertThat(read).usingRecursiveComparison().isEqualTo(r);
        }
    }

    private static OneInputStreamOperatorTestHarness<DefinitionRecord, DefinitionVersion> gate(
            OperatorSubtaskState state) throws Exception {
        Processes given = new Processes(List.of(FIRST));
        var gate = new OneInputStreamOperatorTestHarness<>(new DefinitionGate("sojourn-definitions", given));
        gate.setup();
        if (state != null) {
            gate.initializeState(state);
        }
        gate.open();
        return gate;
    }

    private static DefinitionRecord record(long offset, DefinitionVersion v) {
        return new DefinitionRecord(offset, DefinitionJson.key(v), DefinitionJson.write(v));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DefinitionVersion version(String process, int number, String type, long validFrom) {
        String yaml = "process: " + process + "\nversion: " + number + "\nattributes: {payer: " + type + "}\n";
        return new DefinitionVersion(Definitions.compile("p.yaml", yaml), validFrom);
    }
}
