package io.sojourn.stream.cases;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.fact.Result;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.DeltaBuffer;
import io.sojourn.stream.measures.DeltaCodec;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.ToldAsOf;
import io.sojourn.stream.sink.WriterEpoch;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.DefinitionVersionCodec;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import io.sojourn.stream.wire.PackedEventCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The case fold on Flink.
 *
 * <p>Input: packed events keyed by case, in any order, each stamped with the as_of at which it was read. State per case: its
 * events, packed, until it is closed and the lateness has passed, then a short stub; one timer. Output: accepted and
 * rejected events at once; facts that changed, and deltas of aggregates (side output), at each watermark and before each
 * checkpoint barrier. Guarantee: what was told equals the pure function of the accepted events as of the last watermark;
 * after a restore the first touch of a case tells all of it again. Event time is in microseconds: the watermark is as_of.
 *
 * <p>Versions of definitions are given at the start. As an operator with two inputs it gets more of them while it runs, by
 * the second one, which is broadcast: the cases that a version takes over are folded anew, some at each watermark, and all
 * that are left before a checkpoint. Until then events are taken and told, and the clock waits. What it knows is state.
 * So events of a process that it doesn't know may be ahead of its definition: they wait for it.
 */
public final class CaseOperator extends AbstractStreamOperator<Result>
        implements OneInputStreamOperator<PackedEvent, Result>,
                TwoInputStreamOperator<PackedEvent, DefinitionVersion, Result>,
                Triggerable<String, VoidNamespace>,
                BoundedOneInput {
    /** Deltas of panes and ages. */
    public static final OutputTag<Delta> DELTAS =
            new OutputTag<>("deltas", new CodecTypeInformation<>(new DeltaCodec()));

    private static final long serialVersionUID = 3L;
    private static final int UNTOLD_CASES = 20_000;
    private static final int CACHED_CASES = 50_000;
    /** Cases that are looked at in one turn, while other input waits. */
    private static final int TURN = 5_000;
    /** A case that is folded anew counts as this many. */
    private static final int MOVE = 5;

    private final List<DefinitionHistory> definitions;
    private final EpochClock clock;
    private final boolean continues;
    private final int turn;
    private transient ValueState<CaseState> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient EventsAhead ahead;
    private transient ListState<DefinitionVersion> keptVersions;
    private transient Adopter adopter;
    private transient Watermark held;
    private transient ListState<Long> openCases;
    private transient WriterEpoch epoch;
    private transient boolean replaceNew;
    private transient OpenCases cases;
    private transient DeltaBuffer deltas;
    private transient CellSender sender;
    private transient CaseKeeper keeper;
    private transient CaseCounters counters;
    private transient EventBytes bytes;
    private transient ToldAsOf asOf;
    private transient int groups;

    /**
     * @param definitions what to fold by, one history for each process
     * @param clock where the epoch is taken from
     * @param continues true when results of an earlier run may be in the store
     */
    public CaseOperator(List<DefinitionHistory> definitions, EpochClock clock, boolean continues) {
        this(definitions, clock, continues, TURN);
    }

    /** @param turn how many cases it looks at in one turn when a version comes */
    public CaseOperator(List<DefinitionHistory> definitions, EpochClock clock, boolean continues, int turn) {
        this.definitions = List.copyOf(definitions);
        this.clock = clock;
        this.continues = continues;
        this.turn = turn;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getKeyedStateStore()
                .getState(new ValueStateDescriptor<>("case", new CodecTypeInformation<>(new CaseStateCodec())));
        ahead = new EventsAhead(
                context.getKeyedStateStore()
                        .getListState(
                                new ListStateDescriptor<>("ahead", new CodecTypeInformation<>(new PackedEventCodec()))),
                this::setCurrentKey);
        openCases = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("open-cases", LongSerializer.INSTANCE));
        epoch = WriterEpoch.begin(context, clock);
        asOf = ToldAsOf.begin(context);
        keptVersions = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>(
                        "definitions", new CodecTypeInformation<>(new DefinitionVersionCodec())));
        boolean again = getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
        replaceNew = continues || context.isRestored() || again;
    }

    @Override
    public void open() throws Exception {
        super.open();
        groups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        timers = getInternalTimerService("case", VoidNamespaceSerializer.INSTANCE, this);
        counters = CaseCounters.in(getMetricGroup());
        for (long open : openCases.get()) {
            counters.open().inc(open);
        }
        bytes = new EventBytes();
        cases = new OpenCases(CACHED_CASES, new KeyedState());
        deltas = new DeltaBuffer();
        sender = new CellSender(epoch.value(), replaceNew, r -> output.collect(new StreamRecord<>(r)), deltas);
        Plans plans = keptPlans();
        keeper = new CaseKeeper(plans, sender, cases, bytes, counters);
        adopter = new Adopter(new Host(), keeper, bytes, plans, given());
    }

    /** What the state was made by; of processes that it doesn't know, what was given. */
    private Plans keptPlans() throws Exception {
        Map<String, List<DefinitionVersion>> known = new LinkedHashMap<>();
        for (DefinitionVersion kept : keptVersions.get()) {
            known.computeIfAbsent(kept.definition().process(), p -> new ArrayList<>())
                    .add(kept);
        }
        definitions.forEach(given -> known.putIfAbsent(given.process(), given.versions()));
        return Plans.of(known.values().stream().map(DefinitionHistory::new).toList());
    }

    private List<DefinitionVersion> given() {
        return definitions.stream().flatMap(given -> given.versions().stream()).toList();
    }

    /** Flink's state, by key. */
    private final class KeyedState implements OpenCases.Backend {
        @Override
        public CaseState load(String key) throws Exception {
            setCurrentKey(key);
            return state.value();
        }

        @Override
        public void save(String key, CaseState value) throws Exception {
            setCurrentKey(key);
            state.update(value);
        }
    }

    /** What new versions of definitions are applied to. */
    private final class Host implements Adopter.Host {
        @Override
        public OpenCase opened(String key) throws Exception {
            return CaseOperator.this.opened(PackedEvent.process(key), PackedEvent.caseId(key));
        }

        @Override
        public void touched(OpenCase c, Plans before) throws Exception {
            CaseOperator.this.touched(c, before, null);
        }

        @Override
        public List<String> settled() throws Exception {
            tellAll();
            cases.saveAll();
            return keys("case");
        }

        /** None of the cases of events that were ahead has left: they are no late ones. */
        @Override
        public void begun(Plans plans) throws Exception {
            keeper.follow(plans);
            ahead.takeKnown(keys("ahead"), plans, e -> take(e, Limits.MIN_TIME_MICROS));
        }
    }

    /** The key is set where state or timers are used, not for each event. */
    @Override
    @SuppressWarnings("rawtypes") // as the method that it overrides
    public void setKeyContextElement1(StreamRecord element) {}

    @Override
    public void processElement(StreamRecord<PackedEvent> element) throws Exception {
        PackedEvent packed = element.getValue();
        if (adopter.plans().knows(packed.process())) {
            take(packed, element.getTimestamp());
        } else {
            counters.rejected().inc();
            sender.reject(Rows.unknownProcess(bytes.read(packed)));
        }
    }

    private void take(PackedEvent packed, long readAsOf) throws Exception {
        Event e = bytes.read(packed);
        keeper.take(touched(packed.process(), packed.caseId(), e), packed, e, readAsOf);
        tellIfMany();
    }

    private void tellIfMany() throws Exception {
        if (cases.untoldCount() >= UNTOLD_CASES || deltas.isFull()) {
            tellAll();
        }
    }

    /** The case; on its first touch by this writer the store is told to forget its facts. */
    private OpenCase touched(String process, String caseId, Event e) throws Exception {
        OpenCase c = opened(process, caseId);
        adopter.lookAt(c);
        return touched(c, adopter.plans(), e);
    }

    private OpenCase touched(OpenCase c, Plans rules, Event e) throws Exception {
        if (c.state.isNew() && e != null && e.operation() == Operation.APPEND) {
            c.plan = rules.at(c.process, e.timeMicros());
        } else if (c.plan == null) {
            c.plan = rules.at(c.process, c.firstTime(bytes));
        }
        CaseState s = c.state;
        if (s.epoch != epoch.value()) {
            boolean again = s.epoch != CaseState.UNTOUCHED || replaceNew;
            s.epoch = epoch.value();
            cases.changed(c);
            if (again) {
                keeper.replace(c);
            }
        }
        return c;
    }

    private OpenCase opened(String process, String caseId) throws Exception {
        OpenCase c = cases.find(process, caseId);
        if (c == null) {
            String key = PackedEvent.key(process, caseId);
            int group = KeyGroupRangeAssignment.assignToKeyGroup(key, groups);
            c = cases.open(key, group, new CaseState(CaseState.UNTOUCHED));
        }
        return c;
    }

    @Override
    public void processElement1(StreamRecord<PackedEvent> element) throws Exception {
        PackedEvent packed = element.getValue();
        if (adopter.plans().knows(packed.process())) {
            take(packed, element.getTimestamp());
        } else {
            ahead.add(packed);
        }
    }

    /** A version of a definition; one that is known already changes nothing. */
    @Override
    public void processElement2(StreamRecord<DefinitionVersion> element) throws Exception {
        adopter.add(element.getValue());
        goOn(false);
    }

    /** Looks at some cases, or at all that are left; the clock goes on when none is left. */
    private void goOn(boolean toTheEnd) throws Exception {
        for (boolean more = adopter.isAdopting(); more; more = toTheEnd && adopter.isAdopting()) {
            adopt();
            tellAll();
        }
        if (held != null && !adopter.isAdopting()) {
            Watermark mark = held;
            held = null;
            pass(mark);
        }
    }

    /** One turn: each case that a new version takes over is folded by it. */
    private void adopt() throws Exception {
        for (int left = turn; left > 0 && adopter.isAdopting(); ) {
            left -= adopter.next() ? MOVE : 1;
            tellIfMany();
        }
    }

    private List<String> keys(String ofState) {
        try (Stream<String> all = this.<String>getKeyedStateBackend().getKeys(ofState, VoidNamespace.INSTANCE)) {
            return all.toList();
        }
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
        if (mark.getTimestamp() == Long.MAX_VALUE) {
            goOn(true);
            pass(mark);
        } else {
            held = mark;
            goOn(false);
        }
    }

    private void pass(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            asOf.set(Math.max(asOf.value(), mark.getTimestamp()));
            if (getTimeServiceManager().isPresent()) {
                getTimeServiceManager().get().advanceWatermark(mark);
            }
        }
        tellAll();
        output.emitWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        String process = PackedEvent.process(timer.getKey());
        String caseId = PackedEvent.caseId(timer.getKey());
        if (adopter.plans().knows(process) && (cases.find(process, caseId) != null || state.value() != null)) {
            OpenCase c = touched(process, caseId, null);
            c.state.timerAt = Long.MAX_VALUE;
            cases.changed(c);
            cases.markUntold(c);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        // How far an adoption has come is no state: it comes to its end before the checkpoint.
        goOn(true);
        tellAll();
        cases.saveAll();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        epoch.save();
        asOf.save();
        openCases.update(List.of(counters.open().getCount()));
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        keptVersions.update(first ? adopter.plans().versions() : List.of());
    }

    @Override
    public void endInput() throws Exception {
        goOn(true);
        tellAll();
    }

    /** Tells what changed in all touched cases, as of the last watermark. */
    private void tellAll() throws Exception {
        long now = Math.max(asOf.value(), Limits.MIN_TIME_MICROS);
        cases.takeUntold(c -> arm(c, keeper.tell(c, now)));
        deltas.flush(d -> output.collect(DELTAS, new StreamRecord<>(d)));
        cases.trim();
    }

    private void arm(OpenCase c, long next) {
        if (next != Long.MAX_VALUE && next < c.state.timerAt) {
            c.state.timerAt = next;
            setCurrentKey(c.key);
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
        }
    }
}
