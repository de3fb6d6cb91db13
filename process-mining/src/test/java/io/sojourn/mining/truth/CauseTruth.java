package io.sojourn.mining.truth;

import io.sojourn.mining.waits.Cause;
import java.util.List;
import java.util.TreeSet;

/**
 * Why a task waited, from what only the simulation knows: who was outside and until when, which tasks were held together,
 * and the shifts and absences of whoever did it. Where several causes hold at a moment, the first of {@link Cause} counts, as in
 * the definition.
 */
final class CauseTruth {
    private CauseTruth() {}

    /** Microseconds by cause. */
    static long[] of(Task task) {
        long[] causes = new long[Cause.values().length];
        if (task.person == null || task.start == task.enabled) {
            return causes;
        }
        List<Task> others = overlapping(task);
        TreeSet<Long> cuts = new TreeSet<>(List.of(task.enabled, task.start));
        cuts.add(inside(task, task.externalUntil));
        cuts.add(inside(task, task.batchedUntil));
        for (Task other : others) {
            cuts.add(inside(task, other.start));
            cuts.add(inside(task, other.end));
        }
        for (long at = Person.nextChange(task.enabled); at < task.start; at = Person.nextChange(at)) {
            cuts.add(at);
        }
        long from = cuts.pollFirst();
        for (long to : cuts) {
            causes[cause(task, from, others).ordinal()] += to - from;
            from = to;
        }
        return causes;
    }

    private static long inside(Task task, long at) {
        return Math.max(task.enabled, Math.min(task.start, at));
    }

    /** Tasks of the same person that overlap the wait; a person's tasks are one after the other. */
    private static List<Task> overlapping(Task task) {
        List<Task> done = task.person.done;
        int low = 0;
        int high = done.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (done.get(middle).end > task.enabled) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int end = low;
        while (end < done.size() && done.get(end).start < task.start) {
            end++;
        }
        return done.subList(low, end);
    }

    private static Cause cause(Task task, long at, List<Task> others) {
        if (at < task.externalUntil) {
            return Cause.EXTERNAL_PARTY;
        }
        if (at < task.batchedUntil) {
            return Cause.BATCHING;
        }
        for (Task other : others) {
            if (other.start <= at && at < other.end) {
                return other.enabled <= task.batchedUntil ? Cause.CONTENTION : Cause.PRIORITISATION;
            }
        }
        return task.person.isOn(at) ? Cause.EXTRANEOUS : Cause.UNAVAILABILITY;
    }
}
