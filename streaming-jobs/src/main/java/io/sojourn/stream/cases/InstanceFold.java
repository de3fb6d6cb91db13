package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The activity instances of an episode, and the handoffs between them (rules 10 and 11). */
final class InstanceFold {
    private final Episode episode;
    private final HandoffFold handoffs;
    private final List<Instance> open = new ArrayList<>(2);
    private final ActivityCounts executions = new ActivityCounts();
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
        i.cell = episode.cell(FactTable.ACTIVITY_INSTANCES, null, i.ordinal);
        openInstances++;
        open.add(i);
        added(i);
    }

    private void complete(Step step) {
        Event e = step.event();
        Instance i = takeOpen(e.activity(), e.instance());
        if (i == null) {
            i = begin(step);
            i.cell = episode.cell(FactTable.ACTIVITY_INSTANCES, null, i.ordinal);
            i.completedAt = e.timeMicros();
            instantInstances++;
        } else {
            openInstances--;
            touches -= i.isTouch() ? 1 : 0;
            if (handoffs != null) {
                handoffs.remove(i);
            }
            i.complete(e);
        }
        added(i);
        i.cell = null;
    }

    private Instance takeOpen(String activity, String instance) {
        for (int n = 0; n < open.size(); n++) {
            Instance i = open.get(n);
            if (i.activity.equals(activity) && Objects.equals(i.instance, instance)) {
                return open.remove(n);
            }
        }
        return null;
    }

    private Instance begin(Step step) {
        Instance i = new Instance(++ordinals, step);
        if (executions.add(i.activity) > 1) {
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
        episode.cells.put(i.cell, row, List.of());
    }

    long handoffCount() {
        return handoffs == null ? 0 : handoffs.count;
    }

    long partylessHandoffs() {
        return handoffs == null ? 0 : handoffs.partyless;
    }
}
