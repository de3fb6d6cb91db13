package io.sojourn.benchmark.stream;

import io.sojourn.event.Event;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import io.sojourn.stream.source.LiveLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Simulated events, in the simulator's order, that happen when they are sent: so many a second, forty batches a second. */
final class SteadyEvents {
    private static final int BATCHES_PER_SECOND = 40;
    private static final double ARRIVALS_PER_DAY = 2_000;
    private final Simulation simulation;
    private final LiveLog log;
    private final int batch;
    private final Delays delays;

    SteadyEvents(LiveLog log, int rate, Delays delays) {
        this(
                new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE).withArrivalsPerDay(ARRIVALS_PER_DAY)),
                log,
                rate,
                delays);
    }

    private SteadyEvents(Simulation simulation, LiveLog log, int rate, Delays delays) {
        this.simulation = simulation;
        this.log = log;
        this.batch = rate / BATCHES_PER_SECOND;
        this.delays = delays;
    }

    /** Goes on with the same world at another rate. */
    SteadyEvents at(int rate) {
        return new SteadyEvents(simulation, log, rate, delays);
    }

    /** Sends for so long; a batch whose time has passed is sent at once. Returns how many events. */
    long run(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / BATCHES_PER_SECOND;
        long sent = 0;
        for (long due = begin; due < begin + time.toNanos(); due += step) {
            List<Event> events = next();
            long early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            long from = System.nanoTime();
            log.append(events);
            delays.appended(System.nanoTime() - from, log.tickMicros());
            sent += events.size();
        }
        return sent;
    }

    private List<Event> next() {
        Instant now = Instant.now();
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
        List<Event> events = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            events.add(simulation.next().edit().timeMicros(micros).event());
        }
        return events;
    }
}
