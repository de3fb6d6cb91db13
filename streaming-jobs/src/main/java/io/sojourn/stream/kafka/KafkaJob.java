package io.sojourn.stream.kafka;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.Event;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.archive.EventArchive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job between the topics. */
public final class KafkaJob {
    private static final Duration AS_OF_INTERVAL = Duration.ofMillis(250);

    private KafkaJob() {}

    /** Adds it to an environment. */
    public static void build(
            StreamExecutionEnvironment env, CompiledDefinition definition, KafkaSettings kafka, AsOf asOf) {
        build(env, definition, kafka, asOf, Optional.empty());
    }

    /** Adds it to an environment, with an archive of the events as they come in a folder. */
    static void build(
            StreamExecutionEnvironment env,
            CompiledDefinition definition,
            KafkaSettings kafka,
            AsOf asOf,
            Optional<URI> archive) {
        env.getConfig().setAutoWatermarkInterval(AS_OF_INTERVAL.toMillis());
        KafkaResults sinks = new KafkaResults(kafka, List.of(definition.definition()));
        DataStream<Event> events = KafkaEvents.read(env, kafka, definition, asOf, sinks);
        archive.ifPresent(folder -> events.sinkTo(EventArchive.sink(folder, definition))
                .name("archive")
                .uid("archive")
                .setParallelism(events.getParallelism()));
        // The topics may hold results of an earlier run.
        StreamJob.build(env, StreamJob.Rules.of(definition), events, sinks, StreamJob.Start.ANYWHERE);
    }
}
