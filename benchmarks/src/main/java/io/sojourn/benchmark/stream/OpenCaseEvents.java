package io.sojourn.benchmark.stream;

import io.sojourn.event.Event;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cases of ten events each that are all open at the end: beginnings of simulated cases, told again under new names a
 * moment later each, case after case.
 *
 * @param cases how many
 */
record OpenCaseEvents(long cases) implements EventSupply {
    static final int EVENTS = 10;
    private static final int PATTERNS = 500;
    private static final long BETWEEN_MICROS = 1_000;
    /** What can close a case, or begins another episode; see the sample's definition. */
    private static final Set<String> CLOSING =
            Set.of("NEED_CHECKED", "WITHDRAWN", "EXPIRED", "DECIDED", "APPEAL_DECIDED", "APPEAL_FILED");

    @Override
    public Cursor open() {
        return new Told(cases, patterns());
    }

    private static List<List<Event>> patterns() {
        Simulation simulation = new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE));
        Map<String, List<Event>> begun = new HashMap<>();
        Set<String> closed = new HashSet<>();
        List<List<Event>> patterns = new ArrayList<>();
        while (patterns.size() < PATTERNS) {
            Event e = simulation.next();
            boolean closes = CLOSING.contains(e.activity())
                    && !(e.activity().equals("NEED_CHECKED") && "REQUIRED".equals(e.outcome()));
            if (closes) {
                closed.add(e.caseId());
            }
            List<Event> of = begun.computeIfAbsent(e.caseId(), id -> new ArrayList<>(EVENTS));
            if (!closed.contains(e.caseId()) && of.size() < EVENTS) {
                of.add(e);
                if (of.size() == EVENTS) {
                    patterns.add(of);
                }
            }
        }
        return patterns;
    }

    private static final class Told implements Cursor {
        private final EventBytes packing = new EventBytes();
        private final long cases;
        private final List<List<Event>> patterns;
        private long told;

        Told(long cases, List<List<Event>> patterns) {
            this.cases = cases;
            this.patterns = patterns;
        }

        @Override
        public PackedEvent next() {
            long number = told / EVENTS;
            if (number == cases) {
                return null;
            }
            List<Event> pattern = patterns.get((int) (number % patterns.size()));
            long shift = patterns.get(0).get(0).timeMicros() - pattern.get(0).timeMicros() + number * BETWEEN_MICROS;
            Event e = pattern.get((int) (told % EVENTS));
            told++;
            return packing.pack(named(e, "PA-" + (1_000_000 + number), told, e.timeMicros() + shift));
        }

        private static Event named(Event e, String caseId, long sequence, long time) {
            return e.edit()
                    .caseId(caseId)
                    .eventId("E" + sequence)
                    .sequence(sequence)
                    .timeMicros(time)
                    .event();
        }

        @Override
        public void close() {}
    }
}
