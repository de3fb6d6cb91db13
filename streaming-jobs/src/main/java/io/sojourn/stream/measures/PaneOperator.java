package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.WriterEpoch;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
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
 * after a restore all groups of this writer are replaced by the panes of its state.
 */
public final class PaneOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<Delta, Result>, BoundedOneInput {
    private static final long serialVersionUID = 2L;

    /** A pane that changed since it was told. */
    private record Changed(Delta pane, int group, boolean isNew) {}

    private final EpochClock clock;
    private final boolean continues;
    private transient ValueState<Delta> sums;
    private transient Map<Delta.Key, Changed> changed;
    private transient WriterEpoch epoch;
    private transient Groups groups;
    private transient boolean replacing;
    private transient boolean everReplaced;

    /**
     * @param clock where the epoch is taken from
     * @param continues true when results of an earlier run may be in the store
     */
    public PaneOperator(EpochClock clock, boolean continues) {
        this.clock = clock;
        this.continues = continues;
    }

    private static ValueStateDescriptor<Delta> descriptor() {
        return new ValueStateDescriptor<>("pane", new CodecTypeInformation<>(new DeltaCodec()));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        sums = context.getKeyedStateStore().getState(descriptor());
        epoch = WriterEpoch.begin(context, clock);
        groups = Groups.of(getRuntimeContext().getTaskInfo());
        changed = new LinkedHashMap<>();
        replacing = continues
                || context.isRestored()
                || getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
        everReplaced = replacing;
    }

    @Override
    public void processElement(StreamRecord<Delta> element) throws Exception {
        replaceOnce();
        Delta d = element.getValue();
        Delta old = sums.value();
        Delta now = old == null ? d : old.with(old.first() + d.first(), old.second() + d.second());
        if (now.first() == 0 && now.second() == 0) {
            sums.clear();
        } else {
            sums.update(now);
        }
        Delta.Key key = now.key();
        Changed before = changed.get(key);
        int group = before == null ? groups.of(getCurrentKey()) : before.group;
        boolean isNew = before == null ? old == null && !everReplaced : before.isNew;
        changed.put(key, new Changed(now, group, isNew));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        replaceOnce();
        tell();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        replaceOnce();
        tell();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        epoch.save();
    }

    @Override
    public void endInput() throws Exception {
        replaceOnce();
        tell();
    }

    private void replaceOnce() throws Exception {
        if (!replacing) {
            return;
        }
        replacing = false;
        Object before = getCurrentKey();
        groups.replaceAll(FactTable.MEASURE_PANES, epoch.value(), this::send);
        List<Changed> all = new ArrayList<>();
        getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor(), (key, s) -> {
                    all.add(new Changed(((ValueState<Delta>) s).value(), groups.of(key), false));
                });
        all.forEach(c -> send(result(c)));
        if (before != null) {
            setCurrentKey(before);
        }
    }

    private void tell() {
        changed.values().forEach(c -> send(result(c)));
        changed.clear();
    }

    private void send(Result r) {
        output.collect(new StreamRecord<>(r));
    }

    private Result result(Changed c) {
        Delta d = c.pane;
        boolean gone = d.first() == 0 && d.second() == 0;
        int dimensions = d.dimensions().size();
        Object[] row = new Object[4 + dimensions + (gone ? 0 : 2)];
        row[0] = d.process();
        row[1] = d.version();
        row[2] = d.name();
        row[3] = d.at();
        for (int i = 0; i < dimensions; i++) {
            row[4 + i] = d.dimensions().get(i);
        }
        if (gone) {
            return Result.delete(d.table(), row, c.group, epoch.value());
        }
        row[4 + dimensions] = d.first();
        row[5 + dimensions] = d.second();
        return c.isNew
                ? Result.insert(d.table(), row, c.group, epoch.value())
                : Result.upsert(d.table(), row, c.group, epoch.value());
    }
}
