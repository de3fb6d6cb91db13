package io.sojourn.benchmark.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The job's arithmetic without a job: one thread, one loop, hash maps. It decodes the same bytes, evaluates the same
 * expressions, keeps stays, clocks, activity instances, handoffs, durations, panes and ages, and at the same watermarks
 * makes a row for everything that changed, and throws it away.
 *
 * <p>A bound, not a twin: it takes events to be in order, and knows no duplicates, corrections, late events or reopened
 * cases; it keeps the sums of a case and not its events, can't be interrupted, and nothing of it survives the process.
 */
final class PlainLoop {
    private static final long MINUTE = 60_000_000;
    private final PlainPlan plan;
    private final int watermarkEvents;
    private final Map<String, PlainCase> cases = new HashMap<>();
    private final Map<Pane, long[]> panes = new HashMap<>();
    private final Map<Waiting, TreeMap<Long, Long>> ages = new HashMap<>();
    private final Set<PlainCase> changed = new LinkedHashSet<>();
    private final Set<Pane> changedPanes = new LinkedHashSet<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    private final Map<String, List<Long>> bounds = new HashMap<>();
    private long rows;
    private long rowHash;
    private int mostOpen;

    private record Pane(FactTable table, String name, long minute, List<String> dimensions) {}

    private record Waiting(String queue, List<String> dimensions) {}

    private record Due(long at, PlainCase of) {}

    /**
     * @param rows made
     * @param mostOpen the greatest number of cases held at a time
     * @param hash of the rows: makes sure that they are made
     */
    record Outcome(long rows, int mostOpen, long hash) {}

    private PlainLoop(PlainPlan plan, int watermarkEvents) {
        this.plan = plan;
        this.watermarkEvents = watermarkEvents;
        for (QueueRule q : plan.definition.queues()) {
            bounds.put(q.name(), q.agesMicros());
        }
    }

    static Outcome run(CompiledDefinition definition, RecordedEvents events, int watermarkEvents) throws IOException {
        PlainLoop loop = new PlainLoop(PlainPlan.of(definition), watermarkEvents);
        try (RecordedEvents.Reader reader = events.open()) {
            Usage.begin();
            long asOf = loop.applyAll(reader);
            loop.watermark(asOf);
        }
        return new Outcome(loop.rows, loop.mostOpen, loop.rowHash);
    }

    private long applyAll(RecordedEvents.Reader reader) throws IOException {
        long asOf = Long.MIN_VALUE;
        long read = 0;
        EventBytes bytes = new EventBytes();
        for (PackedEvent packed = reader.next(); packed != null; packed = reader.next()) {
            Event e = bytes.read(packed);
            asOf = Math.max(asOf, e.timeMicros());
            PlainCase c = cases.computeIfAbsent(Work.key(e), id -> new PlainCase(plan, id));
            row(plan.eventRow(e));
            c.apply(e, this);
            changed.add(c);
            if (++read % watermarkEvents == 0) {
                watermark(asOf);
            }
        }
        return asOf;
    }

    private void watermark(long asOf) {
        mostOpen = Math.max(mostOpen, cases.size());
        while (!due.isEmpty() && due.peek().at <= asOf) {
            changed.add(due.poll().of);
        }
        changed.forEach(c -> settle(c, asOf));
        changed.clear();
        for (Pane p : changedPanes) {
            long[] sums = panes.get(p);
            row(plan.row(p.dimensions, p.table, p.name, p.minute * MINUTE, sums[0], sums[1]));
        }
        changedPanes.clear();
        ages.forEach((waiting, enters) -> tellAges(waiting, enters, asOf));
    }

    private void settle(PlainCase c, long asOf) {
        if (!cases.containsKey(c.id)) {
            return;
        }
        c.settle(asOf, this);
        if (c.leavesAt() <= asOf) {
            cases.remove(c.id);
            return;
        }
        long next = Math.min(c.leavesAt(), c.nextChange(asOf));
        if (next < c.dueAt || c.dueAt <= asOf) {
            c.dueAt = next;
            due.add(new Due(next, c));
        }
    }

    /** Takes a finished row. */
    void row(Object[] row) {
        rows++;
        rowHash = rowHash * 31 + row.length + System.identityHashCode(row[row.length - 1]);
    }

    /** Adds to an aggregate. */
    void add(FactTable table, String name, long at, String[] dimensions, long first, long second) {
        Pane pane = new Pane(table, name, Math.floorDiv(at, MINUTE), Arrays.asList(dimensions));
        long[] sums = panes.computeIfAbsent(pane, p -> new long[2]);
        sums[0] += first;
        sums[1] += second;
        changedPanes.add(pane);
    }

    /** A stay began, or ended. */
    void waits(String queue, String[] dimensions, long enteredAt, long stays) {
        Waiting key = new Waiting(queue, Arrays.asList(dimensions));
        TreeMap<Long, Long> enters = ages.computeIfAbsent(key, k -> new TreeMap<>());
        enters.merge(enteredAt, stays, (a, b) -> a + b == 0 ? null : a + b);
        if (enters.isEmpty()) {
            ages.remove(key);
        }
    }

    private void tellAges(Waiting waiting, TreeMap<Long, Long> enters, long asOf) {
        List<Long> limits = bounds.get(waiting.queue);
        long[] bands = new long[limits.size() + 1];
        long open = 0;
        long seconds = 0;
        for (Map.Entry<Long, Long> e : enters.entrySet()) {
            long age = asOf - e.getKey();
            open += e.getValue();
            seconds += age / 1_000_000 * e.getValue();
            int band = 0;
            while (band < limits.size() && age >= limits.get(band)) {
                band++;
            }
            bands[band] += e.getValue();
        }
        List<Long> percentiles = new ArrayList<>(3);
        for (int percent : new int[] {50, 90, 95}) {
            percentiles.add(asOf - at(enters, (open * percent + 99) / 100));
        }
        row(plan.row(waiting.dimensions, waiting.queue, asOf, open, enters.firstKey(), seconds, percentiles, bands));
    }

    private static long at(TreeMap<Long, Long> enters, long rank) {
        long seen = 0;
        for (Map.Entry<Long, Long> e : enters.descendingMap().entrySet()) {
            seen += e.getValue();
            if (seen >= rank) {
                return e.getKey();
            }
        }
        throw new IllegalStateException("no age at rank " + rank);
    }
}
