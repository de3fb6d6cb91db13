package io.sojourn.mining.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The batch engine and the twin agree to the last row, over random definitions and logs. */
class BatchEngineTwinTest {

    @Test
    void agreesWithTheTwinOnRandomLogs() throws SQLException {
        agrees(1, 300);
    }

    @Test
    @Tag("full")
    void agreesWithTheTwinOnManyRandomLogs() throws SQLException {
        agrees(1_000, 5_000);
    }

    private static void agrees(long firstSeed, int logs) throws SQLException {
        String given = System.getProperty("sojourn.seed", "");
        long first = given.isEmpty() ? firstSeed : Long.parseLong(given);
        try (BatchRun run = new BatchRun()) {
            for (long seed = first; seed < first + (given.isEmpty() ? logs : 1); seed++) {
                agrees(run, seed);
            }
        }
    }

    private static void agrees(BatchRun run, long seed) throws SQLException {
        Random random = new Random(seed);
        RandomProcess process = new RandomProcess(random);
        CompiledDefinition definition = process.build();
        List<Event> events = new RandomLog(random).events();
        long asOf = events.stream().mapToLong(Event::timeMicros).max().orElseThrow()
                + (random.nextBoolean() ? 0 : random.nextInt(48) * TestDefinition.HOUR);
        Map<FactTable, List<List<Object>>> expected =
                new Twin(definition.definition(), process.expressions, RandomProcess.calendars(), asOf).facts(events);
        Map<FactTable, List<List<Object>>> actual = run.run(definition, events, asOf);
        for (FactTable table : expected.keySet()) {
            assertThat(actual.get(table))
                    .as("%s with -Dsojourn.seed=%d", table, seed)
                    .containsExactlyInAnyOrderElementsOf(expected.get(table));
        }
    }
}
