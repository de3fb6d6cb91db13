package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What was told before a checkpoint's barrier equals the batch engine's tables as of the last as_of, also where events were read
 * that as_of has not passed: a job that is stopped with a checkpoint leaves a store that verifies. Left out are cases of which an event was
 * read after their end and lateness, where as_of has not come there yet: they are told as of that reading.
 */
class StoppedAnywhereTest {
    private static final int LOGS = 8;
    private static final int MANY = 60;

    @Test
    void whatIsToldBeforeABarrierIsWhatTheBatchEngineSays() throws Exception {
        check(9_000, LOGS);
    }

    @Test
    @Tag("full")
    void whatIsToldBeforeManyBarriersIsWhatTheBatchEngineSays() throws Exception {
        check(9_100, MANY);
    }

    private static void check(long first, int logs) throws Exception {
        long from = Seeds.from(first);
        for (long seed = from; seed < from + Seeds.count(logs); seed++) {
            checkOne(seed);
        }
    }

    /** About one event of five is followed by a checkpoint, after half of which another job goes on from it. */
    private static void checkOne(long seed) throws Exception {
        Random random = new Random(seed);
        String yaml = RandomProcess.yaml(random);
        CompiledDefinition definition = Definitions.compile("random.yaml", yaml);
        TableModel model = new TableModel(definition.definition());
        long epoch = 1;
        int parallelism = 1;
        JobHarness job = start(definition, model, epoch, parallelism, null);
        try (BatchOracle oracle = new BatchOracle(definition)) {
            for (Event e : RandomLog.disturbed(random, RandomLog.events(random, 8, 3), 10, 10)) {
                job.event(e);
                if (random.nextInt(4) == 0) {
                    job.watermark();
                }
                if (random.nextInt(5) == 0) {
                    JobHarness.Snapshot kept = job.snapshot(epoch);
                    if (model.asOf() != Long.MIN_VALUE) {
                        Comparison.check(model, oracle, leftAhead(model), seed, yaml);
                    }
                    if (random.nextBoolean()) {
                        job.close();
                        parallelism = 1 + random.nextInt(3);
                        job = start(definition, model, ++epoch, parallelism, kept);
                    }
                }
            }
        } finally {
            job.close();
        }
    }

    /** Cases that left since an event was read for which they were over, though as_of has not come to their end yet. */
    private static Set<Object> leftAhead(TableModel model) {
        int closedAt = model.schema(FactTable.CASES).columns().stream()
                .map(Column::name)
                .toList()
                .indexOf("closed_at");
        return model.rows(FactTable.CASES).stream()
                .filter(row -> row[closedAt] != null && (Long) row[closedAt] > model.asOf())
                .map(TableModel::caseKey)
                .filter(model.evicted()::containsKey)
                .collect(Collectors.toSet());
    }

    private static JobHarness start(
            CompiledDefinition definition, TableModel model, long epoch, int parallelism, JobHarness.Snapshot from)
            throws Exception {
        return new JobHarness(DefinitionHistory.of(definition), model::apply, epoch, parallelism, from);
    }
}
