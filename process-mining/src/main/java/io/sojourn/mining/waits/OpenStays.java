package io.sojourn.mining.waits;

import io.sojourn.definition.QueueRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** The stays of one case that are open: of a queue at most one, or any number told apart by the instance. */
final class OpenStays {
    private final List<QueueRule> queues;
    private final int caseIndex;
    private final List<QueueStay> ended;
    private final Deque<Entry>[] open;

    private record Entry(String instance, long at) {}

    /** @param ended takes the stays that end */
    @SuppressWarnings("unchecked")
    OpenStays(List<QueueRule> queues, int caseIndex, List<QueueStay> ended) {
        this.queues = queues;
        this.caseIndex = caseIndex;
        this.ended = ended;
        this.open = new Deque[queues.size()];
        for (int q = 0; q < open.length; q++) {
            open[q] = new ArrayDeque<>(2);
        }
    }

    /** Entering a queue again that has one stay a case changes nothing. */
    void enter(int queue, String instance, long at) {
        if (queues.get(queue).perInstance() || open[queue].isEmpty()) {
            open[queue].add(new Entry(instance, at));
        }
    }

    /** The oldest of the instance leaves; where none is open nothing does. */
    void leave(int queue, String instance, long at) {
        boolean perInstance = queues.get(queue).perInstance();
        for (Entry entry : open[queue]) {
            if (!perInstance || Objects.equals(entry.instance, instance)) {
                open[queue].remove(entry);
                end(queue, entry, at, false);
                return;
            }
        }
    }

    /** All end: their case closes, or the log does. */
    void close(long at, boolean isOpen) {
        for (int q = 0; q < open.length; q++) {
            for (Entry entry : open[q]) {
                end(q, entry, at, isOpen);
            }
            open[q].clear();
        }
    }

    private void end(int queue, Entry entry, long at, boolean isOpen) {
        ended.add(new QueueStay(queues.get(queue), caseIndex, entry.at, at, isOpen));
    }
}
