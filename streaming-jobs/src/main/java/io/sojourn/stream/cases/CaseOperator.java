package io.sojourn.stream.cases;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.DeltaBuffer;
import io.sojourn.stream.measures.DeltaCodec;
import io.sojourn.stream.wire.CodecTypeInformation;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The case fold on Flink.
 *
 * <p>Input: events keyed by case, in any order. State per case: its events until it is closed and the lateness has
 * passed, then a short stub; one timer. Output: accepted and rejected events at once; facts that changed, and deltas of
 * aggregates (side output), at each watermark and before each checkpoint barrier. Guarantee: what was told equals the
 * pure function of the accepted events as of the last watermark; after a restore the first touch of a case replaces all
 * of its facts. Event time is in microseconds: the watermark is as_of.
 */
public final class CaseOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<Event, Result>, Triggerable<String, VoidNamespace>, BoundedOneInput {
    /** Deltas of panes and ages. */
    public static final OutputTag<Delta> DELTAS =
            new OutputTag<>("deltas", new CodecTypeInformation<>(new DeltaCodec()));

    private static final long serialVersionUID = 1L;
    private static final int UNTOLD_CASES = 20_000;
    private static final int CACHED_FOLDS = 40_000;
    private final CompiledDefinition definition;
    private final long baseEpoch;
    private final boolean continues;
    private transient Plan plan;
    private transient ValueState<CaseState> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient FoldCache folds;
    private transient DeltaBuffer deltas;
    private transient CellSender sender;
    private transient long asOf;
    private transient long epoch;
    private transient boolean replaceNew;

    /**
     * @param definition what to fold by
     * @param baseEpoch epoch of the job's start; each restart inside the cluster adds one
     * @param continues true when results of an earlier run may be in the store
     */
    public CaseOperator(CompiledDefinition definition, long baseEpoch, boolean continues) {
        this.definition = definition;
        this.baseEpoch = baseEpoch;
        this.continues = continues;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getKeyedStateStore()
                .getState(new ValueStateDescriptor<>("case", new CodecTypeInformation<>(new CaseStateCodec())));
        int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
        epoch = baseEpoch + attempt;
        replaceNew = continues || context.isRestored() || attempt > 0;
    }

    @Override
    public void open() throws Exception {
        super.open();
        plan = Plan.of(definition);
        timers = getInternalTimerService("case", VoidNamespaceSerializer.INSTANCE, this);
        folds = new FoldCache(CACHED_FOLDS);
        deltas = new DeltaBuffer();
        sender = new CellSender(plan, epoch, replaceNew, r -> output.collect(new StreamRecord<>(r)), deltas);
        asOf = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<Event> element) throws Exception {
        Event e = element.getValue();
        asOf = Math.max(asOf, Math.max(e.timeMicros(), element.getTimestamp()));
        CaseState s = letLeave(e.caseId(), touched(e.caseId()), element.getTimestamp());
        if (s.handedOver) {
            sender.send(FactTable.EVENTS, Rows.event(plan, e, true));
            return;
        }
        Event known = s.find(e);
        if (known != null) {
            again(e, known, s);
        } else if (s.appended.size() + s.corrections.size() >= Limits.EVENTS_PER_OPEN_CASE) {
            String message = "case " + e.caseId() + " has " + Limits.EVENTS_PER_OPEN_CASE
                    + " events in the stream already: this one is not counted";
            sender.send(FactTable.REJECTED_EVENTS, Rows.rejected(plan, e, ErrorCode.OVER_LIMIT, message));
        } else if (isBehind(e, s)) {
            handOver(e, s);
        } else {
            accept(e, s);
        }
        state.update(s);
        if (folds.untoldCount() >= UNTOLD_CASES || deltas.isFull()) {
            tell();
        }
    }

    /**
     * A case whose time to leave has come by the as_of at which the event was read leaves before the event is judged, so
     * that lateness depends on the order of the spool alone, never on when a watermark was sent.
     */
    private CaseState letLeave(String caseId, CaseState s, long readAsOf) throws Exception {
        if (s.handedOver || s.appended.isEmpty() || readAsOf < fold(caseId, s).leavesAt()) {
            return s;
        }
        tell(caseId);
        return state.value();
    }

    /** The state of the current case; on its first touch after a restore the store is told to forget its facts. */
    private CaseState touched(String caseId) throws Exception {
        CaseState s = state.value();
        boolean fresh = s == null;
        if (fresh) {
            s = new CaseState(epoch);
        }
        if (fresh ? replaceNew : s.epoch != epoch) {
            s.epoch = epoch;
            sender.replace(caseId, s.base == null ? 1 : s.base.episodes() + 1);
            if (!fresh) {
                CaseFold fold = fold(caseId, s);
                fold.cells.forgetRows();
                folds.markUntold(caseId);
            }
        }
        return s;
    }

