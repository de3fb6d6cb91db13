package io.sojourn.benchmark.stream;

import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.fact.Result;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.LiveLog;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The store by itself: what a job told at a steady rate is recorded once, then given to a new store at the pace at which it
 * was told, or as fast as it takes it. Delays run from when a piece was due until it was committed.
 */
@Command(name = "store", mixinStandardHelpOptions = true, description = "The store alone, fed with recorded results.")
public final class StoreLoad implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "20000", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "45", description = "Recorded, and given. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warmup-seconds", defaultValue = "15", description = "Not counted. Default: ${DEFAULT-VALUE}.")
    private int warmupSeconds;

    @Option(names = "--results", paramLabel = "FILE", description = "Recorded before; made when it isn't there.")
    private Path results;

    @Option(names = "--flat-out", description = "As fast as the store takes it.")
    private boolean flatOut;

    @Option(names = "--threads", description = "DuckDB's. Default: all processors.")
    private Integer threads;

    @Option(names = "--window-millis", description = "Of a batch. Default: the store's.")
    private Integer windowMillis;

    @Option(names = "--batch-rows", description = "Of a batch at most. Default: the store's.")
    private Integer batchRows;

    @Option(names = "--folder", defaultValue = "target/benchmark/store", description = "For temporary files.")
    private Path folder;

    @Option(names = "--profile", paramLabel = "FILE", description = "Records the measured seconds.")
    private Path profile;

    private final PrintWriter out = new PrintWriter(System.out, true);
    private final CompiledDefinition definition = Work.definition();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StoreLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        FileUtils.deleteFileOrDirectory(folder.toFile());
        Files.createDirectories(folder);
        try {
            if (results == null) {
                results = folder.resolve("results");
            }
            if (!Files.exists(results)) {
                record();
            }
            try (Store store = Store.open(folder.resolve("store"), definition, options())) {
                new Feed(store).run();
            }
        } finally {
            FileUtils.deleteFileOrDirectory(folder.toFile());
        }
        if (profile != null) {
            Profile.print(profile, out);
        }
        return 0;
    }

    private StoreOptions options() {
        StoreOptions d = StoreOptions.defaults();
        return new StoreOptions(
                d.memoryMegabytes(),
                threads == null ? d.threads() : threads,
                batchRows == null ? d.batchRows() : batchRows,
                windowMillis == null ? d.batchWindow() : Duration.ofMillis(windowMillis));
    }

    private void record() throws Exception {
        Path events = folder.resolve("live");
        try (RecordedResults.Recorder recorder = new RecordedResults.Recorder(results);
                LiveLog log = LiveLog.open(events, InstantSource.system())) {
            Handovers.register(folder.toString(), recorder);
            try (AutoCloseable job = BenchmarkJob.live(definition, folder, events, Duration.ofMinutes(10), 1)) {
                long sent = new SteadyEvents(log, rate, new Delays()).run(Duration.ofSeconds(seconds));
                out.printf(Locale.ROOT, "recorded %,d events%n", sent);
            } finally {
                Handovers.remove(folder.toString());
            }
        }
    }

    /** The recorded results on their way to a store. */
    private final class Feed {
        /** What was told up to here, and when it was due. */
        private record Piece(long told, long due) {}

        private final Store store;
        private final Queue<Piece> waiting = new ConcurrentLinkedQueue<>();
        private final List<Long> delays = Collections.synchronizedList(new ArrayList<>());
        private long told;
        private long measuredFrom = Long.MAX_VALUE;
        private long busyBefore;
        private long rowsBefore;
        private long commitsBefore;
        private long writerBefore;

        Feed(Store store) {
            this.store = store;
            store.addListener(this::note);
        }

        private void note() {
            long now = System.nanoTime();
            for (Piece p = waiting.peek();
                    p != null && p.told <= store.figures().results();
                    p = waiting.peek()) {
                waiting.remove();
                if (p.due >= measuredFrom) {
                    delays.add(now - p.due);
                }
            }
        }

        void run() throws Exception {
            Profile recording = null;
            long begin = System.nanoTime();
            try (RecordedResults.Reader reader = new RecordedResults.Reader(results)) {
                for (RecordedResults.Piece p = reader.next();
                        p != null && p.micros() < seconds * 1_000_000L;
                        p = reader.next()) {
                    if (measuredFrom == Long.MAX_VALUE && p.micros() >= warmupSeconds * 1_000_000L) {
                        begin();
                        recording = profile == null ? null : Profile.start(profile);
                    }
                    give(p.results(), begin + p.micros() * 1_000);
                }
            }
            store.flush();
            print(Usage.sinceBegin());
            if (recording != null) {
                recording.close();
            }
        }

        private void begin() {
            measuredFrom = System.nanoTime();
            busyBefore = (long) (store.figures().busySeconds() * 1e9);
            rowsBefore = store.figures().rows();
            commitsBefore = store.commits();
            writerBefore = writerNanos();
            Usage.begin();
        }

        private void give(List<Result> piece, long due) throws InterruptedException {
            long early = due - System.nanoTime();
            if (!flatOut && early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
            told += piece.size();
            waiting.add(new Piece(told, flatOut ? System.nanoTime() : due));
            store.accept(piece);
        }

        private void print(Usage usage) {
            double wall = usage.wallNanos() / 1e9;
            long commits = store.commits() - commitsBefore;
            long rows = store.figures().rows() - rowsBefore;
            double busy = store.figures().busySeconds() - busyBefore / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%.1f s; %,d rows: %,.0f/s; due to committed: p50 %,d ms, p99 %,d ms, max %,d ms; load %.1f%n",
                    wall,
                    rows,
                    rows / wall,
                    delay(0.5),
                    delay(0.99),
                    delay(1),
                    Usage.load());
            out.printf(
                    Locale.ROOT,
                    "%d commits of %,.0f rows, %.0f ms each, busy %.0f %%, %.1f us a row; CPU %.1f s, writer %.1f s%n",
                    commits,
                    rows / (double) commits,
                    busy * 1e3 / commits,
                    100 * busy / wall,
                    busy * 1e6 / rows,
                    usage.cpuNanos() / 1e9,
                    (writerNanos() - writerBefore) / 1e9);
        }

        private long delay(double part) {
            List<Long> sorted = new ArrayList<>(delays);
            Collections.sort(sorted);
            return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1)) / 1_000_000;
        }
    }

    /** CPU time of the store's thread. */
    private static long writerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo t : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (t != null && t.getThreadName().equals("store-writer")) {
                nanos += threads.getThreadCpuTime(t.getThreadId());
            }
        }
        return nanos;
    }
}
