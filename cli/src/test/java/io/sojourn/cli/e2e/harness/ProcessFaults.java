package io.sojourn.cli.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Many runs of whole processes that are killed: {@code benchmarks/run.sh faults}. Run n has seed + n, whose last digit says of
 * which kind it is. Exit code 1 when a run failed, or time was over before all had run; folders of failed runs stay.
 */
public final class ProcessFaults {
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> perKind = new TreeMap<>();
    private int runs;
    private int kills;
    private long events;
    private long lost;
    private long doubled;
    private long different;

    private ProcessFaults() {}

    /** {@code --runs N --seed N --minutes N --folder DIR}, and {@code --kind NAME} to do one kind alone. */
    public static void main(String[] args) throws IOException {
        int runs = Integer.parseInt(option(args, "--runs", "50"));
        long seed = Long.parseLong(option(args, "--seed", "1"));
        Duration limit = Duration.ofMinutes(Long.parseLong(option(args, "--minutes", "60")));
        Path folder = Path.of(option(args, "--folder", "target/faults"));
        delete(folder);
        ProcessFaults all = new ProcessFaults();
        Instant begin = Instant.now();
        List<Disturbance> kinds = only(option(args, "--kind", ""), kinds(folder.resolve("shared")));
        for (int i = 0; i < runs && Instant.now().isBefore(begin.plus(limit)); i++) {
            all.run(seed + i, of(kinds, seed + i), folder.resolve("run-" + i));
        }
        all.report(seed, runs, Duration.between(begin, Instant.now()));
        if (all.failures.isEmpty()) {
            delete(folder);
        }
        System.exit(all.failures.isEmpty() && all.runs == runs ? 0 : 1);
    }

    /**
     * The kinds by the last digit of the seed. A cluster takes as long as some of the others, so it has one digit.
     *
     * @param shared keeps the undisturbed runs
     */
    static List<Disturbance> kinds(Path shared) {
        SampleLog log = new SampleLog(shared.resolve("sample"), 1_000);
        Disturbance run = new EmbeddedRun(log, "500000");
        Disturbance live = new LiveRun(shared.resolve("live"), 2_000);
        Disturbance broker = new BrokerRun(log, 2);
        Disturbance cluster = new ClusterRun(new SampleLog(shared.resolve("small"), 300));
        return List.of(cluster, run, live, broker, run, live, broker, run, live, broker);
    }

    /** The kind of a seed. */
    static Disturbance of(List<Disturbance> kinds, long seed) {
        return kinds.get((int) Math.floorMod(seed, (long) kinds.size()));
    }

    private static List<Disturbance> only(String name, List<Disturbance> kinds) {
        List<Disturbance> some = kinds.stream()
                .filter(k -> name.isEmpty() || k.name().equals(name))
                .toList();
        if (some.isEmpty()) {
            throw new IllegalArgumentException("there is no kind " + name);
        }
        return some;
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }

    private void run(long seed, Disturbance kind, Path folder) throws IOException {
        Instant begin = Instant.now();
        runs++;
        perKind.merge(kind.name(), 1, Integer::sum);
        try {
            Outcome o = kind.run(seed, Files.createDirectories(folder));
            kills += o.kills();
            events += o.events();
            lost += o.lost();
            doubled += o.doubled();
            different +=
                    o.different().values().stream().mapToLong(Long::longValue).sum();
            System.out.println("seed " + seed + " (" + kind.name() + ", "
                    + Duration.between(begin, Instant.now()).toSeconds() + " s): " + o);
            if (o.isRight()) {
                delete(folder);
            } else {
                failures.add("seed " + seed + " (" + kind.name() + "): " + o);
            }
        } catch (Exception | AssertionError e) {
            failures.add("seed " + seed + " (" + kind.name() + "): " + e);
            System.out.println("FAILED " + failures.get(failures.size() - 1));
        }
    }

    private void report(long seed, int wanted, Duration took) {
        System.out.printf(
                Locale.ROOT,
                "processes: runs %d of %d, seeds %d to %d, %d s%n  by kind: %s%n  kills %d, events %d%n"
                        + "  lost %d, doubled %d, different rows %d, failed runs %d%n",
                runs,
                wanted,
                seed,
                seed + runs - 1,
                took.toSeconds(),
                perKind,
                kills,
                events,
                lost,
                doubled,
                different,
                failures.size());
        failures.forEach(f -> System.out.println("  " + f));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> {
                try {
                    Files.deleteIfExists(f);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
