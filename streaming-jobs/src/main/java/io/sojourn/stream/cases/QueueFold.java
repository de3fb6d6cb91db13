package io.sojourn.stream.cases;

import io.sojourn.definition.QueueRule;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stays of an episode in one queue (rule 8). */
final class QueueFold {
    private final Episode episode;
    private final QueueRule rule;
    private final Map<String, Deque<Stay>> open = new HashMap<>();
    private long ordinals;
    long reEnters;
    long strayLeaves;

    private record Stay(long ordinal, String instance, long enteredAt, String[] dimensions) {}

    QueueFold(Episode episode, QueueRule rule) {
        this.episode = episode;
        this.rule = rule;
    }

    void apply(Step step) {
        String instance = rule.perInstance() ? step.event().instance() : null;
        if (episode.plan.isTrue(rule.leave(), step.row())) {
            leave(instance, step.time());
        }
        if (episode.plan.isTrue(rule.enter(), step.row())) {
            enter(instance, step);
        }
    }

    private void leave(String instance, long time) {
        Deque<Stay> stays = open.get(instance);
        if (stays == null) {
            strayLeaves++;
            return;
        }
        put(stays.removeFirst(), time, "left");
        if (stays.isEmpty()) {
            open.remove(instance);
        }
    }

    private void enter(String instance, Step step) {
        if (!rule.perInstance() && !open.isEmpty()) {
            reEnters++;
            return;
        }
        Stay stay = new Stay(++ordinals, step.event().instance(), step.time(), step.dimensions());
        open.computeIfAbsent(instance, k -> new ArrayDeque<>(1)).addLast(stay);
        put(stay, null, null);
    }

    void close(long time) {
        open.values().forEach(stays -> stays.forEach(stay -> put(stay, time, "closed")));
        open.clear();
    }

    private void put(Stay s, Long leftAt, String endedBy) {
        List<Delta> deltas = new ArrayList<>(2);
        deltas.add(
                episode.plan.delta(FactTable.QUEUE_PANES, rule.name(), Delta.paneOf(s.enteredAt), s.dimensions, 1, 0));
        deltas.add(
                leftAt == null
                        ? episode.plan.delta(FactTable.QUEUE_AGING, rule.name(), s.enteredAt, s.dimensions, 1, 0)
                        : episode.plan.delta(
                                FactTable.QUEUE_PANES, rule.name(), Delta.paneOf(leftAt), s.dimensions, 0, 1));
        Object[] row = episode.row(s.dimensions, rule.name(), s.ordinal, s.instance, s.enteredAt, leftAt, endedBy);
        episode.cells.put(episode.key(FactTable.STAYS, rule.name(), s.ordinal), row, deltas);
    }
}
