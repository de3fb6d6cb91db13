package io.sojourn.benchmark.stream;

import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink source of recorded events, the same for every job that is compared: decodes, stamps with as_of, and emits a
 * watermark each so many events, so that every run does the same work at the same places. Bounded; begins anew after a
 * failure.
 */
final class RecordedSource implements Source<PackedEvent, RecordedSource.Whole, Boolean> {
    private static final long serialVersionUID = 1L;
    private final EventSupply events;
    private final int watermarkEvents;
    private final boolean ends;

    /**
     * @param watermarkEvents events from one watermark to the next
     * @param ends false: the job goes on after the last event, until it is cancelled
     */
    RecordedSource(EventSupply events, int watermarkEvents, boolean ends) {
        this.events = events;
        this.watermarkEvents = watermarkEvents;
        this.ends = ends;
    }

    /** The one split: all of it. */
    record Whole() implements SourceSplit {
        @Override
        public String splitId() {
            return "all";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return ends ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<PackedEvent, Whole> createReader(SourceReaderContext context) {
        return new RecordedSourceReader(context, events, watermarkEvents, ends);
    }

    @Override
    public SplitEnumerator<Whole, Boolean> createEnumerator(SplitEnumeratorContext<Whole> context) {
        return new Enumerator(context);
    }

    @Override
    public SplitEnumerator<Whole, Boolean> restoreEnumerator(SplitEnumeratorContext<Whole> context, Boolean given) {
        return new Enumerator(context);
    }

    @Override
    public SimpleVersionedSerializer<Whole> getSplitSerializer() {
        return new Name<>(new Whole());
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new Name<>(true);
    }

    /** Bytes of a value that there is only one of. */
    private record Name<T>(T value) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T ignored) {
            return "all".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return value;
        }
    }

    private record Enumerator(SplitEnumeratorContext<Whole> context) implements SplitEnumerator<Whole, Boolean> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {
            context.assignSplit(new Whole(), subtask);
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public void addSplitsBack(List<Whole> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Boolean snapshotState(long checkpoint) {
            return true;
        }

        @Override
        public void close() throws IOException {}
    }
}
