package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes in one job: each has the facts that it has in a job of its own, whenever its definition comes. */
class SeveralProcessesTest {

    @Test
    void twoProcessesInOneJobGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(800_000, 4, false);
    }

    @Test
    void aProcessWhoseDefinitionComesBehindItsEventsHasAllOfThem() throws Exception {
        forSeeds(810_000, 4, true);
    }

    @Test
    @Tag("full")
    void manyPairsOfProcessesGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(820_000, 15, false);
        forSeeds(830_000, 15, true);
    }

    @Test
    void eachProcessHasTheFactsOfAJobOfItsOwn() throws Exception {
        for (long seed = 840_000; seed < 840_003; seed++) {
            Run both = new Run(seed, false);
            both.run();
            for (int i = 0; i < 2; i++) {
                Processes one = Processes.of(both.all.histories().get(i));
                String process = one.names().get(0);
                TableModel alone = new TableModel(one.definitions());
                try (JobHarness job = new JobHarness(one, alone::apply, 1, 1, null)) {
                    long clock = Long.MIN_VALUE;
                    for (Event e : both.events) {
                        // They share the clock, on which it depends what is late.
                        clock = Math.max(clock, e.timeMicros());
                        if (e.process().equals(process)) {
                            job.event(e, clock);
                        }
                    }
                    job.watermark(both.asOf);
                    job.watermark(Long.MAX_VALUE);
                }
                for (FactTable table : FactTable.values()) {
                    assertThat(own(both.model, table, process))
                            .as("%s of %s, seed %d", table, process, seed)
                            .isEqualTo(own(alone, table, process));
                }
            }
        }
    }

    /**
     * Rows of a process as texts: the values that are there, by the names of their columns. The facts of cases that were
     * handed over are the batch engine's.
     */
    private static List<String> own(TableModel model, FactTable table, String process) {
        boolean ofBatch = table.isDerived() && table.owner() == FactTable.Owner.CASE;
        Set<Object> late = ofBatch ? Comparison.late(model) : Set.of();
        List<Column> columns = model.schema(table).columns();
        List<String> rows = new ArrayList<>();
        for (Object[] row : model.rows(table)) {
            if (row[0].equals(process) && !late.contains(TableModel.caseKey(row))) {
                Map<String, Object> values = new TreeMap<>();
                for (int i = 0; i < row.length; i++) {
                    if (row[i] != null) {
                        values.put(columns.get(i).name(), row[i]);
                    }
                }
                rows.add(values.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    @Test
    void eventsOfAProcessThatNobodyKnowsAreRejectedWhereNoDefinitionMayCome() throws Exception {
        Run run = new Run(850_000, false);
        Processes one = Processes.of(run.all.histories().get(0));
        List<Result> results = new ArrayList<>();
        try (JobHarness job = new JobHarness(one, results::add, 1, 1, null)) {
            for (Event e : run.events) {
                job.event(e);
            }
        }
        long others =
                run.events.stream().filter(e -> e.process().equals("second")).count();
        assertThat(results.stream().filter(r -> r.table() == FactTable.REJECTED_EVENTS))
                .hasSize((int) others)
                .allMatch(r -> r.values()[0].equals("second"));
    }

    private static void forSeeds(long first, int count, boolean comesLater) throws Exception {
        long from = Seeds.from(first);
        for (long seed = from; seed < from + Seeds.count(count); seed++) {
            Run run = new Run(seed, comesLater);
            run.run();
            try (BatchOracle oracle = new BatchOracle(run.all)) {
                Comparison.check(run.model, oracle, seed, run.texts);
            }
            assertThat(run.model.rows(FactTable.EVENTS)).hasSizeGreaterThan(10);
            assertThat(run.model.rows(FactTable.REJECTED_EVENTS))
                    .as("seed %d", seed)
                    .noneMatch(row -> row[4].equals("not_found"));
        }
    }

    /** One random log of two processes; crashes and other parallelism on the way. */
    private static final class Run {
        private final Random random;
        private final Processes all;
        private final List<Event> events;
        private final TableModel model;
        private final String texts;
        private final boolean comesLater;
        private final long asOf;

        Run(long seed, boolean comesLater) {
            this.random = new Random(seed);
            this.comesLater = comesLater;
            String first = RandomProcess.yaml(random);
            List<Event> log = RandomLog.events(random, 20 + random.nextInt(40), 1 + random.nextInt(4));
            TwoProcesses two = new TwoProcesses(first, log, random);
            all = two.processes();
            events = RandomLog.disturbed(random, two.events(), 10, 10);
            asOf = events.stream().mapToLong(Event::timeMicros).max().orElseThrow();
            model = new TableModel(all.definitions());
            texts = two.texts();
        }

        void run() throws Exception {
            DefinitionVersion second = all.versions().get(1);
            int comes = random.nextInt(events.size());
            Processes known = comesLater ? Processes.of(all.histories().get(0)) : all;
            long epoch = 1;
            JobHarness job = new JobHarness(known, model::apply, epoch, 1, null);
            JobHarness.Snapshot snapshot = null;
            int from = 0;
            try {
                for (int i = 0; i < events.size(); i++) {
                    if (comesLater && i == comes) {
                        job.version(second);
                    }
                    if (comesLater) {
                        job.eventBeforeVersions(events.get(i));
                    } else {
                        job.event(events.get(i));
                    }
                    if (random.nextInt(4) == 0) {
                        job.watermark();
                    }
                    if (random.nextInt(6) == 0) {
                        snapshot = job.snapshot(i);
                        from = i + 1;
                    } else if (random.nextInt(20) == 0) {
                        job.close();
                        // What was known at the crash is known again at some time: the source says it once more.
                        comes = Math.min(events.size() - 1, from + random.nextInt(5));
                        job = new JobHarness(known, model::apply, ++epoch, 1 + random.nextInt(3), snapshot);
                        i = from - 1;
                    }
                }
                if (comesLater) {
                    job.version(second);
                }
                job.watermark(asOf);
                job.watermark(Long.MAX_VALUE);
            } finally {
                job.close();
            }
        }
    }
}
