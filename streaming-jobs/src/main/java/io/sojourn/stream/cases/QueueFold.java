package io.sojourn.stream.cases;

import io.sojourn.definition.QueueRule;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The stays of an episode in one queue (rule 8). */
final class QueueFold {
    private final Episode episode;
    private final QueueRule rule;
    /** Open stays in the order of their enters; null while there was none. */
    private List<Stay> open;

    private long ordinals;
    long reEnters;
    long strayLeaves;

    private record Stay(long ordinal, String instance, long enteredAt, Dimensions dimensions, Cell cell) {}

    QueueFold(Episode episode, QueueRule rule) {
        this.episode = episode;
        this.rule = rule;
    }

    void apply(Step step) {
        if (step.isTrue(rule.leave())) {
            leave(step);
        }
        if (step.isTrue(rule.enter())) {
            enter(step);
        }
    }

    private boolean isOpen() {
        return open != null && !open.isEmpty();
    }

    private void leave(Step step) {
        for (int i = 0; isOpen() && i < open.size(); i++) {
            if (!rule.perInstance()
                    || Objects.equals(open.get(i).instance, step.event().instance())) {
                put(open.remove(i), step.time(), "left");
                return;
            }
        }
        strayLeaves++;
    }

    private void enter(Step step) {
        if (!rule.perInstance() && isOpen()) {
            reEnters++;
            return;
        }
        Cell cell = episode.cell(FactTable.STAYS, rule.name(), ++ordinals);
        Stay stay = new Stay(ordinals, step.event().instance(), step.time(), step.dimensions(), cell);
        if (open == null) {
            open = new ArrayList<>(1);
        }
        open.add(stay);
        put(stay, null, null);
    }

    void close(long time) {
        if (isOpen()) {
            open.forEach(stay -> put(stay, time, "closed"));
            open.clear();
        }
    }

    private void put(Stay s, Long leftAt, String endedBy) {
        Delta entered =
                episode.plan.delta(FactTable.QUEUE_PANES, rule.name(), Delta.paneOf(s.enteredAt), s.dimensions, 1, 0);
        Delta then = leftAt == null
                ? episode.plan.delta(FactTable.QUEUE_AGING, rule.name(), s.enteredAt, s.dimensions, 1, 0)
                : episode.plan.delta(FactTable.QUEUE_PANES, rule.name(), Delta.paneOf(leftAt), s.dimensions, 0, 1);
        Object[] row = episode.row(s.dimensions, rule.name(), s.ordinal, s.instance, s.enteredAt, leftAt, endedBy);
        episode.cells.put(s.cell, row, List.of(entered, then));
    }
}
