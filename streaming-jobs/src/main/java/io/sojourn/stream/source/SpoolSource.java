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
 * Flink source of a spool. Emits events in the spool's order, stamped with the as_of at which they are read, and as watermarks the greatest event time or tick so far,
 * <em>in microseconds</em>: the job's event time is as_of, exactly. The position is in the checkpoint: after a failure
 * each event is read again from there, in the same order. Guarantee: nothing lost, nothing twice in state.
 */
public final class SpoolSource implements EventSource<SpoolSplit, Boolean> {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final boolean bounded;
    private final double speed;
    private final int watermarkMillis;

    /**
     * @param path the spool
     * @param bounded true: the job ends at the spool's END record; false: waits for more
     * @param speed 0: as fast as it goes; else event time goes so many times faster than the clock on the wall
     * @param watermarkMillis how often as_of is told downstream: results are sent, and ages taken, at that rhythm
     */
    public SpoolSource(Path path, boolean bounded, double speed, int watermarkMillis) {
        this.path = path.toAbsolutePath().toString();
        this.bounded = bounded;
        this.speed = speed;
        this.watermarkMillis = watermarkMillis;
    }

    @Override
    public Boundedness getBoundedness() {
        return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<PackedEvent, SpoolSplit> createReader(SourceReaderContext context) {
        return new SpoolSourceReader(context, path, bounded, new Pace(speed), watermarkMillis);
    }

    @Override
    public SplitEnumerator<SpoolSplit, Boolean> createEnumerator(SplitEnumeratorContext<SpoolSplit> context) {
        return restoreEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<SpoolSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<SpoolSplit> context, Boolean assigned) {
        return new OneSplit<>(context, assigned, new SpoolSplit(path, SpoolReader.firstPosition(), Long.MIN_VALUE, 0));
    }

    @Override
    public SimpleVersionedSerializer<SpoolSplit> getSplitSerializer() {
        return new SpoolSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new OneSplit.AssignedSerializer();
    }
}
