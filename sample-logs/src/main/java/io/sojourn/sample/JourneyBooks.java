package io.sojourn.sample;

import java.util.ArrayList;
import java.util.List;

/** What the simulator of journeys notes as things happen. */
final class JourneyBooks {
    /** By process. */
    final List<List<JourneyCase>> cases = new ArrayList<>();

    long lastTime = Long.MIN_VALUE;
    long events;

    JourneyBooks() {
        Journeys.PROCESSES.forEach(p -> cases.add(new ArrayList<>()));
    }

    void begin(JourneyCase c, long t) {
        c.startedAt = t;
        cases.get(c.process).add(c);
        if (c.parent != null) {
            c.parent.children.add(c);
        }
    }
}
