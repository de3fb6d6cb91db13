package io.sojourn.api.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the gateway adds: each of the named queries, warm, through the gateway and its worker process, and run as it is on an
 * equal snapshot in this process. Prints the medians of some runs each, and the median of the differences.
 */
final class GatewaySpeed {
    private static final int RUNS = 7;

    private GatewaySpeed() {}

    private interface Run {
        void go() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int cases = args.length > 0 ? Integer.parseInt(args[0]) : 24_000;
        Path folder = Files.createTempDirectory("gateway-speed");
        try (SampleStore store = new SampleStore(cases);
                Worker worker = new Worker(new SampleStore(cases), folder.resolve("native"));
                Snapshots snapshots = new Snapshots(
                                folder.resolve("snapshots"),
                                store::open,
                                store::commits,
                                Duration.ZERO,
                                InstantSource.system())
                        .withCalendarsOf(() -> List.of(SampleStore.definition()));
                SqlGateway gateway = new SqlGateway(
                        SqlOptions.in(folder.resolve("workers")).withWorkers(1).withTimeout(Duration.ofSeconds(60)),
                        snapshots)) {
            measure(gateway, worker, cases);
        }
        System.exit(0);
    }

    private static void measure(SqlGateway gateway, Worker worker, int cases) throws Exception {
        List<Double> added = new ArrayList<>();
        List<Double> natives = new ArrayList<>();
        System.out.printf(
                "%d events%n%-6s %10s %10s %10s %10s%n", cases * 5, "query", "gateway", "worker", "native", "added");
        for (int warm = 0; warm < 3; warm++) {
            for (NamedQuery q : NamedQuery.all()) {
                gateway.query(q.sql());
            }
        }
        for (NamedQuery q : NamedQuery.all()) {
            long[] inWorker = new long[RUNS];
            int[] at = {0};
            double through =
                    median(() -> inWorker[at[0]++] = gateway.query(q.sql()).elapsedMillis());
            double plain = median(() -> worker.natively(q.sql()));
            Arrays.sort(inWorker);
            added.add(through - plain);
            natives.add(plain);
            System.out.printf(
                    "%-6s %10.1f %10d %10.1f %10.1f%n", q.name(), through, inWorker[RUNS / 2], plain, through - plain);
        }
        System.out.printf(
                "median native %.1f ms, added %.1f ms, added at the 90th percentile %.1f ms%n",
                at(natives, 0.5), at(added, 0.5), at(added, 0.9));
    }

    private static double median(Run run) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            run.go();
            times.add((System.nanoTime() - start) / 1e6);
        }
        return at(times, 0.5);
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
