package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.Event;
import io.sojourn.fact.Result;
import io.sojourn.stream.cases.CaseOperator;
import io.sojourn.stream.measures.AgingOperator;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.PaneKey;
import io.sojourn.stream.measures.PaneOperator;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The job's real operators, wired by hand in one thread, so that a test can stop, restore and look at any point; each operator
 * as one subtask or several.
 */
public final class JobHarness implements AutoCloseable {
    static final TypeInformation<PaneKey> PANE_KEY = new CodecTypeInformation<>(new PaneKey.Bytes());
    private static final int ALL_CASES = 5_000;
    private final Consumer<Result> model;
    private final Subtasks<String, PackedEvent> cases;
    private final Subtasks<PaneKey, Delta> panes;
    private final Subtasks<PaneKey, Delta> ages;
    private final EventBytes packing = new EventBytes();
    private final long epoch;
    private long readAsOf;

    /** State of all operators at a checkpoint, and the source's as_of. */
    public record Snapshot(Subtasks.Kept cases, Subtasks.Kept panes, Subtasks.Kept ages, long readAsOf) {}

    public JobHarness(CompiledDefinition definition, TableModel model, long epoch, Snapshot from) throws Exception {
        this(DefinitionHistory.of(definition), model::apply, epoch, 1, from);
    }

    /** @param turn how many cases are looked at in one turn when a version comes */
    JobHarness(DefinitionHistory known, TableModel model, long epoch, Snapshot from, int turn) throws Exception {
        this(Processes.of(known), model::apply, epoch, 1, from, turn);
    }

    /**
     * A start of the job.
     *
     * @param known by which cases are folded until other versions come
     * @param results told what the job says, in order
     * @param epoch greater than that of the start before; 1 for the very first
     * @param parallelism of each operator; may differ from that of the snapshot
     * @param from where to go on, or null
     */
    public JobHarness(DefinitionHistory known, Consumer<Result> results, long epoch, int parallelism, Snapshot from)
            throws Exception {
        this(Processes.of(known), results, epoch, parallelism, from, ALL_CASES);
    }

    /** As above, of several processes. */
    JobHarness(Processes known, Consumer<Result> results, long epoch, int parallelism, Snapshot from) throws Exception {
        this(known, results, epoch, parallelism, from, ALL_CASES);
    }

    JobHarness(Processes known, Consumer<Result> results, long epoch, int parallelism, Snapshot from, int turn)
            throws Exception {
        this.model = results;
        this.epoch = epoch;
        this.readAsOf = from == null ? Long.MIN_VALUE : from.readAsOf();
        EpochClock clock = () -> epoch;
        boolean continues = epoch > 1;
        List<DefinitionHistory> definitions = known.histories();
        cases = new Subtasks<>(
                () -> new CaseOperator(definitions, clock, continues, turn),
                PackedEvent::key,
                Types.STRING,
                parallelism,
                from == null ? null : from.cases());
        panes = new Subtasks<>(
                () -> new PaneOperator(clock, continues),
                Delta::partition,
                PANE_KEY,
                parallelism,
                from == null ? null : from.panes());
        ages = new Subtasks<>(
                () -> new AgingOperator(definitions, clock, continues),
                Delta::partition,
                PANE_KEY,
                parallelism,
                from == null ? null : from.ages());
    }

    /** A version comes by the second input. */
    void version(DefinitionVersion version) throws Exception {
        cases.version(version);
        ages.version(version);
        pump();
    }

    /** An event that may be ahead of its definition: the operator has a second input, by which that comes. */
    void eventBeforeVersions(Event e) throws Exception {
        readAsOf = Math.max(readAsOf, e.timeMicros());
        cases.elementOfFirstInput(packing.pack(e), readAsOf);
        pump();
    }

    /** An event of a log: as_of is the greatest event time so far. */
    public void event(Event e) throws Exception {
        event(e, e.timeMicros());
    }

    /** An event that is read at an instant of a clock. */
    public void event(Event e, long clock) throws Exception {
        readAsOf = Math.max(readAsOf, clock);
        cases.element(packing.pack(e), readAsOf);
        pump();
    }

    /** As_of of what was read so far, as the source tells it; nothing before the first event. */
    public void watermark() throws Exception {
        if (readAsOf != Long.MIN_VALUE) {
            watermark(readAsOf);
        }
    }

    public void watermark(long asOf) throws Exception {
        cases.watermark(asOf);
        pump();
        panes.watermark(asOf);
        ages.watermark(asOf);
        pump();
        if (asOf != Long.MAX_VALUE) {
            Object[] values = {Result.Lane.CASES.name(), 0L, 1L, asOf};
            model.accept(new Result(Result.Kind.AS_OF, null, values, epoch));
        }
    }

    /** A checkpoint: all operators flush, then their state is taken. */
    public Snapshot snapshot(long id) throws Exception {
        cases.beforeBarrier(id);
        pump();
        panes.beforeBarrier(id);
        ages.beforeBarrier(id);
        pump();
        return new Snapshot(cases.snapshot(id), panes.snapshot(id), ages.snapshot(id), readAsOf);
    }

    private void pump() throws Exception {
        for (Delta d : cases.aside(CaseOperator.DELTAS)) {
            (d.isOfAges() ? ages : panes).element(d);
        }
        cases.results(model);
        panes.results(model);
        ages.results(model);
    }

    @Override
    public void close() throws Exception {
        cases.close();
        panes.close();
        ages.close();
    }
}