    private void again(Event e, Event known, CaseState s) {
        if (known.sameContent(e)) {
            s.duplicates++;
        } else {
            s.conflicts++;
            String message = "event " + e.eventId() + " of case " + e.caseId()
                    + " came again with other content: the first one stays";
            sender.send(FactTable.REJECTED_EVENTS, Rows.rejected(plan, e, ErrorCode.CONFLICTING_DUPLICATE, message));
        }
        sender.send(FactTable.DELIVERIES, Rows.deliveries(plan, e.caseId(), s));
    }

    /** True when the event is about the part of the case that has left the state. */
    private static boolean isBehind(Event e, CaseState s) {
        if (s.base == null) {
            return false;
        }
        if (e.operation() != Operation.APPEND && s.target(e) == null) {
            return true;
        }
        if (e.operation() == Operation.APPEND) {
            Event waiting = s.correctionOf(e);
            if (waiting != null
                    && waiting.operation() == Operation.CORRECT
                    && s.base.isBehind(e.correctedBy(waiting))) {
                return true;
            }
        }
        return e.operation() != Operation.RETRACT && s.base.isBehind(e);
    }

    private void accept(Event e, CaseState s) {
        sender.accepted(Rows.event(plan, e, false));
        CaseFold fold = fold(e.caseId(), s);
        s.add(e);
        if (e.operation() == Operation.APPEND && fold.goesOnWith(e) && s.correctionOf(e) == null) {
            fold.apply(e);
        } else if (e.operation() == Operation.APPEND || s.target(e) != null) {
            CaseFold again = CaseFold.of(plan, e.caseId(), s.base, s.effective(), Long.MIN_VALUE);
            again.cells.continueFrom(fold.cells);
            folds.put(e.caseId(), again);
        }
        folds.markUntold(e.caseId());
    }

    /** The batch engine owns the case from now on: takes back what its events in the state add to aggregates. */
    private void handOver(Event e, CaseState s) {
        String caseId = e.caseId();
        fold(caseId, s).cells.retractDeltas(sender);
        folds.remove(caseId);
        s.appended.forEach(this::resendAsLate);
        s.corrections.forEach(this::resendAsLate);
        sender.send(FactTable.EVENTS, Rows.event(plan, e, true));
        sender.evict(caseId);
        s.appended.clear();
        s.corrections.clear();
        s.handedOver = true;
    }

    private void resendAsLate(Event e) {
        Object[] row = Rows.event(plan, e, true);
        sender.remove(FactTable.EVENTS, row);
        sender.send(FactTable.EVENTS, row);
    }

    /** The case's fold as it was last told, plus what came since. */
    private CaseFold fold(String caseId, CaseState s) {
        CaseFold fold = folds.get(caseId);
        if (fold == null) {
            fold = CaseFold.of(plan, caseId, s.base, s.effective(), s.toldAsOf);
            fold.cells.markSent();
            folds.put(caseId, fold);
        }
        return fold;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        boolean end = mark.getTimestamp() == Long.MAX_VALUE;
        if (!end) {
            asOf = Math.max(asOf, mark.getTimestamp());
            if (getTimeServiceManager().isPresent()) {
                getTimeServiceManager().get().advanceWatermark(mark);
            }
        }
        tell();
        output.emitWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        CaseState s = state.value();
        if (s == null || s.handedOver) {
            return;
        }
        s.timerAt = Long.MAX_VALUE;
        touched(timer.getKey());
        fold(timer.getKey(), s);
        folds.markUntold(timer.getKey());
        state.update(s);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        tell();
    }

    @Override
    public void endInput() throws Exception {
        tell();
    }

    /** Tells what changed in all touched cases, as of now. */
    private void tell() throws Exception {
        for (String caseId : folds.takeUntold()) {
            setCurrentKey(caseId);
            tell(caseId);
        }
        deltas.flush(d -> output.collect(DELTAS, new StreamRecord<>(d)));
        folds.trim();
    }

    /** Tells what changed in the current case. */
    private void tell(String caseId) throws Exception {
        CaseState s = state.value();
        CaseFold fold = fold(caseId, s);
        asOf = Math.max(asOf, s.toldAsOf);
        fold.settle(asOf);
        fold.cells.drain(sender);
        s.toldAsOf = asOf;
        arm(fold, s);
        state.update(s);
        if (asOf >= fold.leavesAt()) {
            evict(caseId, fold, s);
        }
    }

    private void arm(CaseFold fold, CaseState s) {
        long next = Math.min(fold.leavesAt(), fold.nextChange(asOf));
        if (next > asOf && next < s.timerAt) {
            s.timerAt = next;
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
        }
    }

    private void evict(String caseId, CaseFold fold, CaseState s) throws Exception {
        s.base = fold.toBase(s.appended.get(s.appended.size() - 1));
        s.corrections.removeIf(c -> s.target(c) != null);
        s.appended.clear();
        folds.remove(caseId);
        sender.evict(caseId);
        state.update(s);
    }
}
