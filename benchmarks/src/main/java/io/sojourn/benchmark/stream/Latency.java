package io.sojourn.benchmark.stream;

import io.sojourn.api.ApiOptions;
import io.sojourn.api.ApiServer;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.RepairLoop;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.LiveLog;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From an event that is durable to the first answer of the API that counts it: live log, embedded job, store and HTTP in
 * one process, put together as the command {@code live} does, at a steady rate of simulated events that happen now.
 */
@Command(name = "latency", mixinStandardHelpOptions = true, description = "From an event to the API's answer.")
public final class Latency implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "20000", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warmup-seconds", defaultValue = "15", description = "Before. Default: ${DEFAULT-VALUE}.")
    private int warmupSeconds;

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "--checkpoint-seconds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
    private int checkpointSeconds;

    @Option(names = "--ask", defaultValue = "queues", description = "Document of the API. Default: ${DEFAULT-VALUE}.")
    private String document;

    @Option(names = "--folder", defaultValue = "target/benchmark/latency", description = "For temporary files.")
    private Path folder;

    @Option(names = "--profile", paramLabel = "FILE", description = "Records the measured seconds.")
    private Path profile;

    private final PrintWriter out = new PrintWriter(System.out, true);
    private final CompiledDefinition definition = Work.definition();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Latency()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        FileUtils.deleteFileOrDirectory(folder.toFile());
        Files.createDirectories(folder);
        Path events = folder.resolve("live");
        try (Store store = Store.open(folder.resolve("store"), definition);
                LiveLog log = LiveLog.open(events, InstantSource.system())) {
            Handovers.register(folder.toString(), store);
            try (EmbeddedJob job = BenchmarkJob.live(
                            definition, folder, events, Duration.ofSeconds(checkpointSeconds), parallelism);
                    RepairLoop repairs = RepairLoop.start(store);
                    ApiServer api = api(store)) {
                measure(store, log, api.port());
            }
        } finally {
            Handovers.remove(folder.toString());
            FileUtils.deleteFileOrDirectory(folder.toFile());
        }
        if (profile != null) {
            Profile.print(profile, out);
        }
        return 0;
    }

    private static ApiServer api(Store store) {
        Health health = new Health(Health.Status.OK, Health.Mode.LIVE, null, null, null, Instant.now());
        return ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> health);
    }

    private void measure(Store store, LiveLog log, int port) throws Exception {
        Delays delays = new Delays();
        try (Asking asking = new Asking(port, document, delays)) {
            SteadyEvents feed = new SteadyEvents(log, rate, delays);
            feed.run(Duration.ofSeconds(warmupSeconds));
            delays.begin();
            StoreCount before = StoreCount.of(store);
            Usage.begin();
            long sent;
            if (profile == null) {
                sent = feed.run(Duration.ofSeconds(seconds));
            } else {
                try (Profile recording = Profile.start(profile)) {
                    sent = feed.run(Duration.ofSeconds(seconds));
                }
            }
            Usage usage = Usage.sinceBegin();
            StoreCount after = StoreCount.of(store);
            delays.awaitAll(Duration.ofMinutes(2));
            print(sent, usage, after.since(before), asking.answers(), delays);
        }
    }

    private record StoreCount(long commits, long rows, long results, double busySeconds) {
        static StoreCount of(Store s) {
            return new StoreCount(
                    s.commits(),
                    s.figures().rows(),
                    s.figures().results(),
                    s.figures().busySeconds());
        }

        StoreCount since(StoreCount b) {
            return new StoreCount(commits - b.commits, rows - b.rows, results - b.results, busySeconds - b.busySeconds);
        }
    }

    private void print(long sent, Usage usage, StoreCount store, long answers, Delays delays) {
        double wall = usage.wallNanos() / 1e9;
        out.printf(
                Locale.ROOT,
                "%,d events in %.1f s: %,.0f/s (wanted %,d); CPU %.1f s; load %.1f%n",
                sent,
                wall,
                sent / wall,
                rate,
                usage.cpuNanos() / 1e9,
                Usage.load());
        out.printf(
                Locale.ROOT,
                "durable to answer: p50 %,d ms, p99 %,d ms, max %,d ms; append: p50 %,d ms, p99 %,d ms; %,d answers%n",
                delays.answered(0.5),
                delays.answered(0.99),
                delays.answered(1),
                delays.appended(0.5),
                delays.appended(0.99),
                answers);
        out.printf(
                Locale.ROOT,
                "store: %d commits, %.0f ms each, busy %.0f %%; %,d results, %,d rows: %,.0f rows each commit%n",
                store.commits(),
                store.busySeconds() * 1e3 / Math.max(1, store.commits()),
                100 * store.busySeconds() / wall,
                store.results(),
                store.rows(),
                store.rows() / (double) Math.max(1, store.commits()));
    }
}
