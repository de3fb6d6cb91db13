package io.sojourn.benchmark.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.sample.PriorAuthorization;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import java.io.IOException;
import java.nio.file.Path;

/** What is measured: the sample process and its simulated events. */
final class Work {
    private Work() {}

    static CompiledDefinition definition() {
        return Definitions.compile(PriorAuthorization.FILE_NAME, PriorAuthorization.definitionText());
    }

    /** The first events of an endless world, in the order of time: cases interleave as they do in life. */
    static RecordedEvents record(Path file, EventFormat format, long events, double arrivalsPerDay, boolean skewed)
            throws IOException {
        SimulationOptions options = SimulationOptions.of(1, Integer.MAX_VALUE).withArrivalsPerDay(arrivalsPerDay);
        Simulation simulation = new Simulation(options);
        Skew skew = new Skew(definition().definition());
        return RecordedEvents.write(
                file, format, events, () -> skewed ? skew.apply(simulation.next()) : simulation.next());
    }

    /** A case's name as the job's key. */
    static String key(Event e) {
        return e.caseId();
    }
}
