package io.sojourn.sample;

import java.util.PriorityQueue;

/** What will happen, in order of time; of equal times, what was planned first comes first. */
final class Agenda {
    private record Entry(long time, long number, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;
    private long now = Long.MIN_VALUE;

    void at(long time, Runnable action) {
        if (time < now) {
            throw new IllegalStateException("planned at " + time + ", before the present " + now);
        }
        entries.add(new Entry(time, planned++, action));
    }

    long now() {
        return now;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** Time of the next entry; {@link Long#MAX_VALUE} when there is none. */
    long nextTime() {
        Entry next = entries.peek();
        return next == null ? Long.MAX_VALUE : next.time;
    }

    void step() {
        Entry next = entries.remove();
        now = next.time;
        next.action.run();
    }
}
