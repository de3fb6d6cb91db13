package io.sojourn.api.store;

import io.sojourn.fact.Result;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A program, not a test: how long it takes from saying an event's results until readers see them, at a steady rate, with
 * a store that holds events already. Arguments: events before, events a second, seconds, folder.
 */
final class LiveBenchmark {
    private static final int SLICES_A_SECOND = 100;

    private LiveBenchmark() {}

    /** Some events: how many results were said up to their last one, and when. */
    private record Slice(long results, long saidAt) {}

    public static void main(String[] arguments) throws Exception {
        int before = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        Path dir = Files.createTempDirectory(Path.of(arguments[3]), "live-benchmark");
        try (Store store = Store.open(dir, Samples.definition())) {
            long said = fill(store, before);
            Queue<Slice> waiting = new ConcurrentLinkedQueue<>();
            List<Long> latencies = new ArrayList<>();
            store.addListener(() -> note(store, waiting, latencies));
            double busy = store.figures().busySeconds();
            long cpu = cpu();
            long begin = System.nanoTime();
            say(store, before, rate, seconds, said, waiting);
            double took = (System.nanoTime() - begin) / 1e9;
            report(before, rate * seconds / took, took, latencies);
            System.out.printf(
                    Locale.ROOT,
                    "writer busy %.0f %%, %.2f CPUs%n",
                    (store.figures().busySeconds() - busy) / took * 100,
                    (cpu() - cpu) / 1e9 / took);
        }
    }

    /** Says events at a steady pace; a slice that is late counts from when it was due. */
    private static void say(Store store, int before, int rate, int seconds, long saidBefore, Queue<Slice> waiting)
            throws InterruptedException {
        long begin = System.nanoTime();
        long said = saidBefore;
        int n = before;
        for (int slice = 1; slice <= seconds * SLICES_A_SECOND; slice++) {
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < rate / SLICES_A_SECOND; i++) {
                StoreBenchmark.say(results, n++, 2);
            }
            said += results.size();
            long due = begin + slice * 1_000_000_000L / SLICES_A_SECOND;
            while (System.nanoTime() < due) {
                Thread.sleep(1);
            }
            waiting.add(new Slice(said, due));
            store.accept(results);
        }
        store.flush();
    }

    private static void note(Store store, Queue<Slice> waiting, List<Long> latencies) {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().results() <= store.figures().results()) {
            latencies.add(now - waiting.poll().saidAt());
        }
    }

    private static void report(int before, double rate, double seconds, List<Long> latencies) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%d events before, then %.0f events/s for %.1f s: p50 %d ms, p99 %d ms, greatest %d ms%n",
                before,
                rate,
                seconds,
                sorted[sorted.length / 2] / 1_000_000,
                sorted[sorted.length * 99 / 100] / 1_000_000,
                sorted[sorted.length - 1] / 1_000_000);
    }

    private static long fill(Store store, int events) {
        long said = 0;
        List<Result> buffer = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            StoreBenchmark.say(buffer, i, 1);
            if (buffer.size() >= 5_000 || i == events - 1) {
                said += buffer.size();
                store.accept(buffer);
                buffer = new ArrayList<>();
            }
        }
        store.flush();
        return said;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
