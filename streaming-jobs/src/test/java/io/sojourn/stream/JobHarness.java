package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.Event;
import io.sojourn.fact.Result;
import io.sojourn.stream.cases.CaseOperator;
import io.sojourn.stream.measures.AgingOperator;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.PaneKey;
import io.sojourn.stream.measures.PaneOperator;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.wire.CodecSerializer;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import io.sojourn.stream.wire.ResultCodec;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The job's real operators, wired by hand in one thread, so that a test can stop, restore and look at any point. */
public final class JobHarness implements AutoCloseable {
    private static final TypeInformation<PaneKey> PANE_KEY = new CodecTypeInformation<>(new PaneKey.Bytes());
    private final TableModel model;
    private final KeyedOneInputStreamOperatorTestHarness<String, PackedEvent, Result> cases;
    private final KeyedOneInputStreamOperatorTestHarness<PaneKey, Delta, Result> panes;
    private final KeyedOneInputStreamOperatorTestHarness<PaneKey, Delta, Result> ages;
    private final EventBytes packing = new EventBytes();
    private final long epoch;
    private long readAsOf;

    /** State of all operators at a checkpoint, and the source's as_of. */
    public record Snapshot(
            OperatorSubtaskState cases, OperatorSubtaskState panes, OperatorSubtaskState ages, long readAsOf) {}

    public JobHarness(CompiledDefinition definition, TableModel model, long epoch, Snapshot from) throws Exception {
        this(DefinitionHistory.of(definition), model, epoch, from);
    }

    JobHarness(DefinitionHistory known, TableModel model, long epoch, Snapshot from) throws Exception {
        this.model = model;
        this.epoch = epoch;
        this.readAsOf = from == null ? Long.MIN_VALUE : from.readAsOf();
        EpochClock clock = () -> epoch;
        boolean continues = epoch > 1;
        cases = harness(new CaseOperator(List.of(known), clock, continues), PackedEvent::key, Types.STRING);
        panes = harness(new PaneOperator(clock, continues), Delta::partition, PANE_KEY);
        ages = harness(new AgingOperator(List.of(known), clock, continues), Delta::partition, PANE_KEY);
        open(cases, from == null ? null : from.cases());
        open(panes, from == null ? null : from.panes());
        open(ages, from == null ? null : from.ages());
    }

    private static <K, I> KeyedOneInputStreamOperatorTestHarness<K, I, Result> harness(
            OneInputStreamOperator<I, Result> operator, KeySelector<I, K> key, TypeInformation<K> type)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(operator, key, type, Result.GROUPS, 1, 0);
    }

    private static <I> void open(
            KeyedOneInputStreamOperatorTestHarness<?, I, Result> harness, OperatorSubtaskState state) throws Exception {
        harness.setup(new CodecSerializer<>(new ResultCodec()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** A version comes by the second input. */
    void version(DefinitionVersion version) throws Exception {
        ((CaseOperator) cases.getOperator()).processElement2(new StreamRecord<>(version));
        ((AgingOperator) ages.getOperator()).processElement2(new StreamRecord<>(version));
        pump();
    }

    /** An event of a log: as_of is the greatest event time so far. */
    public void event(Event e) throws Exception {
        event(e, e.timeMicros());
    }

    /** An event that is read at an instant of a clock. */
    public void event(Event e, long clock) throws Exception {
        readAsOf = Math.max(readAsOf, clock);
        cases.processElement(new StreamRecord<>(packing.pack(e), readAsOf));
        pump();
    }

    public void watermark(long asOf) throws Exception {
        cases.processWatermark(new Watermark(asOf));
        pump();
        panes.processWatermark(new Watermark(asOf));
        ages.processWatermark(new Watermark(asOf));
        pump();
        if (asOf != Long.MAX_VALUE) {
            Object[] values = {Result.Lane.CASES.name(), 0L, 1L, asOf};
            model.apply(new Result(Result.Kind.AS_OF, null, values, epoch));
        }
    }

    /** A checkpoint: all operators flush, then their state is taken. */
    public Snapshot snapshot(long id) throws Exception {
        ((OneInputStreamOperator<?, ?>) cases.getOperator()).prepareSnapshotPreBarrier(id);
        pump();
        ((OneInputStreamOperator<?, ?>) panes.getOperator()).prepareSnapshotPreBarrier(id);
        pump();
        return new Snapshot(cases.snapshot(id, 0), panes.snapshot(id, 0), ages.snapshot(id, 0), readAsOf);
    }

    private void pump() throws Exception {
        Queue<StreamRecord<Delta>> deltas = cases.getSideOutput(CaseOperator.DELTAS);
        while (deltas != null && !deltas.isEmpty()) {
            Delta d = deltas.poll().getValue();
            (d.isOfAges() ? ages : panes).processElement(new StreamRecord<>(d));
        }
        drain(cases);
        drain(panes);
        drain(ages);
    }

    @SuppressWarnings("unchecked")
    private void drain(KeyedOneInputStreamOperatorTestHarness<?, ?, Result> harness) {
        Queue<Object> output = harness.getOutput();
        while (!output.isEmpty()) {
            if (output.poll() instanceof StreamRecord<?> record) {
                model.apply(((StreamRecord<Result>) record).getValue());
            }
        }
    }

    @Override
    public void close() throws Exception {
        cases.close();
        panes.close();
        ages.close();
    }
}
