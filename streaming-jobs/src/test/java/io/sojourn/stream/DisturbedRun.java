package io.sojourn.stream;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One random log through the real operators, disturbed by a plan, beside the same log undisturbed. All that happens is a
 * function of the seed.
 */
public final class DisturbedRun {
    private static final int CRASHES = 6;
    /** One log of so many is of two processes. */
    private static final int TWO_PROCESSES = 3;

    private final long seed;
    private final Plan plan;
    private final Random random;
    private final String yaml;
    private final Processes processes;
    private final List<Event> log;
    private final List<Event> events;
    private final boolean clocked;
    private final boolean sameOrder;
    private final TableModel model;
    private final Telling telling;
    private final List<Zombie> zombies = new ArrayList<>();
    private JobHarness job;
    private JobHarness.Snapshot snapshot;
    private int from;
    private int next;
    private int parallelism = 1;
    private long epoch = 1;
    private int restores;
    private int crashes;
    private int rescales;

    /**
     * What happens to the job.
     *
     * @param name for people
     * @param checkpoints share of events after which a checkpoint is taken
     * @param restores whether the job is stopped and restored after each checkpoint
     * @param crashes share of events after which the job dies in the middle of telling and another one goes on from the
     *     last checkpoint, while the tables keep what they were told; the events since then come again, in the same order
     *     or another
     * @param rescales whether each start has another parallelism
     * @param zombies whether a job that was given up for dead goes on working beside its successor
     */
    public record Plan(
            String name, double checkpoints, boolean restores, double crashes, boolean rescales, boolean zombies) {
        public static final Plan RESTORE_EACH = new Plan("restore after each", 1, true, 0, false, false);
        public static final Plan RESCALE_EACH = new Plan("rescale after each", 1, true, 0, true, false);
        public static final Plan CRASHES = new Plan("crash", 0.15, false, 0.08, false, false);
        public static final Plan RESCALED_CRASHES = new Plan("crash and rescale", 0.15, false, 0.08, true, false);
        public static final Plan ZOMBIES = new Plan("zombie", 0.15, false, 0.08, true, true);
        /** Ten turns: starts are dear, so what starts anew after each event comes once. */
        private static final List<Plan> TURNS = List.of(
                RESTORE_EACH,
                CRASHES,
                RESCALED_CRASHES,
                ZOMBIES,
                CRASHES,
                RESCALE_EACH,
                RESCALED_CRASHES,
                ZOMBIES,
                CRASHES,
                RESCALED_CRASHES);

        /** The plan whose turn it is. */
        static Plan of(long seed) {
            return TURNS.get((int) Math.floorMod(seed, (long) TURNS.size()));
        }
    }

    /**
     * What came out.
     *
     * @param lost events of the log that the tables don't have
     * @param doubled events that the tables have and the log hasn't, or more than once
     * @param different rows by table that are not those of the undisturbed run
     * @param voids results of earlier writers that were dropped
     */
    public record Outcome(
            int events,
            int restores,
            int crashes,
            int rescales,
            long voids,
            int lost,
            int doubled,
            Map<FactTable, Integer> different) {
        public boolean isRight() {
            return lost == 0 && doubled == 0 && different.isEmpty();
        }
    }

    /** Passes results on, until the process that says them dies. */
    private final class Telling {
        private int left = Integer.MAX_VALUE;

        void tell(Result r) {
            if (left > 0) {
                left--;
                model.apply(r);
            }
        }
    }

    /** A job that doesn't know that it was given up, at its place in the events as they were. */
    private final class Zombie {
        private final JobHarness job;
        private final List<Event> events;
        private int next;
        private int steps;

        Zombie(JobHarness job, int next, int steps) {
            this.job = job;
            this.events = List.copyOf(DisturbedRun.this.events);
            this.next = next;
            this.steps = steps;
        }

        /** True when it has ended at last. */
        boolean step() throws Exception {
            if (next < events.size() && steps-- > 0) {
                job.event(events.get(next), clock(events, next));
                next++;
                if (random.nextInt(3) == 0) {
                    job.watermark();
                }
                if (random.nextInt(5) == 0) {
                    job.snapshot(next);
                }
                return false;
            }
            job.close();
            return true;
        }
    }

    public DisturbedRun(long seed, Plan plan) {
        this.seed = seed;
        this.plan = plan;
        this.random = new Random(seed);
        this.sameOrder = random.nextBoolean();
        String first = RandomProcess.yaml(random);
        List<Event> events = RandomLog.events(random, 20 + random.nextInt(40), 1 + random.nextInt(4));
        if (Math.floorMod(seed, (long) TWO_PROCESSES) == 0) {
            TwoProcesses two = new TwoProcesses(first, events, new Random(~seed));
            this.yaml = two.texts();
            this.processes = two.processes();
            this.log = two.events();
        } else {
            this.yaml = first;
            this.processes = Processes.of(Definitions.compile("random.yaml", first));
            this.log = events;
        }
        this.events = new ArrayList<>(RandomLog.disturbed(random, log, 10, 10));
        this.clocked = random.nextInt(3) == 0;
        this.model = new TableModel(processes.definitions());
        this.telling = new Telling();
    }

