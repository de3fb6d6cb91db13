package io.sojourn.cli;

import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.source.SpoolProgress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Tells how far a replay is: events, events a second, time left. */
final class Progress {
    private static final long LOOK_NANOS = 100_000_000L;
    private final Terminal terminal;
    private final long total;
    private final long begun;
    private final Listener listener;
    private volatile boolean done;
    private volatile long before = -1;

    /** Who else wants to know. */
    interface Listener {
        void progressed(long events, long total);
    }

    Progress(Terminal terminal, long total, long begunNanos, Listener listener) {
        this.listener = listener;
        this.terminal = terminal;
        this.total = total;
        this.begun = begunNanos;
    }

    void watch(SpoolProgress spool, EmbeddedJob job) {
        while (!done && job.isRunning()) {
            tell(spool.events());
            listener.progressed(spool.events(), total);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void tell(long events) {
        if (events == 0) {
            return;
        }
        if (before < 0) {
            before = events;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double rate = (events - before) / Math.max(0.1, seconds);
        String left = rate < 1 ? "…" : Terminal.duration(Duration.ofSeconds((long) ((total - events) / rate)));
        terminal.progress(
                "Streaming: %s of %s events (%d %%), %s events/s, %s left",
                Terminal.number(events),
                Terminal.number(total),
                100 * events / total,
                Terminal.number((long) rate),
                left);
    }

    void finished() {
        done = true;
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        terminal.say(
                "Streamed %s events in %s (%s events/s).",
                Terminal.number(total),
                Terminal.duration(took),
                Terminal.number(Math.round(total / Math.max(0.001, took.toNanos() / 1e9))));
    }
}
