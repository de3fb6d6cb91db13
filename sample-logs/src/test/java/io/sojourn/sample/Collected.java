package io.sojourn.sample;

import io.sojourn.event.Event;
import java.util.ArrayList;
import java.util.List;

/** A simulation run to its end, with its events and its complete truth. */
final class Collected implements TruthListener {
    final List<Event> events = new ArrayList<>();
    final List<Truth.Stay> stays = new ArrayList<>();
    final List<Truth.Handoff> handoffs = new ArrayList<>();
    final List<Truth.Decision> decisions = new ArrayList<>();
    final List<Deadline> deadlines = new ArrayList<>();
    Truth truth;

    static Collected run(SimulationOptions options) {
        Collected all = new Collected();
        Simulation simulation = new Simulation(options, all);
        for (Event e = simulation.next(); e != null; e = simulation.next()) {
            all.events.add(e);
        }
        all.truth = simulation.truth();
        Truth.QUEUES.forEach(q -> all.stays.addAll(all.truth.openStays(q)));
        all.deadlines.addAll(all.truth.openDeadlines());
        return all;
    }

    @Override
    public void stay(Truth.Stay stay) {
        stays.add(stay);
    }

    @Override
    public void handoff(Truth.Handoff handoff) {
        handoffs.add(handoff);
    }

    @Override
    public void decision(Truth.Decision decision) {
        decisions.add(decision);
    }

    @Override
    public void deadline(Deadline deadline) {
        deadlines.add(deadline);
    }
}
