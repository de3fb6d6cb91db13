package io.sojourn.benchmark.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Batches of events that wait for an answer that counts them, and how long each has waited. For several threads. */
final class Delays {
    /** Appended behind a tick: counted by what was told as of a later one. */
    private record Waiting(long tickMicros, long durableNanos) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Long> answered = new ArrayList<>();
    private final List<Long> appended = new ArrayList<>();
    private boolean measuring;

    /** What comes from now on counts. */
    synchronized void begin() {
        measuring = true;
    }

    /** A batch has become durable just now, in so long. */
    synchronized void appended(long nanos, long tickMicros) {
        if (measuring) {
            appended.add(nanos);
            waiting.add(new Waiting(tickMicros, System.nanoTime()));
        }
    }

    /** An answer has come just now. */
    synchronized void answer(long asOfMicros) {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().tickMicros < asOfMicros) {
            answered.add(now - waiting.remove().durableNanos);
        }
        notifyAll();
    }

    synchronized void awaitAll(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            wait(100);
        }
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(waiting.size() + " batches were not answered within " + longest);
        }
    }

    /** Milliseconds, of a part of all batches at most. */
    synchronized long answered(double part) {
        return millis(answered, part);
    }

    synchronized long appended(double part) {
        return millis(appended, part);
    }

    private static long millis(List<Long> nanos, double part) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int at = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, at)) / 1_000_000;
    }
}
