package io.sojourn.stream.sink;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The epoch of an operator's start: the clock, but always greater than the epochs in the checkpoint that it goes on
 * from, also where the clock went back. Two starts from one checkpoint are told apart by the clock.
 */
public final class WriterEpoch {
    private final long value;
    private final ListState<Long> kept;

    private WriterEpoch(long value, ListState<Long> kept) {
        this.value = value;
        this.kept = kept;
    }

    /** To be called in {@code initializeState}. */
    public static WriterEpoch begin(StateInitializationContext context, EpochClock clock) throws Exception {
        ListState<Long> kept = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("epoch", LongSerializer.INSTANCE));
        long epoch = clock.millis();
        for (Long earlier : kept.get()) {
            epoch = Math.max(epoch, earlier + 1);
        }
        return new WriterEpoch(epoch, kept);
    }

    public long value() {
        return value;
    }

    /** To be called in {@code snapshotState}. */
    public void save() throws Exception {
        kept.update(java.util.List.of(value));
    }
}
