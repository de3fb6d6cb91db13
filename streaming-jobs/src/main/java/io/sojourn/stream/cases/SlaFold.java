package io.sojourn.stream.cases;

import io.sojourn.definition.SlaRule;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.List;

/** The clocks of one SLA in an episode (rule 9): at most one is active at a time. */
final class SlaFold {
    private final Episode episode;
    private final SlaRule rule;
    private final Meter meter;
    private final String measure;
    private Clock active;
    private Cell cell;
    /** The state of the row as it is; null when the row must be written anew. */
    private String told;

    private Dimensions dimensions;
    private long ordinals;

    SlaFold(Episode episode, int index) {
        this.episode = episode;
        this.rule = episode.plan.sla(index);
        this.meter = episode.plan.meters.get(index);
        this.measure = episode.plan.slaMeasures.get(index);
    }

    void apply(Step step) {
        if (active != null) {
            applyToActive(step);
        }
        if (active == null && step.isTrue(rule.start()) && (rule.when() == null || step.isTrue(rule.when()))) {
            active = new Clock(meter, step.time(), rule.atRiskPercent());
            dimensions = step.dimensions();
            told = null;
            ordinals++;
            cell = episode.cell(FactTable.SLA_CLOCKS, rule.name(), ordinals);
        }
    }

    private void applyToActive(Step step) {
        long time = step.time();
        if (step.isTrue(rule.stop())) {
            end(time, "met");
            return;
        }
        if (step.isTrue(rule.pause())) {
            active.pause(time);
            told = null;
        }
        if (step.isTrue(rule.resume())) {
            active.resume(time);
            told = null;
        }
        if (step.isTrue(rule.extendWhen())) {
            active.extend(time, rule.extendByMicros());
            told = null;
        }
    }

    void close(long time) {
        if (active != null) {
            end(time, "cancelled");
        }
    }

    private void end(long time, String stateInTime) {
        active.stop(time);
        put(time, active.isBreached() ? "breached" : stateInTime);
        active = null;
        cell = null;
    }

    /** Brings the active clock's state up to an instant. */
    void advance(long asOf) {
        if (active != null) {
            String state = active.stateAt(asOf);
            if (!state.equals(told)) {
                told = state;
                put(null, state);
            }
        }
    }

    /** The next instant after {@code asOf} at which the active clock's state changes by itself. */
    long nextChange(long asOf) {
        return active == null ? Long.MAX_VALUE : active.nextChange(asOf);
    }

    private void put(Long stoppedAt, String state) {
        boolean counts = state.equals("breached") || state.equals("met");
        Long due = active.dueAt();
        List<Delta> deltas = counts
                ? List.of(episode.plan.delta(
                        FactTable.MEASURE_PANES,
                        measure,
                        Delta.paneOf(due),
                        dimensions,
                        state.equals("breached") ? 1 : 0,
                        1))
                : List.of();
        Object[] row = episode.row(
                dimensions,
                rule.name(),
                ordinals,
                active.startedAt(),
                active.limit(),
                active.atRiskAt(),
                due,
                stoppedAt,
                state);
        episode.cells.put(cell, row, deltas);
    }
}
