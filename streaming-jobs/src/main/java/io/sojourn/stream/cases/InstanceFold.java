package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The activity instances of an episode, and the handoffs between them (rules 10 and 11). */
final class InstanceFold {
    private record Key(String activity, String instance) {}

    private final Episode episode;
    private final HandoffFold handoffs;
    private final Map<Key, Deque<Instance>> open = new HashMap<>();
    private final Map<String, Long> executions = new HashMap<>();
    private long ordinals;
    long touches;
    long rework;
    long openInstances;
    long instantInstances;

    InstanceFold(Episode episode) {
        this.episode = episode;
        this.handoffs = episode.plan.definition.handoffs() == null ? null : new HandoffFold(episode);
    }

    void apply(Step step) {
        switch (step.event().lifecycle()) {
            case "start" -> start(step);
            case "complete" -> complete(step);
            default -> {}
        }
    }

    private void start(Step step) {
        Instance i = begin(step);
        openInstances++;
        open.computeIfAbsent(new Key(i.activity, i.instance), k -> new ArrayDeque<>(1))
                .addLast(i);
        added(i);
    }

    private void complete(Step step) {
        Event e = step.event();
        Key key = new Key(e.activity(), e.instance());
        Deque<Instance> started = open.get(key);
        if (started == null) {
            Instance i = begin(step);
            i.completedAt = e.timeMicros();
            instantInstances++;
            added(i);
            return;
        }
        Instance i = started.removeFirst();
        if (started.isEmpty()) {
            open.remove(key);
        }
        openInstances--;
        touches -= i.isTouch() ? 1 : 0;
        if (handoffs != null) {
            handoffs.remove(i);
        }
        i.complete(e);
        added(i);
    }

    private Instance begin(Step step) {
        Instance i = new Instance(++ordinals, step);
        if (executions.merge(i.activity, 1L, Long::sum) > 1) {
            rework++;
        }
        return i;
    }

    private void added(Instance i) {
        touches += i.isTouch() ? 1 : 0;
        if (handoffs != null) {
            handoffs.add(i);
        }
        Object[] row = episode.row(
                i.dimensions,
                i.ordinal,
                i.activity,
                i.instance,
                i.startedAt,
                i.completedAt,
                i.resource,
                i.kind,
                i.team);
        episode.cells.put(episode.key(FactTable.ACTIVITY_INSTANCES, null, i.ordinal), row, List.of());
    }

    long handoffCount() {
        return handoffs == null ? 0 : handoffs.count;
    }

    long partylessHandoffs() {
        return handoffs == null ? 0 : handoffs.partyless;
    }
}
