package io.sojourn.stream.source;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Gives the one split of a source to the first reader that asks. Its checkpoint: whether the split was given away. */
final class OneSplit<S extends SourceSplit> implements SplitEnumerator<S, Boolean> {
    private final SplitEnumeratorContext<S> context;
    private final S first;
    private boolean assigned;
    private S returned;

    /** @param first the split before anything was read */
    OneSplit(SplitEnumeratorContext<S> context, boolean assigned, S first) {
        this.context = context;
        this.assigned = assigned;
        this.first = first;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {
        if (!assigned || returned != null) {
            S split = returned != null ? returned : first;
            assigned = true;
            returned = null;
            context.assignSplit(split, subtask);
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<S> splits, int subtask) {
        if (!splits.isEmpty()) {
            returned = splits.get(0);
        }
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public Boolean snapshotState(long checkpoint) {
        return assigned && returned == null;
    }

    @Override
    public void close() {}

    /** Bytes of the checkpoint. */
    static final class AssignedSerializer implements SimpleVersionedSerializer<Boolean> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Boolean assigned) {
            return new byte[] {(byte) (assigned ? 1 : 0)};
        }

        @Override
        public Boolean deserialize(int version, byte[] bytes) {
            return bytes[0] == 1;
        }
    }
}
