package io.sojourn.stream.sink;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The as_of up to which an operator has told, microseconds since 1970; it goes on from a checkpoint, where what is told before the
 * first watermark would otherwise be told as of no time. After a restore: the least of all subtasks, as the store has it.
 */
public final class ToldAsOf {
    private final ListState<Long> kept;
    private long value;

    private ToldAsOf(ListState<Long> kept, long value) {
        this.kept = kept;
        this.value = value;
    }

    /** To be called in {@code initializeState}. */
    public static ToldAsOf begin(StateInitializationContext context) throws Exception {
        ListState<Long> kept = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("as-of", LongSerializer.INSTANCE));
        long least = Long.MAX_VALUE;
        for (long one : kept.get()) {
            least = Math.min(least, one);
        }
        return new ToldAsOf(kept, least == Long.MAX_VALUE ? Long.MIN_VALUE : least);
    }

    /** {@link Long#MIN_VALUE} before there is any. */
    public long value() {
        return value;
    }

    public void set(long asOf) {
        value = asOf;
    }

    /** To be called in {@code snapshotState}. */
    public void save() throws Exception {
        kept.update(List.of(value));
    }
}
