package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes too late is a function of the order of events, not of the rhythm of watermarks. */
class LatenessTest {

    @Test
    void theSameEventsAreLateAtEveryRhythmOfWatermarks() throws Exception {
        long from = Seeds.from(1);
        long lateSeen = 0;
        for (long seed = from; seed < from + Seeds.count(40); seed++) {
            Random random = new Random(seed);
            CompiledDefinition definition = Definitions.compile("random.yaml", RandomProcess.yaml(random));
            List<Event> events = RandomLog.disturbed(random, RandomLog.events(random, 80, 3), 25, 10);
            List<String> often = late(definition, events, 1);
            List<String> never = late(definition, events, Integer.MAX_VALUE);
            assertThat(often).as("seed %d", seed).isEqualTo(never);
            lateSeen += often.size();
        }
        assertThat(lateSeen).as("late events in all runs").isPositive();
    }

    private static List<String> late(CompiledDefinition definition, List<Event> events, int every) throws Exception {
        TableModel model = new TableModel(definition.definition());
        try (JobHarness job = new JobHarness(definition, model, 1, null)) {
            long asOf = Long.MIN_VALUE;
            for (int i = 0; i < events.size(); i++) {
                job.event(events.get(i));
                asOf = Math.max(asOf, events.get(i).timeMicros());
                if (i % every == every - 1) {
                    job.watermark(asOf);
                }
            }
            job.watermark(asOf);
        }
        return model.rows(FactTable.EVENTS).stream()
                .filter(row -> Boolean.TRUE.equals(row[21]))
                .map(row -> row[2] + " " + row[4] + " " + row[5])
                .sorted()
                .toList();
    }

    @Test
    void anEventThatWasTakenBackBeforeItsCaseLeftIsNotNewWhenItComesAgain() throws Exception {
        String yaml = "process: p\nclose: activity = 'B'\nlateness: 1h\n";
        CompiledDefinition definition = Definitions.compile("p.yaml", yaml);
        TableModel model = new TableModel(definition.definition());
        long hour = 3_600_000_000L;
        try (JobHarness job = new JobHarness(definition, model, 1, null);
                BatchOracle oracle = new BatchOracle(definition)) {
            Event spurious = event("c", "e3", 3, Operation.APPEND, null, 0, 2 * hour + 1);
            job.event(event("c", "e1", 1, Operation.APPEND, null, 0, hour));
            job.event(event("c", "B", 2, Operation.APPEND, null, 0, 2 * hour));
            job.event(spurious);
            job.event(event("c", "r1", 4, Operation.RETRACT, "e3", 1, 2 * hour + 2));
            job.event(event("d", "e5", 5, Operation.APPEND, null, 0, 9 * hour));
            job.watermark(9 * hour);
            job.event(spurious);
            job.watermark(9 * hour);
            oracle.compute(model, model.asOf());
            assertThat(model.rows(FactTable.EVENTS)).hasSize(5);
            assertThat(oracle.texts(FactTable.CASES)).hasSize(2);
            assertThat(model.texts(FactTable.CASES)).isEqualTo(oracle.texts(FactTable.CASES));
        }
    }

    @Test
    void aCaseThatComesBackWhenItIsRetainedNoLongerIsHandedOver() throws Exception {
        String yaml = "process: p\nclose: activity = 'B'\nlateness: 1h\nretain: 10h\n";
        CompiledDefinition definition = Definitions.compile("p.yaml", yaml);
        TableModel model = new TableModel(definition.definition());
        long hour = 3_600_000_000L;
        try (JobHarness job = new JobHarness(definition, model, 1, null)) {
            for (String caseId : List.of("soon", "after")) {
                job.event(event(caseId, "A", 1, Operation.APPEND, null, 0, hour));
                job.event(event(caseId, "B", 2, Operation.APPEND, null, 0, 2 * hour));
            }
            job.event(event("clock", "A", 1, Operation.APPEND, null, 0, 12 * hour));
            job.watermark(12 * hour);
            job.event(event("soon", "A2", 3, Operation.APPEND, null, 0, 12 * hour));
            job.event(event("clock", "A2", 2, Operation.APPEND, null, 0, 12 * hour + 1));
            job.watermark(12 * hour + 1);
            job.event(event("after", "A2", 3, Operation.APPEND, null, 0, 12 * hour + 1));
            job.watermark(12 * hour + 1);
        }
        assertThat(model.rows(FactTable.EVENTS).stream()
                        .filter(row -> Boolean.TRUE.equals(row[21]))
                        .map(row -> row[2]))
                .containsExactly("after");
    }

    private static Event event(
            String caseId, String id, long sequence, Operation operation, String corrects, int version, long time) {
        return new Event(
                "p",
                caseId,
                id,
                "s",
                sequence,
                operation,
                corrects,
                version,
                operation == Operation.RETRACT ? null : id,
                "complete",
                time,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                new Object[0]);
    }
}
