package io.sojourn.stream.kafka;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.UnitedSchema;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.mining.versions.KnownVersions;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of definitions: what a job starts with, and what comes while it runs. Guarantee: each version in the topic that can
 * live beside those before it is in the job once, at any start; any other record is set aside and stops nothing.
 */
final class KafkaDefinitions {
    static final TypeInformation<DefinitionRecord> RECORD = new CodecTypeInformation<>(new DefinitionRecordCodec());
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDefinitions.class);

    private KafkaDefinitions() {}

    /**
     * The versions by which a job starts: those of the topic, with the given definitions, which are written there when they are
     * news. The first one of a process is valid from the beginning, a later one for cases that begin from now on.
     *
     * @throws SojournException of code BAD_DEFINITION when a given one isn't known, and can't be the next either, or when
     *     tables of two can't be shared
     */
    static Processes agree(KafkaSettings settings, List<CompiledDefinition> given, EpochClock clock) {
        checkTables(Processes.of(given));
        KnownVersions known = new KnownVersions(List.of());
        List<DefinitionVersion> versions = new ArrayList<>();
        try (DefinitionTopic topic = settings.definitions()) {
            topic.read(entry -> take(entry, known));
            for (CompiledDefinition d : given) {
                news(known.of(d.definition().process()), d, clock).ifPresent(v -> {
                    known.take(v);
                    topic.write(v);
                });
                versions.addAll(known.of(d.definition().process()).orElseThrow().versions());
            }
        }
        return new Processes(versions);
    }

    /** Before anything is written: the store would refuse them. */
    private static void checkTables(Processes given) {
        for (FactTable table : FactTable.values()) {
            new UnitedSchema(table, given.definitions());
        }
    }

    private static Optional<DefinitionVersion> news(
            Optional<DefinitionHistory> history, CompiledDefinition given, EpochClock clock) {
        if (history.isEmpty()) {
            return Optional.of(new DefinitionVersion(given, DefinitionVersion.BEGINNING));
        }
        ProcessDefinition d = given.definition();
        Optional<DefinitionVersion> same = history.get().version(d.version());
        if (same.isEmpty()) {
            return Optional.of(new DefinitionVersion(given, TimeUnit.MILLISECONDS.toMicros(clock.millis())));
        }
        if (!same.get().definition().text().equals(d.text())) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    "version " + d.version() + " of " + d.process() + " is in use with another text.",
                    "Maybe write version: " + (history.get().newest().number() + 1) + " into it.");
        }
        return Optional.empty();
    }

    private static void take(DefinitionTopic.Entry entry, KnownVersions known) {
        try {
            if (entry.trouble() != null) {
                throw entry.trouble();
            }
            known.take(entry.version());
        } catch (SojournException e) {
            LOG.warn("offset {} of the topic of definitions is passed over: {}", entry.offset(), e.fullMessage());
        }
    }

    /** Adds the source of versions that come, and the sink of what is set aside. */
    static DataStream<DefinitionVersion> read(
            StreamExecutionEnvironment env, KafkaSettings settings, Processes known, KafkaResults sinks) {
        SingleOutputStreamOperator<DefinitionVersion> versions = env.fromSource(
                        source(settings, known.names().get(0)), WatermarkStrategy.noWatermarks(), "definitions", RECORD)
                .uid("kafka-definitions")
                .setParallelism(1)
                .transform(
                        "definition-gate",
                        StreamJob.DEFINITION_VERSION,
                        new DefinitionGate(settings.results().definitions(), known))
                .uid("kafka-definition-gate")
                .setParallelism(1);
        versions.getSideOutput(DefinitionGate.REJECTED)
                .sinkTo(sinks.of(Result.Lane.SOURCE))
                .name("rejected definitions")
                .uid("kafka-definitions-rejected")
                .setParallelism(1);
        return versions;
    }

    /** From the front at the first start; goes on from the checkpoint's offset, or from the next one that is left. */
    private static KafkaSource<DefinitionRecord> source(KafkaSettings settings, String process) {
        String name = "sojourn-" + process + "-definitions";
        return KafkaSource.<DefinitionRecord>builder()
                .setProperties(settings.with(Map.of(
                        "partition.discovery.interval.ms",
                        "-1",
                        "commit.offsets.on.checkpoint",
                        "false",
                        "max.partition.fetch.bytes",
                        DefinitionTopic.SETTINGS.get("max.message.bytes"))))
                .setTopics(settings.results().definitions())
                .setGroupId(name)
                .setClientIdPrefix(name)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new DefinitionRecords())
                .build();
    }
}
