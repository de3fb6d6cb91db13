package io.sojourn.stream.measures;

import io.sojourn.fact.Result;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums of measure panes and queue panes.
 *
 * <p>Input: deltas, keyed by pane. State per key: the delta that made it, with the two sums; lives as long as the job.
 * Output: absolute rows of changed panes at each watermark and before each checkpoint barrier. Guarantee: exact sums;
 * after a restore all panes are sent again under the new epoch, so the store can drop those of a lost timeline.
 */
public final class PaneOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<Delta, Result>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private final String process;
    private final long version;
    private final long baseEpoch;
    private final boolean continues;
    private transient ValueState<Delta> sums;
    private transient Map<Delta.Key, Delta> changed;
    private transient long epoch;
    private transient boolean restored;
    private transient boolean everRestored;
    private transient Set<Delta.Key> unsent;

    /**
     * @param baseEpoch epoch of the job's start; each restart inside the cluster adds one
     * @param continues true when results of an earlier run may be in the store
     */
    public PaneOperator(String process, long version, long baseEpoch, boolean continues) {
        this.continues = continues;
        this.process = process;
        this.version = version;
        this.baseEpoch = baseEpoch;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        sums = context.getKeyedStateStore()
                .getState(new ValueStateDescriptor<>("pane", new CodecTypeInformation<>(new DeltaCodec())));
        changed = new LinkedHashMap<>();
        epoch = baseEpoch + getRuntimeContext().getTaskInfo().getAttemptNumber();
        restored = context.isRestored();
        everRestored = restored || continues || epoch != baseEpoch;
        unsent = new HashSet<>();
    }

    @Override
    public void processElement(StreamRecord<Delta> element) throws Exception {
        sendAllAfterRestore();
        Delta d = element.getValue();
        Delta old = sums.value();
        Delta now = old == null
                ? d
                : new Delta(
                        d.table(),
                        d.name(),
                        d.at(),
                        old.dimensions(),
                        old.first() + d.first(),
                        old.second() + d.second());
        if (old == null && !everRestored && !changed.containsKey(now.key())) {
            unsent.add(now.key());
        }
        if (now.first() == 0 && now.second() == 0) {
            sums.clear();
        } else {
            sums.update(now);
        }
        changed.put(now.key(), now);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        sendAllAfterRestore();
        send();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        send();
    }

    @Override
    public void endInput() throws Exception {
        sendAllAfterRestore();
        send();
    }

    private void sendAllAfterRestore() throws Exception {
        if (!restored) {
            return;
        }
        restored = false;
        Object before = getCurrentKey();
        List<Delta> all = new ArrayList<>();
        getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>("pane", new CodecTypeInformation<>(new DeltaCodec())),
                        (key, state) -> all.add(((ValueState<Delta>) state).value()));
        all.forEach(d -> output.collect(new StreamRecord<>(result(d))));
        if (before != null) {
            setCurrentKey(before);
        }
    }

    private void send() {
        changed.values().forEach(d -> output.collect(new StreamRecord<>(result(d))));
        changed.clear();
        unsent.clear();
    }

    private Result result(Delta d) {
        boolean gone = d.first() == 0 && d.second() == 0;
        int dimensions = d.dimensions().size();
        Object[] row = new Object[4 + dimensions + (gone ? 0 : 2)];
        row[0] = process;
        row[1] = version;
        row[2] = d.name();
        row[3] = d.at();
        for (int i = 0; i < dimensions; i++) {
            row[4 + i] = d.dimensions().get(i);
        }
        if (gone) {
            return Result.delete(d.table(), row, Result.NO_GROUP, epoch);
        }
        row[4 + dimensions] = d.first();
        row[5 + dimensions] = d.second();
        return unsent.contains(d.key())
                ? Result.insert(d.table(), row, Result.NO_GROUP, epoch)
                : Result.upsert(d.table(), row, epoch);
    }
}
