package io.sojourn.stream.cases;

import io.sojourn.definition.ExceptionRule;
import io.sojourn.definition.Measure;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.ArrayList;
import java.util.List;

/** What single events of an episode add: exceptions, durations, measures (rules 12, 13 and 15). */
final class MeasureFold {
    private static final double LARGEST = 9e9;
    private final Episode episode;
    private final Plan plan;
    /** By duration; null where none waits. */
    private final List<From>[] unmatched;

    private final long[] ordinals;
    long exceptions;

    private record From(long ordinal, long at, Dimensions dimensions, Cell cell) {}

    MeasureFold(Episode episode) {
        this.episode = episode;
        this.plan = episode.plan;
        this.ordinals = new long[plan.durations.size()];
        this.unmatched = newLists(plan.durations.size());
    }

    @SuppressWarnings("unchecked") // an array of lists can't be made otherwise
    private static List<From>[] newLists(int size) {
        return new List[size];
    }

    void apply(Step step) {
        exception(step);
        for (int i = 0; i < plan.durations.size(); i++) {
            duration(i, step);
        }
        List<Delta> deltas = null;
        for (Measure m : plan.eventMeasures) {
            Delta d = event(m, step);
            if (d != null) {
                deltas = deltas == null ? new ArrayList<>(2) : deltas;
                deltas.add(d);
            }
        }
        if (deltas != null) {
            Event e = step.event();
            String identity = e.source().length() + ":" + e.source() + e.eventId();
            episode.putOnce(null, identity, 0, null, List.copyOf(deltas));
        }
    }

    private void exception(Step step) {
        ExceptionRule rule = plan.definition.exceptions();
        if (rule == null || !step.isTrue(rule.when())) {
            return;
        }
        Event e = step.event();
        exceptions++;
        Object[] row = episode.row(
                step.dimensions(),
                exceptions,
                e.timeMicros(),
                e.eventId(),
                e.activity(),
                plan.text(rule.category(), step.row()),
                e.reason());
        episode.putOnce(FactTable.EXCEPTIONS, null, exceptions, row, List.of());
    }

    private void duration(int index, Step step) {
        Measure.Duration m = plan.durations.get(index);
        if (unmatched[index] != null && step.isTrue(m.to())) {
            unmatched[index].forEach(from -> matched(m, from, step));
            unmatched[index] = null;
        }
        if (step.isTrue(m.from())) {
            Cell cell = episode.cell(FactTable.DURATIONS, m.name(), ++ordinals[index]);
            From from = new From(ordinals[index], step.time(), step.dimensions(), cell);
            if (unmatched[index] == null) {
                unmatched[index] = new ArrayList<>(1);
            }
            unmatched[index].add(from);
            Object[] row = episode.row(from.dimensions, m.name(), from.ordinal, from.at, null, null);
            episode.cells.put(cell, row, List.of());
        }
    }

    private void matched(Measure.Duration m, From from, Step to) {
        long micros = to.time() - from.at;
        Object[] row = episode.row(to.dimensions(), m.name(), from.ordinal, from.at, to.time(), micros);
        List<Delta> deltas = List.of(plan.measureDelta(m.name(), to.time(), to.dimensions(), micros, 1));
        episode.cells.put(from.cell, row, deltas);
    }

    private Delta event(Measure m, Step step) {
        Object[] row = step.row();
        if (m instanceof Measure.Share s) {
            return step.isTrue(s.of()) ? delta(m, step, step.isTrue(s.share()) ? 1 : 0) : null;
        }
        if (m instanceof Measure.Count c) {
            return step.isTrue(c.count()) ? delta(m, step, 1) : null;
        }
        Measure.Average a = (Measure.Average) m;
        if (!step.isTrue(a.of()) || !(plan.evaluate(a.average(), row) instanceof Number value)) {
            return null;
        }
        double x = value.doubleValue();
        return Math.abs(x) < LARGEST ? delta(m, step, (long) Math.floor(x * 1e6 + 0.5)) : null;
    }

    private Delta delta(Measure m, Step step, long numerator) {
        return plan.measureDelta(m.name(), step.time(), step.dimensions(), numerator, 1);
    }
}
