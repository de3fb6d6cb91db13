package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A case belongs whole to the version that is valid at its first event, whenever and in whatever order versions come. */
class DefinitionVersionsTest {

    @Test
    void versionsThatComeAtAnyTimeGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(700_000, 20, 0);
    }

    @Test
    void versionsSurviveCrashesAndRestores() throws Exception {
        forSeeds(710_000, 15, 0.08);
    }

    @Test
    @Tag("full")
    void manyRandomVersionsGiveTheBatchEnginesFacts() throws Exception {
        forSeeds(720_000, 25, 0);
        forSeeds(730_000, 25, 0.08);
    }

    @Test
    void mostRandomLogsReallyHaveCasesOfSeveralVersions() throws Exception {
        int several = 0;
        for (long seed = 700_000; seed < 700_020; seed++) {
            Run run = new Run(new Random(seed));
            run.to(0);
            long versions = run.model.rows(FactTable.CASES).stream()
                    .map(row -> row[1])
                    .distinct()
                    .count();
            several += versions > 1 ? 1 : 0;
        }
        assertThat(several).as("of 20 logs").isGreaterThan(4);
    }

    private static void forSeeds(long first, int count, double crashes) throws Exception {
        long from = Seeds.from(first);
        for (long seed = from; seed < from + Seeds.count(count); seed++) {
            Run run = new Run(new Random(seed));
            run.to(crashes);
            try (BatchOracle oracle = new BatchOracle(run.all)) {
                Comparison.check(run.model, oracle, seed, run.texts());
            }
        }
    }

    /** One random log under two or three random versions. */
    private static final class Run {
        private final Random random;
        private final List<Event> events;
        private final DefinitionHistory first;
        private final DefinitionHistory all;
        private final List<DefinitionVersion> coming;
        private final TableModel model;
        /** Mostly so few that a version is on its way through the cases for a while. */
        private final int turn;

        Run(Random random) {
            this.random = random;
            List<Event> log = RandomLog.events(random, 20 + random.nextInt(60), 2 + random.nextInt(6));
            events = new ArrayList<>();
            RandomLog.disturbed(random, log, 20, 10).forEach(e -> events.add(withAnotherAttribute(e)));
            DefinitionHistory history = DefinitionHistory.of(definition(1));
            first = history;
            int versions = 2 + random.nextInt(2);
            for (int number = 2; number <= versions; number++) {
                long validFrom = random.nextInt(5) == 0
                        ? DefinitionVersion.BEGINNING
                        : log.get(random.nextInt(log.size())).timeMicros() + random.nextInt(3) - 1;
                history = history.with(new DefinitionVersion(definition(number), validFrom));
            }
            all = history;
            coming = new ArrayList<>(history.versions());
            coming.add(coming.get(random.nextInt(coming.size())));
            Collections.shuffle(coming, random);
            turn = random.nextInt(4) == 0 ? 1_000 : 1 + random.nextInt(6);
            model = new TableModel(
                    all.versions().stream().map(DefinitionVersion::definition).toList());
        }

        /** An event that was read under a later version has its attribute too. */
        private Event withAnotherAttribute(Event e) {
            if (random.nextBoolean()) {
                return e;
            }
            Object[] attributes = Arrays.copyOf(e.attributes(), 5);
            attributes[4] = random.nextBoolean() ? null : "w" + random.nextInt(2);
            return e.edit().attributes(attributes).event();
        }

        private CompiledDefinition definition(int number) {
            String yaml = RandomProcess.yaml(random)
                    .replace("process: random\n", "process: random\nversion: " + number + "\n");
            if (number > 1) {
                yaml = yaml.replace("steps: integer}", "steps: integer, ward: text}");
                if (random.nextBoolean()) {
                    yaml = yaml.replace("dimensions: [payer", "dimensions: [ward, payer")
                            .replace("dimensions: []", "dimensions: [ward]");
                }
            }
            return Definitions.compile("random.yaml", yaml);
        }

        String texts() {
            return all.versions().stream()
                    .map(v -> "from " + v.validFrom() + "\n" + v.definition().text())
                    .collect(Collectors.joining("\n"));
        }

        /** Runs to the end; with crashes, from random checkpoints again, with all versions that had come or only the first. */
        void to(double crashes) throws Exception {
            List<Integer> places = new ArrayList<>();
            coming.forEach(v -> places.add(random.nextInt(events.size() + 1)));
            Collections.sort(places);
            long epoch = 1;
            JobHarness job = new JobHarness(first, model, epoch, null, turn);
            JobHarness.Snapshot snapshot = null;
            int from = 0;
            int told = 0;
            long asOf = Long.MIN_VALUE;
            DefinitionHistory known = first;
            try {
                for (int i = 0; i <= events.size(); i++) {
                    while (told < coming.size() && places.get(told) <= i) {
                        known = known.including(coming.get(told));
                        job.version(coming.get(told++));
                    }
                    if (i == events.size()) {
                        break;
                    }
                    job.event(events.get(i));
                    asOf = Math.max(asOf, events.get(i).timeMicros());
                    if (random.nextInt(4) == 0) {
                        job.watermark(asOf);
                    }
                    if (crashes > 0 && random.nextInt(6) == 0) {
                        snapshot = job.snapshot(i);
                        from = i + 1;
                    } else if (random.nextDouble() < crashes) {
                        job.close();
                        boolean restarted = random.nextBoolean();
                        job = new JobHarness(restarted ? known : first, model, ++epoch, snapshot, turn);
                        told = restarted ? told : 0;
                        i = from - 1;
                    }
                }
                job.watermark(asOf);
                job.watermark(Long.MAX_VALUE);
            } finally {
                job.close();
            }
        }
    }
}
