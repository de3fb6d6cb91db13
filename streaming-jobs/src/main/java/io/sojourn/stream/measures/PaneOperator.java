package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.WriterEpoch;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.LinkedHashMap;
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
 * <p>Input: deltas, keyed by pane. State per key: the two sums; lives as long as the job.
 * Output: absolute rows of changed panes at each watermark and before each checkpoint barrier. Guarantee: exact sums;
 * after a restore all groups of this writer are replaced by the panes of its state.
 */
public final class PaneOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<Delta, Result>, BoundedOneInput {
    private static final long serialVersionUID = 2L;

    /** A pane that changed since it was told. */
    private record Changed(Sums sums, int group, boolean isNew) {}

    private final EpochClock clock;
    private final boolean continues;
    private transient ValueState<Sums> sums;
    private transient Map<PaneKey, Changed> changed;
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

    private static ValueStateDescriptor<Sums> descriptor() {
        return new ValueStateDescriptor<>("pane", new CodecTypeInformation<>(new Sums.Bytes()));
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
        PaneKey key = (PaneKey) getCurrentKey();
        Changed before = changed.get(key);
        Sums old = before == null ? sums.value() : before.sums;
        Sums now = old == null ? new Sums(d.first(), d.second()) : old.plus(d);
        if (now.areZero()) {
            sums.clear();
        } else {
            sums.update(now);
        }
        int group = before == null ? groups.of(key) : before.group;
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
        Map<PaneKey, Changed> all = new LinkedHashMap<>();
        getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor(), (key, s) -> {
                    Sums kept = ((ValueState<Sums>) s).value();
                    all.put((PaneKey) key, new Changed(kept, groups.of(key), false));
                });
        all.forEach((key, c) -> send(result(key, c)));
        if (before != null) {
            setCurrentKey(before);
        }
    }

    private void tell() {
        changed.forEach((key, c) -> send(result(key, c)));
        changed.clear();
    }

    private void send(Result r) {
        output.collect(new StreamRecord<>(r));
    }

    private Result result(PaneKey key, Changed c) {
        Series series = key.series();
        boolean gone = c.sums.areZero();
        Object[] row = series.row(1, gone ? 0 : 2);
        row[3] = key.at();
        if (gone) {
            return Result.delete(series.table(), row, c.group, epoch.value());
        }
        row[row.length - 2] = c.sums.first();
        row[row.length - 1] = c.sums.second();
        return c.isNew
                ? Result.insert(series.table(), row, c.group, epoch.value())
                : Result.upsert(series.table(), row, c.group, epoch.value());
    }
}
