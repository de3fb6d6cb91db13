package io.sojourn.stream;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.stream.archive.EventArchive;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.sink.StoreSinks;
import io.sojourn.stream.source.DefinitionFeeds;
import io.sojourn.stream.source.DefinitionSource;
import io.sojourn.stream.source.EventSource;
import io.sojourn.stream.wire.PackedEvent;
import java.net.URI;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job in this process that fills a consumer of this process: one source, all results, and the archive where there is
 * one.
 *
 * @param consumer name by which the consumer of results is registered in {@link Handovers}
 * @param processes with the versions of their definitions at the start
 * @param changing whether more of them may come, from {@link DefinitionFeeds} by the consumer's name
 * @param seenEpoch the greatest epoch that the consumer has seen; 0: none
 * @param archive where events go as Parquet; null: nowhere, and no checkpoint knows of an archive
 */
public record StoreJob(String consumer, Processes processes, boolean changing, long seenEpoch, Archive archive) {
    /**
     * The archive.
     *
     * @param folders that of each process, by its name
     * @param rests true: nothing is archived now, but an earlier start did
     */
    public record Archive(Map<String, URI> folders, boolean rests) {}

    /** Starts the job; it goes on from the newest checkpoint there is. */
    public EmbeddedJob start(EmbeddedJob.Settings settings, EventSource<?, ?> source) {
        return EmbeddedJob.start(settings, "the job over " + consumer, env -> build(env, source));
    }

    private void build(StreamExecutionEnvironment env, EventSource<?, ?> source) {
        EpochClock clock = EpochClock.after(seenEpoch);
        DataStream<PackedEvent> events = env.fromSource(
                        source, WatermarkStrategy.noWatermarks(), "events", StreamJob.PACKED_EVENT)
                .uid("events")
                .setParallelism(1);
        if (archive != null) {
            archive(events);
        }
        DataStream<DefinitionVersion> coming = changing ? definitions(env) : null;
        StreamJob.Rules rules = new StreamJob.Rules(processes, coming);
        StreamJob.buildPacked(
                env, rules, events, new StoreSinks(consumer, clock), new StreamJob.Start(seenEpoch > 0, clock));
    }

    /** The first process's archive is named as if it were the only one: others may come when it has state. */
    private void archive(DataStream<PackedEvent> events) {
        boolean first = true;
        for (DefinitionHistory h : processes.histories()) {
            URI folder = archive.folders().get(h.process());
            EventArchive.add(events, folder, h.newest().compiled(), archive.rests(), first ? "" : "-" + h.process());
            first = false;
        }
    }

    private DataStream<DefinitionVersion> definitions(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new DefinitionSource(consumer),
                        WatermarkStrategy.noWatermarks(),
                        "definitions",
                        StreamJob.DEFINITION_VERSION)
                .uid("definitions")
                .setParallelism(1);
    }
}
