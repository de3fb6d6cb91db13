package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job that was stopped anywhere, and went on from a checkpoint, leaves the same tables as one that never stopped. */
class RestoreTest {

    @Test
    void restoringAfterEachEventChangesNothing() throws Exception {
        long from = Seeds.from(1);
        for (long seed = from; seed < from + Seeds.count(4); seed++) {
            run(seed, 1.0, 0.0);
        }
    }

    @Test
    void resultsHealAfterCrashesThatLoseTheTimeSinceTheCheckpoint() throws Exception {
        long from = Seeds.from(500);
        for (long seed = from; seed < from + Seeds.count(30); seed++) {
            run(seed, 0.15, 0.08);
        }
    }

    @Test
    @Tag("full")
    void resultsHealAfterManyCrashes() throws Exception {
        long from = Seeds.from(50_000);
        for (long seed = from; seed < from + Seeds.count(150); seed++) {
            run(seed, 0.15, 0.08);
        }
    }

    /**
     * One log with checkpoints and crashes at random events.
     *
     * @param checkpoints share of events after which a checkpoint is taken; with no crashes the job is restored from it
     *     at once
     * @param crashes share of events after which the job dies and another goes on from the last checkpoint, while the
     *     store keeps all that it was told; the events since then come again: in the same order, as the spool gives them,
     *     or in another one, as partitions give them
     */
    private static void run(long seed, double checkpoints, double crashes) throws Exception {
        Random random = new Random(seed);
        boolean sameOrder = random.nextBoolean();
        String yaml = RandomProcess.yaml(random);
        CompiledDefinition definition = Definitions.compile("random.yaml", yaml);
        List<Event> log = RandomLog.events(random, 20 + random.nextInt(40), 1 + random.nextInt(4));
        List<Event> events = new ArrayList<>(RandomLog.disturbed(random, log, 10, 10));
        boolean clocked = random.nextInt(3) == 0;
        long begin = log.get(0).timeMicros();
        long step = (log.get(log.size() - 1).timeMicros() - begin) / log.size();
        TableModel model = new TableModel(definition.definition());
        long epoch = 1;
        JobHarness job = new JobHarness(definition, model, epoch, null);
        JobHarness.Snapshot snapshot = null;
        int from = 0;
        int crashesLeft = 6;
        long asOf = Long.MIN_VALUE;
        try (BatchOracle oracle = new BatchOracle(definition)) {
            for (int i = 0; i < events.size(); i++) {
                // A live clock runs apart from the events: some of them are ahead of it.
                long read = clocked ? begin + (i + 1) * step : events.get(i).timeMicros();
                job.event(events.get(i), read);
                asOf = Math.max(asOf, read);
                if (random.nextInt(4) == 0) {
                    job.watermark(asOf);
                }
                if (random.nextDouble() < checkpoints) {
                    snapshot = job.snapshot(i);
                    from = i + 1;
                    if (crashes == 0) {
                        job.close();
                        job = new JobHarness(definition, model, ++epoch, snapshot);
                    }
                } else if (crashesLeft > 0 && random.nextDouble() < crashes) {
                    crashesLeft--;
                    job.close();
                    job = new JobHarness(definition, model, ++epoch, snapshot);
                    if (!sameOrder) {
                        Collections.shuffle(events.subList(from, i + 1), random);
                    }
                    i = from - 1;
                }
            }
            job.watermark(asOf);
            job.watermark(Long.MAX_VALUE);
            assertThat(stored(model))
                    .as("events of the store; repeat with -Dsojourn.seed=%d; process:%n%s", seed, yaml)
                    .containsExactlyInAnyOrderElementsOf(sent(log));
            Comparison.check(model, oracle, seed, yaml);
        } finally {
            job.close();
        }
    }

    private static List<String> stored(TableModel model) {
        return model.rows(FactTable.EVENTS).stream()
                .map(row -> row[2] + " " + row[3] + " " + row[4] + " " + row[5])
                .sorted()
                .toList();
    }

    private static List<String> sent(List<Event> log) {
        return log.stream()
                .map(e -> e.caseId() + " " + e.source() + " " + (e.corrects() == null ? e.eventId() : e.corrects())
                        + " " + e.version())
                .sorted()
                .toList();
    }
}
