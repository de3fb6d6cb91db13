package io.sojourn.stream.measures;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.ToldAsOf;
import io.sojourn.stream.sink.WriterEpoch;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.DefinitionVersionCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Ages of the stays that are open now.
 *
 * <p>Input: enters and leaves, keyed by queue and dimensions. State per key: how many stays entered when; gone when the
 * queue is empty; besides, the versions of definitions that came. Output: at each watermark, and before each checkpoint barrier, one row for each key with open stays, as of the last watermark, and the deletion
 * of those that became empty; after a restore all groups of this writer are replaced first. Guarantee: counts and ages are
 * exact as of the watermark.
 */
public final class AgingOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<Delta, Result>, TwoInputStreamOperator<Delta, DefinitionVersion, Result> {
    private static final long serialVersionUID = 3L;
    private final List<DefinitionHistory> definitions;
    private final EpochClock clock;
    private final boolean continues;
    private transient AgeBounds bounds;
    private transient List<DefinitionVersion> versions;
    private transient ListState<DefinitionVersion> keptVersions;
    private transient ValueState<Enters> state;
    private transient Map<PaneKey, Enters> emptied;
    private transient WriterEpoch epoch;
    private transient Groups groups;
    private transient boolean replacing;
    private transient boolean dirty;
    private transient ToldAsOf told;

    /**
     * @param definitions whose queues have the bounds of the age bands; more of them come by the second input, if there is
     *     one, which is broadcast
     * @param clock where the epoch is taken from
     * @param continues true when results of an earlier run may be in the store
     */
    public AgingOperator(List<DefinitionHistory> definitions, EpochClock clock, boolean continues) {
        this.definitions = List.copyOf(definitions);
        this.clock = clock;
        this.continues = continues;
    }

    private static ValueStateDescriptor<Enters> descriptor() {
        return new ValueStateDescriptor<>("enters", new CodecTypeInformation<>(new EntersCodec()));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getKeyedStateStore().getState(descriptor());
        epoch = WriterEpoch.begin(context, clock);
        bounds = new AgeBounds();
        versions = new ArrayList<>();
        definitions.forEach(h -> h.versions().forEach(this::know));
        keptVersions = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>(
                        "definitions", new CodecTypeInformation<>(new DefinitionVersionCodec())));
        for (DefinitionVersion v : keptVersions.get()) {
            know(v);
        }
        groups = Groups.of(getRuntimeContext().getTaskInfo());
        emptied = new HashMap<>();
        told = ToldAsOf.begin(context);
        dirty = context.isRestored();
        replacing = continues
                || context.isRestored()
                || getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
    }

    private void know(DefinitionVersion version) {
        if (bounds.add(version)) {
            versions.add(version);
        }
    }

    @Override
    public void processElement(StreamRecord<Delta> element) throws Exception {
        Delta d = element.getValue();
        Enters enters = state.value();
        if (enters == null) {
            enters = new Enters(new TreeMap<>());
        }
        enters.add(d.at(), d.first());
        dirty = true;
        PaneKey key = (PaneKey) getCurrentKey();
        if (enters.isEmpty()) {
            state.clear();
            emptied.put(key, enters);
        } else {
            state.update(enters);
            emptied.remove(key);
        }
    }

    @Override
    public void processElement1(StreamRecord<Delta> element) throws Exception {
        processElement(element);
    }

    @Override
    public void processElement2(StreamRecord<DefinitionVersion> element) {
        know(element.getValue());
        dirty = true;
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
    }

    /** Definitions have no time: they hold nothing up. */
    @Override
    public void processWatermark2(Watermark mark) {}

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long asOf = mark.getTimestamp();
        if (asOf == Long.MAX_VALUE) {
            asOf = told.value();
        }
        asOf = Math.max(asOf, told.value());
        if (asOf != Long.MIN_VALUE && (dirty || asOf > told.value())) {
            tell(asOf);
        }
        super.processWatermark(mark);
    }

    /** What has come since the last watermark is told as of that one. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        if (dirty && told.value() != Long.MIN_VALUE) {
            tell(told.value());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        epoch.save();
        told.save();
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        keptVersions.update(first ? versions : List.of());
    }

    private void tell(long asOf) throws Exception {
        told.set(asOf);
        dirty = false;
        if (replacing) {
            replacing = false;
            groups.replaceAll(FactTable.QUEUE_AGING, epoch.value(), this::send);
        }
        emptied.keySet().forEach(key -> send(Enters.row(key.series(), null, groups.of(key), epoch.value())));
        emptied.clear();
        getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor(), (key, s) -> {
                    Enters e = ((ValueState<Enters>) s).value();
                    Series series = ((PaneKey) key).series();
                    send(Enters.row(series, e.figures(asOf, bounds.of(series)), groups.of(key), epoch.value()));
                });
    }

    private void send(Result r) {
        output.collect(new StreamRecord<>(r));
    }
}
