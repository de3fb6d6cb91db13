package io.sojourn.mining.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The batch engine and the twin agree to the last row, over random definitions and logs. Each definition gets several
 * logs in one go: a run costs its sixty statements, whatever the number of rows.
 */
class BatchEngineTwinTest {
    private static final int LOGS_PER_DEFINITION = 5;

    @Test
    void agreesWithTheTwinOnRandomLogs() throws SQLException {
        agrees(1, 300 / LOGS_PER_DEFINITION);
    }

    @Test
    @Tag("full")
    void agreesWithTheTwinOnManyRandomLogs() throws SQLException {
        agrees(1_000, 2_000 / LOGS_PER_DEFINITION);
    }

    private static void agrees(long firstSeed, int definitions) throws SQLException {
        String given = System.getProperty("sojourn.seed", "");
        long first = given.isEmpty() ? firstSeed : Long.parseLong(given);
        try (BatchRun run = new BatchRun()) {
            for (long seed = first; seed < first + (given.isEmpty() ? definitions : 1); seed++) {
                agrees(run, seed);
            }
        }
    }

    private static void agrees(BatchRun run, long seed) throws SQLException {
        Random random = new Random(seed);
        RandomProcess process = new RandomProcess(random);
        CompiledDefinition definition = process.build();
        List<Event> events = new ArrayList<>();
        for (int log = 0; log < LOGS_PER_DEFINITION; log++) {
            events.addAll(new RandomLog(random, "log " + log).events());
        }
        long asOf = events.stream().mapToLong(Event::timeMicros).max().orElseThrow()
                + (random.nextBoolean() ? 0 : random.nextInt(48) * TestDefinition.HOUR);
        Map<FactTable, List<List<Object>>> expected =
                new Twin(definition.definition(), process.expressions, RandomProcess.calendars(), asOf).facts(events);
        Map<FactTable, List<List<Object>>> actual = run.run(definition, events, asOf);
        for (FactTable table : expected.keySet()) {
            if (!counted(actual.get(table)).equals(counted(expected.get(table)))) {
                // Says what differs, which takes time with the square of the rows.
                assertThat(actual.get(table))
                        .as("%s with -Dsojourn.seed=%d", table, seed)
                        .containsExactlyInAnyOrderElementsOf(expected.get(table));
                throw new AssertionError(table + " differs with -Dsojourn.seed=" + seed);
            }
        }
    }

    private static Map<List<Object>, Long> counted(List<List<Object>> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    }
}
