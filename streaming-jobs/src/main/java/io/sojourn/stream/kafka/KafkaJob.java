package io.sojourn.stream.kafka;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Processes;
import io.sojourn.event.Event;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.archive.EventArchive;
import io.sojourn.stream.sink.EpochClock;
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

    /** Adds the job of one process to an environment; see below. */
    public static void build(
            StreamExecutionEnvironment env, CompiledDefinition definition, KafkaSettings kafka, AsOf asOf) {
        build(env, List.of(definition), kafka, asOf);
    }

    /** Adds it to an environment; a definition that the topic of definitions doesn't have is written there. */
    public static void build(
            StreamExecutionEnvironment env, List<CompiledDefinition> definitions, KafkaSettings kafka, AsOf asOf) {
        build(env, definitions, kafka, asOf, Optional.empty(), CaseKeyPlace.NONE);
    }

    /** Adds it to an environment, with an archive of the events as they come in a folder. */
    static void build(
            StreamExecutionEnvironment env,
            List<CompiledDefinition> definitions,
            KafkaSettings kafka,
            AsOf asOf,
            Optional<URI> archive,
            CaseKeyPlace caseKey) {
        env.getConfig().setAutoWatermarkInterval(AS_OF_INTERVAL.toMillis());
        Processes known = KafkaDefinitions.agree(kafka, definitions, EpochClock.SYSTEM);
        DefinitionLook look = new DefinitionLook(kafka, known);
        KafkaResults sinks = new KafkaResults(kafka, look);
        DataStream<Event> events = KafkaEvents.read(env, kafka, new EventRecords(look, caseKey), asOf, sinks);
        archive.ifPresent(folder -> archive(events, known, folder));
        // The topics may hold results of an earlier run.
        StreamJob.Rules rules = new StreamJob.Rules(known, KafkaDefinitions.read(env, kafka, known, sinks));
        StreamJob.build(env, rules, events, sinks, StreamJob.Start.ANYWHERE);
    }

    /** Events of all processes in one folder; the first process's sink is named as if it were the only one. */
    private static void archive(DataStream<Event> events, Processes known, URI folder) {
        boolean first = true;
        for (DefinitionHistory h : known.histories()) {
            String process = h.process();
            String suffix = first ? "" : "-" + process;
            events.filter(e -> e.process().equals(process))
                    .uid("archived-events" + suffix)
                    .setParallelism(events.getParallelism())
                    .sinkTo(EventArchive.sink(folder, h.newest().compiled()))
                    .name("archive" + suffix)
                    .uid("archive" + suffix)
                    .setParallelism(events.getParallelism());
            first = false;
        }
    }
}
