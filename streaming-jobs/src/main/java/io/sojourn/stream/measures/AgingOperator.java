package io.sojourn.stream.measures;

import io.sojourn.fact.Result;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Ages of the stays that are open now.
 *
 * <p>Input: enters and leaves, keyed by queue and dimensions. State per key: how many stays entered when; gone when the
 * queue is empty. Output: at each watermark one row for each key with open stays, as of that watermark, and the deletion
 * of those that became empty. Guarantee: counts and ages are exact as of the watermark.
 */
public final class AgingOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<Delta, Result> {
    private static final long serialVersionUID = 1L;
    private final String process;
    private final long version;
    private final Map<String, List<Long>> bounds;
    private final long baseEpoch;
    private transient ValueState<Enters> state;
    private transient Map<String, Enters> emptied;
    private transient long epoch;
    private transient boolean dirty;
    private transient long toldAsOf;

    /** @param bounds upper bounds of the age bands of each queue, in microseconds */
    public AgingOperator(String process, long version, Map<String, List<Long>> bounds, long baseEpoch) {
        this.process = process;
        this.version = version;
        this.bounds = bounds;
        this.baseEpoch = baseEpoch;
    }

    private static ValueStateDescriptor<Enters> descriptor() {
        return new ValueStateDescriptor<>("enters", new CodecTypeInformation<>(new EntersCodec()));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getKeyedStateStore().getState(descriptor());
        emptied = new HashMap<>();
        epoch = baseEpoch + getRuntimeContext().getTaskInfo().getAttemptNumber();
        toldAsOf = Long.MIN_VALUE;
        dirty = context.isRestored();
    }

    @Override
    public void processElement(StreamRecord<Delta> element) throws Exception {
        Delta d = element.getValue();
        Enters enters = state.value();
        if (enters == null) {
            enters = new Enters(d.name(), d.dimensions(), new TreeMap<>());
        }
        enters.add(d.at(), d.first());
        dirty = true;
        String key = d.partition();
        if (enters.isEmpty()) {
            state.clear();
            emptied.put(key, enters);
        } else {
            state.update(enters);
            emptied.remove(key);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long asOf = mark.getTimestamp();
        if (asOf == Long.MAX_VALUE) {
            asOf = toldAsOf;
        }
        if (asOf != Long.MIN_VALUE && (dirty || asOf > toldAsOf)) {
            tell(asOf);
        }
        super.processWatermark(mark);
    }

    private void tell(long asOf) throws Exception {
        toldAsOf = asOf;
        dirty = false;
        for (Enters gone : emptied.values()) {
            output.collect(new StreamRecord<>(Enters.row(process, version, gone, epoch, new Object[0])));
        }
        emptied.clear();
        getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor(), (key, s) -> {
                    Enters e = ((ValueState<Enters>) s).value();
                    Object[] figures = e.figures(asOf, bounds.getOrDefault(e.queue, List.of()));
                    output.collect(new StreamRecord<>(Enters.row(process, version, e, epoch, figures)));
                });
    }
}
