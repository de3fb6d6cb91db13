package io.sojourn.cli;

import io.sojourn.event.Event;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import io.sojourn.sample.Trouble;
import io.sojourn.stream.source.SpoolWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The simulated health system, written into a spool: some weeks of history at once, then on a fast clock. The
 * simulation is a function of its seed, so after a stop it is stepped to where the spool ends, and goes on.
 */
final class DemoFeed implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private final SpoolWriter spool;
    private final CaseIds ids;
    private final Simulation simulation;
    private final double speed;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile RuntimeException failure;
    private volatile long clockMicros;
    private Event next;

    private DemoFeed(SpoolWriter spool, CaseIds ids, Simulation simulation, double speed) {
        this.spool = spool;
        this.ids = ids;
        this.simulation = simulation;
        this.speed = speed;
        this.thread = new Thread(this::live, "simulated-work");
    }

    /** Opens the spool and writes the history that isn't there yet. */
    static DemoFeed open(Path file, CaseIds ids, long seed, Duration history, double speed, Terminal terminal) {
        SimulationOptions options =
                SimulationOptions.of(seed, Integer.MAX_VALUE).withTroubles(Set.of(Trouble.values()));
        DemoFeed feed = new DemoFeed(SpoolWriter.append(file), ids, new Simulation(options), speed);
        long liveFrom = TimeUnit.SECONDS.toMicros(options.start().plus(history).getEpochSecond());
        feed.catchUp(liveFrom, terminal);
        return feed;
    }

    private void catchUp(long liveFrom, Terminal terminal) {
        long written = spool.events();
        long steps = 0;
        Event last = null;
        next = simulation.next();
        while (next != null && (steps < written || next.timeMicros() <= liveFrom)) {
            if (++steps > written) {
                spool.write(ids.event(next));
            }
            last = next;
            next = simulation.next();
            terminal.progress("Simulating: %s events", Terminal.number(steps));
        }
        clockMicros = Math.max(liveFrom, last == null ? liveFrom : last.timeMicros());
        spool.tick(clockMicros);
        spool.flush();
    }

    long events() {
        return spool.events();
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void live() {
        long begunNanos = System.nanoTime();
        long begunMicros = clockMicros;
        try {
            while (!stopping) {
                long now = begunMicros + (long) ((System.nanoTime() - begunNanos) / 1e3 * speed);
                while (next != null && next.timeMicros() <= now) {
                    spool.write(ids.event(next));
                    next = simulation.next();
                }
                clockMicros = now;
                spool.tick(now);
                spool.flush();
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Fails as the feed failed. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spool.close();
    }
}
