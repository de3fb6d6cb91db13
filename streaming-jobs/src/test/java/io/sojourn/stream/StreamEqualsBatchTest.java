package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The product's main promise: the streamed facts equal those of the batch engine, to the last row. */
class StreamEqualsBatchTest {

    @Test
    void eventsInOrderOfTimeGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(1, 60, (random, events) -> events);
    }

    @Test
    void disturbedEventsGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(1_000, 60, (random, events) -> RandomLog.disturbed(random, events, 20, 10));
    }

    @Test
    void eventsInAnyOrderGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(2_000, 60, RandomLog::shuffled);
    }

    @Test
    @Tag("full")
    void manyRandomProcessesGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(100_000, 60, (random, events) -> events);
        forSeeds(200_000, 60, (random, events) -> RandomLog.disturbed(random, events, 20, 10));
        forSeeds(300_000, 60, RandomLog::shuffled);
    }

    private interface Arrival {
        List<Event> order(Random random, List<Event> events);
    }

    private static void forSeeds(long first, int count, Arrival arrival) throws Exception {
        long from = Seeds.from(first);
        for (long seed = from; seed < from + Seeds.count(count); seed++) {
            check(seed, arrival);
        }
    }

    private static void check(long seed, Arrival arrival) throws Exception {
        Random random = new Random(seed);
        String yaml = RandomProcess.yaml(random);
        CompiledDefinition definition = Definitions.compile("random.yaml", yaml);
        List<Event> log = RandomLog.events(random, 10 + random.nextInt(80), 1 + random.nextInt(6));
        List<Event> events = arrival.order(random, log);
        TableModel model = new TableModel(definition.definition());
        try (JobHarness job = new JobHarness(definition, model, 1, null);
                BatchOracle oracle = new BatchOracle(definition)) {
            long asOf = Long.MIN_VALUE;
            for (Event e : events) {
                job.event(e);
                asOf = Math.max(asOf, e.timeMicros());
                if (random.nextInt(4) == 0) {
                    job.watermark(asOf);
                }
            }
            job.watermark(asOf);
            job.watermark(Long.MAX_VALUE);
            Comparison.check(model, oracle, seed, yaml);
        }
    }
}
