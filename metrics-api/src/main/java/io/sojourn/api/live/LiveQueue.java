package io.sojourn.api.live;

import java.util.ArrayDeque;
import java.util.Arrays;
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
    private byte[] aside;

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
    void addAside(byte[] text) {
        aside = aside == null ? text : joined(aside, text);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
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
        return waiting.isEmpty() && aside == null;
    }

    /** The bytes to be written next, or null. */
    byte[] poll() {
        if (aside != null) {
            byte[] text = aside;
            aside = null;
            return text;
        }
        if (dropped > 0) {
            byte[] notice = EventText.of(null, "dropped", "{\"count\":" + dropped + "}");
            dropped = 0;
            return notice;
        }
        LiveEvent next = waiting.poll();
        if (next != null && !next.isSnapshot()) {
            others--;
        }
        return next == null ? null : next.text();
    }
}