    /** A live clock runs apart from the events: some of them are ahead of it. */
    private long clock(List<Event> order, int place) {
        if (!clocked) {
            return order.get(place).timeMicros();
        }
        long begin = log.get(0).timeMicros();
        long step = (log.get(log.size() - 1).timeMicros() - begin) / log.size();
        return begin + (place + 1) * step;
    }

    /** Runs it and holds it against the undisturbed run. */
    public Outcome run() throws Exception {
        job = start();
        try {
            while (next < events.size()) {
                step();
            }
            while (!zombies.isEmpty()) {
                stepZombies();
            }
            finish(job);
        } finally {
            job.close();
            for (Zombie z : zombies) {
                z.job.close();
            }
        }
        return outcome();
    }

    /** Holds the tables against the batch engine; throws when they differ. */
    public void checkAgainstBatch() throws Exception {
        try (BatchOracle oracle = new BatchOracle(processes)) {
            Comparison.check(model, oracle, seed, yaml);
        }
    }

    private void step() throws Exception {
        boolean dies = crashes < CRASHES && random.nextDouble() < plan.crashes();
        if (dies && !plan.zombies()) {
            telling.left = random.nextInt(30);
        }
        job.event(events.get(next), clock(events, next));
        next++;
        if (dies || random.nextInt(4) == 0) {
            job.watermark();
        }
        stepZombies();
        if (dies) {
            die();
        } else if (random.nextDouble() < plan.checkpoints()) {
            checkpoint();
        }
    }

    private void checkpoint() throws Exception {
        snapshot = job.snapshot(next);
        from = next;
        if (plan.restores()) {
            restores++;
            job.close();
            job = start();
        }
    }

    private void die() throws Exception {
        crashes++;
        telling.left = Integer.MAX_VALUE;
        if (plan.zombies()) {
            zombies.add(new Zombie(job, next, 1 + random.nextInt(20)));
        } else {
            job.close();
        }
        job = start();
        if (!sameOrder) {
            Collections.shuffle(events.subList(from, next), random);
        }
        next = from;
    }

    private JobHarness start() throws Exception {
        if (plan.rescales() && epoch > 1) {
            int now = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : parallelism % 3 + 1;
            rescales += now == parallelism ? 0 : 1;
            parallelism = now;
        }
        return new JobHarness(processes, telling::tell, epoch++, parallelism, snapshot);
    }

    private void stepZombies() throws Exception {
        for (Zombie z : List.copyOf(zombies)) {
            if (random.nextInt(3) > 0 && z.step()) {
                zombies.remove(z);
            }
        }
    }

    private void finish(JobHarness last) throws Exception {
        last.watermark();
        last.watermark(Long.MAX_VALUE);
    }

    /** The order of the last try of each event is the order that counts. */
    private TableModel undisturbed() throws Exception {
        TableModel calm = new TableModel(processes.definitions());
        try (JobHarness one = new JobHarness(processes, calm::apply, 1, 1, null)) {
            for (int i = 0; i < events.size(); i++) {
                one.event(events.get(i), clock(events, i));
            }
            finish(one);
        }
        return calm;
    }

    /** Rows that differ by table. Facts of cases that were handed over are the batch engine's. */
    private Map<FactTable, Integer> different(TableModel calm) {
        Set<Object> late = Comparison.late(calm);
        Map<FactTable, Integer> different = new TreeMap<>();
        for (FactTable t : FactTable.values()) {
            boolean ofBatch = t.isDerived() && t.owner() == FactTable.Owner.CASE;
            List<String> expected = ofBatch ? Comparison.without(late, calm.texts(t)) : calm.texts(t);
            List<String> found = ofBatch ? Comparison.without(late, model.texts(t)) : model.texts(t);
            int rows = Comparison.minus(expected, found).size()
                    + Comparison.minus(found, expected).size();
            if (rows > 0) {
                different.put(t, rows);
            }
        }
        return different;
    }

    private Outcome outcome() throws Exception {
        Map<FactTable, Integer> different = different(undisturbed());
        List<String> stored = model.rows(FactTable.EVENTS).stream()
                .map(row -> row[0] + "/" + row[2] + "/" + row[3] + "/" + row[4] + "/" + row[5])
                .toList();
        List<String> sent = log.stream()
                .map(e -> e.process() + "/" + e.caseId() + "/" + e.source() + "/"
                        + (e.corrects() == null ? e.eventId() : e.corrects()) + "/" + e.version())
                .toList();
        int lost = Comparison.minus(sent, stored).size();
        int doubled = Comparison.minus(stored, sent).size();
        return new Outcome(events.size(), restores, crashes, rescales, model.voids(), lost, doubled, different);
    }
}
