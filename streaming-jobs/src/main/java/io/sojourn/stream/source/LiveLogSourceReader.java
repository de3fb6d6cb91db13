package io.sojourn.stream.source;

import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads the split of a live log, and removes segments behind the checkpoints. */
final class LiveLogSourceReader implements SourceReader<PackedEvent, LiveLogSplit> {
    private static final int BATCH = 64;
    private static final int POLL_MILLIS = 20;
    private final SourceReaderContext context;
    private final Path folder;
    private final LiveProgress progress;
    /** Places of the checkpoints that may still complete. */
    private final TreeMap<Long, LivePosition> pending = new TreeMap<>();

    private LivePosition completed;
    private LiveLogReader reader;
    private long asOf = Long.MIN_VALUE;
    private long events;
    private boolean waits;
    private boolean noMoreSplits;
    private final CompletableFuture<Void> splitArrived = new CompletableFuture<>();

    LiveLogSourceReader(SourceReaderContext context, Path folder) {
        this.context = context;
        this.folder = folder;
        this.progress = LiveProgress.of(folder);
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<PackedEvent> output) throws IOException {
        if (reader == null) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        waits = false;
        for (int i = 0; i < BATCH && !waits; i++) {
            SpoolReader.Record r = reader.next();
            if (r == null) {
                waits = true;
            } else if (r.event() != null) {
                events++;
                output.collect(r.event(), asOf);
            } else if (r.tickMicros() > asOf) {
                asOf = r.tickMicros();
                output.emitWatermark(new Watermark(asOf));
            }
        }
        progress.read(reader.position());
        SpoolProgress.of(folder).report(events, reader.position().offset());
        return waits ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<LiveLogSplit> snapshotState(long checkpointId) {
        if (reader == null) {
            return List.of();
        }
        pending.put(checkpointId, reader.position());
        return List.of(new LiveLogSplit(reader.position(), asOf, events));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        LivePosition place = pending.get(checkpointId);
        pending.headMap(checkpointId, true).clear();
        if (place == null) {
            return;
        }
        if (completed != null) {
            LiveFiles.dropBefore(folder, completed.segment());
            progress.dropped(completed.segment());
        }
        completed = place;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (reader == null) {
            return noMoreSplits ? CompletableFuture.completedFuture(null) : splitArrived;
        }
        if (!waits) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        later.completeOnTimeout(null, POLL_MILLIS, TimeUnit.MILLISECONDS);
        return later;
    }

    @Override
    public void addSplits(List<LiveLogSplit> splits) {
        LiveLogSplit split = splits.get(0);
        reader = new LiveLogReader(folder, split.position());
        asOf = split.asOfMicros();
        events = split.events();
        // After a restart the checkpoint that it went on from is one of the two newest.
        completed = split.position();
        progress.read(split.position());
        splitArrived.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        splitArrived.complete(null);
    }

    @Override
    public void close() throws Exception {
        if (reader != null) {
            reader.close();
        }
    }
}
