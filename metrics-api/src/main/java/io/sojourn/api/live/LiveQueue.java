package io.sojourn.api.live;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What waits for one listener, in the order of sequence: one snapshot, the latest, and up to {@link #MOST} others. Where one more comes, the
 * oldest other is dropped, and the next thing that the listener gets says how many were. For one thread at a time.
 */
final class LiveQueue {
    static final int MOST = 1_000;

    private final Deque<LiveEvent> waiting = new ArrayDeque<>();
    private int others;
    private long dropped;
    private final Deque<ByteBuffer> aside = new ArrayDeque<>();

    /** Never waits. */
    void add(LiveEvent event) {
        if (event.isSnapshot()) {
            waiting.removeIf(LiveEvent::isSnapshot);
        } else if (others == MOST) {
            dropTheOldest();
        } else {
            others++;
        }
        waiting.add(event);
    }

    /** Something without a number, before all that waits. */
    void addAside(ByteBuffer text) {
        aside.add(text);
    }

    private void dropTheOldest() {
        Iterator<LiveEvent> oldest = waiting.iterator();
        while (oldest.next().isSnapshot()) {
            // Stays.
        }
        oldest.remove();
        dropped++;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && aside.isEmpty();
    }

    /** The bytes to be written next, or null. */
    ByteBuffer poll() {
        if (!aside.isEmpty()) {
            return aside.remove().duplicate();
        }
        if (dropped > 0) {
            ByteBuffer notice = EventText.of(null, "dropped", "{\"count\":" + dropped + "}");
            dropped = 0;
            return notice;
        }
        LiveEvent next = waiting.poll();
        if (next != null && !next.isSnapshot()) {
            others--;
        }
        return next == null ? null : next.text().duplicate();
    }
}
