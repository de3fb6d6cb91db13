package io.sojourn.sample;

import io.sojourn.event.Event;

/**
 * The simulated world. It is stepped lazily: each call of {@link #next()} lets it go on until it has written an event,
 * so memory grows with the open requests, not with time. Not safe for several threads.
 *
 * <p>Events come in the order of time; of equal times, in the order in which the world did them. Their sequence is dense
 * from 1. The world ends {@link SimulationOptions#drain()} after the last arrival; what is open then, stays open.
 */
public final class Simulation {
    private final SimulationOptions options;
    private final World world;
    private final Truth truth;
    private final Arrivals arrivals;
    private long horizon = Long.MAX_VALUE;

    public Simulation(SimulationOptions options) {
        this(options, TruthListener.NONE);
    }

    /** With someone who is told each complete fact. */
    public Simulation(SimulationOptions options, TruthListener listener) {
        this.options = options;
        this.world = new World(options, listener);
        this.truth = new Truth(world.ledger);
        this.arrivals = new Arrivals(options, world.draws);
        planArrival(1);
    }

    private void planArrival(long n) {
        world.agenda.at(arrivals.next(n), () -> arrive(n));
    }

    private void arrive(long n) {
        world.preparation.receive(n);
        if (n < options.cases() || options.endless()) {
            planArrival(n + 1);
        } else {
            horizon = world.now() + options.drain().toNanos() / 1000;
        }
    }

    /** The next event, or null at the end. */
    public Event next() {
        while (!world.recorder.hasEvents()) {
            if (world.agenda.nextTime() > horizon) {
                return null;
            }
            world.agenda.step();
        }
        return world.recorder.poll();
    }

    /** The simulator's own account so far. */
    public Truth truth() {
        return truth;
    }

    /** Plans, waiting work and open requests in memory: the measure of boundedness. */
    int held() {
        return world.agenda.size() + truth.openDeadlines().size();
    }
}
