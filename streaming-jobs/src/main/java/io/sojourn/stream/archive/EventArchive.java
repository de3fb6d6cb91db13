package io.sojourn.stream.archive;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.Event;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.EventCodec;
import io.sojourn.stream.wire.PackedEvent;
import java.net.URI;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Events as Parquet files in folders {@code day=2026-01-31} (the event's own day, UTC), as they came: duplicates,
 * corrections and retractions are rows too. A file's columns are {@link ArchiveColumns}.
 *
 * <p>Each event that the job reads is in the finished files once: a file is finished when the checkpoint that holds its
 * events completes, and what a failed attempt began is never finished. Files that are not finished have names that begin
 * with a dot. Price: one file for each day seen by each writer between two checkpoints, and that file's events in memory,
 * as columns.
 */
public final class EventArchive {
    private EventArchive() {}

    /**
     * Archives the packed events of one process beside whatever else is done with them; beside their source, with its
     * parallelism.
     *
     * @param rests true: nothing is archived, but what an earlier start began is kept, and finished
     * @param suffix of the names under which the archive of this process has its state
     */
    public static void add(
            DataStream<PackedEvent> events, URI folder, CompiledDefinition definition, boolean rests, String suffix) {
        Unpacking unpacking = new Unpacking(definition.definition().process(), rests);
        events.transform("archived-events" + suffix, new CodecTypeInformation<>(new EventCodec()), unpacking)
                .uid("archived-events" + suffix)
                .setParallelism(events.getParallelism())
                .sinkTo(sink(folder, definition))
                .uid("archive" + suffix)
                .name("archive" + suffix)
                .setParallelism(events.getParallelism());
    }

    /**
     * The sink of one process.
     *
     * @param folder any file system that Flink knows; belongs to the archive of this process alone
     */
    public static Sink<Event> sink(URI folder, CompiledDefinition definition) {
        ArchiveColumns columns = ArchiveColumns.of(definition.definition());
        return FileSink.forBulkFormat(new Path(folder), stream -> new ArchiveFile(stream, columns))
                .withBucketAssigner(new DayFolders())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("events")
                        .withPartSuffix(".parquet")
                        .build())
                .build();
    }
}
