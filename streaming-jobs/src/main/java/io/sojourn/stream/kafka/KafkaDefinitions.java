package io.sojourn.stream.kafka;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.mining.versions.KnownVersions;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.ResultSinks;
import io.sojourn.stream.wire.CodecTypeInformation;
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
     * The versions by which a job starts: those of the topic, with the given definition, which is written there when it is
     * news. The first one is valid from the beginning, a later one for cases that begin from now on.
     *
     * @throws SojournException of code BAD_DEFINITION when the given one isn't known, and can't be the next either
     */
    static DefinitionHistory agree(KafkaSettings settings, CompiledDefinition given, EpochClock clock) {
        KnownVersions known = new KnownVersions(List.of());
        try (DefinitionTopic topic = settings.definitions()) {
            topic.read(entry -> take(entry, known));
            Optional<DefinitionVersion> news = news(known.of(given.definition().process()), given, clock);
            news.ifPresent(v -> {
                known.take(v);
                topic.write(v);
            });
        }
        return known.of(given.definition().process()).orElseThrow();
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
            StreamExecutionEnvironment env, KafkaSettings settings, DefinitionHistory known, ResultSinks sinks) {
        SingleOutputStreamOperator<DefinitionVersion> versions = env.fromSource(
                        source(settings, known.process()), WatermarkStrategy.noWatermarks(), "definitions", RECORD)
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
