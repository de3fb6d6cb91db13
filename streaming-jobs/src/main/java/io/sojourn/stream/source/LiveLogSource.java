package io.sojourn.stream.source;

import io.sojourn.stream.wire.PackedEvent;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink source of a {@link LiveLog}; never ends. Emits its events in order, stamped with the last tick, and each tick as
 * watermark, <em>in microseconds</em>: as_of is what the log says, so a replay from a checkpoint finds the same events late.
 * The place (segment, byte) is in the checkpoint. Segments that neither of the two newest completed checkpoints needs are
 * removed: the store has their events. Guarantee: nothing lost, nothing twice in state.
 */
public final class LiveLogSource implements EventSource<LiveLogSplit, Boolean> {
    private static final long serialVersionUID = 1L;
    private final String folder;

    public LiveLogSource(Path folder) {
        this.folder = folder.toAbsolutePath().toString();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<PackedEvent, LiveLogSplit> createReader(SourceReaderContext context) {
        return new LiveLogSourceReader(context, Path.of(folder));
    }

    @Override
    public SplitEnumerator<LiveLogSplit, Boolean> createEnumerator(SplitEnumeratorContext<LiveLogSplit> context) {
        return restoreEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<LiveLogSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<LiveLogSplit> context, Boolean assigned) {
        return new OneSplit<>(context, assigned, new LiveLogSplit(LivePosition.beginningOf(1), Long.MIN_VALUE, 0));
    }

    @Override
    public SimpleVersionedSerializer<LiveLogSplit> getSplitSerializer() {
        return new LiveLogSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new OneSplit.AssignedSerializer();
    }
}
