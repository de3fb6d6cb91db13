package io.sojourn.stream.cases;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.CaseRow;
import io.sojourn.definition.Measure;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One episode of a case: takes its events in order, and can close. */
final class EpisodeFold {
    private static final double MICROS_PER_HOUR = 3.6e9;
    private final Episode episode;
    private final Plan plan;
    private final QueueFold[] queues;
    private final SlaFold[] slas;
    private final InstanceFold instances;
    private final MeasureFold measures;
    private final RelationFold relations;
    private final long[] caseColumns;
    private final Cell caseCell;
    private long events;
    private long ties;
    private long firstAt;
    private long lastAt;
    private Dimensions dimensions;
    private Long closedAt;
    /** Something has happened since the row of the case was written. */
    private boolean changed;

    private String closedBy;

    EpisodeFold(Plan plan, String caseId, long number, Cells cells) {
        this.plan = plan;
        this.episode = new Episode(plan, caseId, number, cells);
        this.queues = plan.definition.queues().stream()
                .map(q -> new QueueFold(episode, q))
                .toArray(QueueFold[]::new);
        this.slas = new SlaFold[plan.definition.slas().size()];
        Arrays.setAll(slas, i -> new SlaFold(episode, i));
        this.caseCell = episode.cell(FactTable.CASES, null, 0);
        this.instances = new InstanceFold(episode);
        this.measures = new MeasureFold(episode);
        this.relations = new RelationFold(episode);
        this.caseColumns = new long[plan.definition.caseColumns().size()];
    }

    long number() {
        return episode.number;
    }

    boolean isClosed() {
        return closedAt != null;
    }

    boolean isClosedBySilence() {
        return "silence".equals(closedBy);
    }

    long closedAt() {
        return closedAt;
    }

    /** When silence closes it, or the greatest instant when it never does. */
    long silentAt() {
        Long after = plan.definition.closeAfterMicros();
        return after == null ? Long.MAX_VALUE : lastAt + after;
    }

    void apply(Step step) {
        Event e = step.event();
        changed = true;
        if (events == 0) {
            firstAt = e.timeMicros();
        } else if (e.timeMicros() == lastAt) {
            ties++;
        }
        events++;
        lastAt = e.timeMicros();
        dimensions = step.dimensions();
        for (QueueFold q : queues) {
            q.apply(step);
        }
        instances.apply(step);
        measures.apply(step);
        relations.apply(step);
        for (SlaFold s : slas) {
            s.apply(step);
        }
        for (int i = 0; i < caseColumns.length; i++) {
            CaseColumn c = plan.definition.caseColumns().get(i);
            caseColumns[i] += step.isTrue(c.of()) ? 1 : 0;
        }
        if (step.isTrue(plan.definition.close())) {
            close(lastAt, "rule");
        }
    }

    void closeBySilence() {
        close(silentAt(), "silence");
    }

    private void close(long at, String by) {
        changed = true;
        closedAt = at;
        closedBy = by;
        for (QueueFold q : queues) {
            q.close(at);
        }
        for (SlaFold s : slas) {
            s.close(at);
        }
    }

    /** Brings everything that depends on the clock up to {@code asOf}, and writes the row of the case. */
    void settle(long asOf) {
        if (!isClosed() && asOf >= silentAt()) {
            closeBySilence();
        }
        for (SlaFold s : slas) {
            s.advance(asOf);
        }
        if (changed) {
            changed = false;
            episode.cells.put(caseCell, row(), caseDeltas());
        }
    }

    /** The next instant after {@code asOf} at which something changes by itself. */
    long nextChange(long asOf) {
        if (isClosed()) {
            return Long.MAX_VALUE;
        }
        long next = silentAt();
        for (SlaFold s : slas) {
            next = Math.min(next, s.nextChange(asOf));
        }
        return next;
    }

    private Object[] row() {
        long reEnters = 0;
        long strayLeaves = 0;
        for (QueueFold q : queues) {
            reEnters += q.reEnters;
            strayLeaves += q.strayLeaves;
        }
        Object[] fixed = {
            firstAt,
            lastAt,
            closedAt,
            closedBy,
            events,
            instances.touches,
            instances.rework,
            instances.handoffCount(),
            measures.exceptions,
            reopened(),
            lastAt - firstAt,
            reEnters,
            strayLeaves,
            instances.openInstances,
            instances.instantInstances,
            instances.partylessHandoffs(),
            ties
        };
        Object[] values = new Object[fixed.length + caseColumns.length];
        System.arraycopy(fixed, 0, values, 0, fixed.length);
        for (int i = 0; i < caseColumns.length; i++) {
            values[fixed.length + i] = caseColumn(i);
        }
        return episode.row(dimensions, values);
    }

    private Object caseColumn(int i) {
        boolean any = plan.definition.caseColumns().get(i).kind() == CaseColumn.Kind.ANY;
        return any ? (Object) (caseColumns[i] > 0) : (Object) caseColumns[i];
    }

    private long reopened() {
        return episode.number > 1 ? 1L : 0L;
    }

    private List<Delta> caseDeltas() {
        if (!isClosed() || plan.caseMeasures.isEmpty()) {
            return List.of();
        }
        Object[] row = caseRow();
        List<Delta> deltas = new ArrayList<>(plan.caseMeasures.size());
        for (Measure m : plan.caseMeasures) {
            if (m instanceof Measure.Share s && plan.isTrue(s.of(), row)) {
                deltas.add(delta(m, plan.isTrue(s.share(), row) ? 1 : 0));
            } else if (m instanceof Measure.Count c && plan.isTrue(c.count(), row)) {
                deltas.add(delta(m, 1));
            }
        }
        return List.copyOf(deltas);
    }

    private Delta delta(Measure m, long numerator) {
        return plan.measureDelta(m.name(), closedAt, dimensions, numerator, 1);
    }

    /** The row that expressions over a case see: {@link CaseRow}. */
    private Object[] caseRow() {
        Object[] row = new Object[CaseRow.FIRST_DECLARED + caseColumns.length + dimensions.values.length];
        row[CaseRow.EVENTS] = events;
        row[CaseRow.TOUCHES] = instances.touches;
        row[CaseRow.REWORK] = instances.rework;
        row[CaseRow.HANDOFFS] = instances.handoffCount();
        row[CaseRow.EXCEPTIONS] = measures.exceptions;
        row[CaseRow.REOPENED] = reopened();
        row[CaseRow.CYCLE_TIME] = (lastAt - firstAt) / MICROS_PER_HOUR;
        for (int i = 0; i < caseColumns.length; i++) {
            row[CaseRow.FIRST_DECLARED + i] = caseColumn(i);
        }
        System.arraycopy(
                dimensions.values, 0, row, CaseRow.FIRST_DECLARED + caseColumns.length, dimensions.values.length);
        return row;
    }
}
