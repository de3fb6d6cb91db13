package io.sojourn.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many disturbed runs of the real operators in this process: {@code benchmarks/run.sh faults}. Run n has seed + n, and the
 * plans take turns. Exit code 1 when a run failed, or time was over before all had run.
 */
public final class OperatorFaults {
    /** The batch engine takes as long as several runs, and the undisturbed run is held against it by other tests. */
    private static final int BATCH_EVERY = 7;

    private final Map<String, Integer> perPlan = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int runs;
    private int verified;
    private long events;
    private long restores;
    private long crashes;
    private long rescales;
    private long voids;
    private long lost;
    private long doubled;
    private long different;

    private OperatorFaults() {}

    /** {@code --runs N --seed N --minutes N}. */
    public static void main(String[] args) {
        int runs = (int) option(args, "--runs", 950);
        long seed = option(args, "--seed", 1);
        long minutes = option(args, "--minutes", 60);
        OperatorFaults all = new OperatorFaults();
        Instant begin = Instant.now();
        Instant end = begin.plus(Duration.ofMinutes(minutes));
        for (int i = 0; i < runs && Instant.now().isBefore(end); i++) {
            all.run(seed + i, DisturbedRun.Plan.of(seed + i));
        }
        all.report(seed, runs, Duration.between(begin, Instant.now()));
        System.exit(all.failures.isEmpty() && all.runs == runs ? 0 : 1);
    }

    private static long option(String[] args, String name, long otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Long.parseLong(args[i + 1]);
            }
        }
        return otherwise;
    }

    private void run(long seed, DisturbedRun.Plan plan) {
        runs++;
        perPlan.merge(plan.name(), 1, Integer::sum);
        try {
            DisturbedRun run = new DisturbedRun(seed, plan);
            DisturbedRun.Outcome o = run.run();
            add(o);
            if (!o.isRight()) {
                failed(seed, plan, o.toString());
            }
            if (runs % BATCH_EVERY == 0) {
                verified++;
                run.checkAgainstBatch();
            }
        } catch (Exception | AssertionError e) {
            failed(seed, plan, String.valueOf(e));
        }
    }

    private void add(DisturbedRun.Outcome o) {
        events += o.events();
        restores += o.restores();
        crashes += o.crashes();
        rescales += o.rescales();
        voids += o.voids();
        lost += o.lost();
        doubled += o.doubled();
        different += o.different().values().stream().mapToInt(Integer::intValue).sum();
    }

    private void failed(long seed, DisturbedRun.Plan plan, String why) {
        String text = why.lines().findFirst().orElse("");
        failures.add("seed " + seed + " (" + plan.name() + "): " + text.substring(0, Math.min(400, text.length())));
        System.out.println("FAILED " + failures.get(failures.size() - 1));
    }

    private void report(long seed, int wanted, Duration took) {
        System.out.printf(
                Locale.ROOT,
                "operators: runs %d of %d, seeds %d to %d, %d s; %d of them verified by the batch engine too%n  by plan: %s%n"
                        + "  events %d, restores %d, crashes %d, rescales %d, void results %d%n"
                        + "  lost %d, doubled %d, different rows %d, failed runs %d%n",
                runs,
                wanted,
                seed,
                seed + runs - 1,
                took.toSeconds(),
                verified,
                perPlan,
                events,
                restores,
                crashes,
                rescales,
                voids,
                lost,
                doubled,
                different,
                failures.size());
        failures.forEach(f -> System.out.println("  " + f));
    }
}
