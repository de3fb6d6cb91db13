package io.sojourn.benchmark.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.stream.sink.Handovers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The job beside the barest job and beside a plain loop, over the same events, in one process: what each takes of the
 * processor, from the first event read to the end of the job. Each variant is warmed up by whole passes of its own.
 */
@Command(name = "throughput", mixinStandardHelpOptions = true, description = "Events per CPU second, side by side.")
public final class Throughput implements Callable<Integer> {
    @Option(names = "--events", defaultValue = "1500000", description = "How many. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--arrivals-per-day",
            defaultValue = "2000",
            description = "New cases a day: so many days' worth are open. Default: ${DEFAULT-VALUE}.")
    private double arrivalsPerDay;

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the jobs. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--variants",
            split = ",",
            defaultValue = "b,c,a",
            description = "Of a, a-json, a-rocksdb, a-store, b, b-rocksdb, c. Default: ${DEFAULT-VALUE}.")
    private List<String> variants;

    @Option(
            names = "--watermark-events",
            defaultValue = "20000",
            description = "Events from one watermark to the next. Default: ${DEFAULT-VALUE}.")
    private int watermarkEvents;

    @Option(names = "--warmups", defaultValue = "1", description = "Passes before. Default: ${DEFAULT-VALUE}.")
    private int warmups;

    @Option(names = "--passes", defaultValue = "1", description = "Measured; the median counts.")
    private int passes;

    @Option(
            names = "--checkpoint-seconds",
            defaultValue = "10",
            description = "Between checkpoints of the jobs. Default: ${DEFAULT-VALUE}.")
    private long checkpointSeconds;

    @Option(names = "--folder", defaultValue = "target/benchmark/throughput", description = "For temporary files.")
    private Path folder;

    @Option(names = "--profile", paramLabel = "FILE", description = "Records the measured passes of a variant.")
    private Path profile;

    @Option(names = "--profiled", defaultValue = "a", description = "Which one. Default: ${DEFAULT-VALUE}.")
    private String profiled;

    @Option(
            names = "--skew",
            description = "80 percent of the cases are alike: one series of each queue gets as many of the events.")
    private boolean skew;

    @Option(names = "--shares", description = "Prints how the subtasks shared the work of the last pass.")
    private boolean printShares;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    private final PrintWriter out = new PrintWriter(System.out, true);
    private final CompiledDefinition definition = Work.definition();
    private final Map<EventFormat, RecordedEvents> recorded = new EnumMap<>(EventFormat.class);
    private final Map<Variant, List<Shares>> shares = new EnumMap<>(Variant.class);
    private int mostOpen;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Throughput()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        FileUtils.deleteFileOrDirectory(folder.toFile());
        Files.createDirectories(folder);
        List<Row> rows = new ArrayList<>();
        try {
            for (String key : variants) {
                rows.add(measure(Variant.of(key)));
            }
        } finally {
            FileUtils.deleteFileOrDirectory(folder.toFile());
        }
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document(rows)));
        } else {
            print(rows);
        }
        if (profile != null && !json) {
            Profile.print(profile, out);
        }
        return 0;
    }

    private Row measure(Variant v) throws Exception {
        RecordedEvents input = recorded(v.format());
        for (int i = 0; i < warmups; i++) {
            say(pass(v, input));
        }
        List<Row> measured = new ArrayList<>();
        if (profile != null && v.key.equals(profiled)) {
            try (Profile recording = Profile.start(profile)) {
                for (int i = 0; i < passes; i++) {
                    measured.add(say(pass(v, input)));
                }
            }
        } else {
            for (int i = 0; i < passes; i++) {
                measured.add(say(pass(v, input)));
            }
        }
        measured.sort(Comparator.comparingLong(r -> r.usage().cpuNanos()));
        return measured.get(measured.size() / 2);
    }

    private Row say(Row r) {
        System.err.printf(Locale.ROOT, "  %s: %.0f/CPU s, %.0f/s%n", r.variant().key, r.perCpuSecond(), r.perSecond());
        return r;
    }

    private RecordedEvents recorded(EventFormat format) throws IOException {
        RecordedEvents known = recorded.get(format);
        if (known == null) {
            known = Work.record(folder.resolve("events-" + format), format, events, arrivalsPerDay, skew);
            recorded.put(format, known);
        }
        return known;
    }

    private Row pass(Variant v, RecordedEvents input) throws Exception {
        System.gc();
        long results;
        Usage usage;
        if (v == Variant.PLAIN) {
            PlainLoop.Outcome outcome = PlainLoop.run(definition, input, watermarkEvents);
            usage = Usage.sinceBegin();
            results = outcome.rows();
            mostOpen = outcome.mostOpen();
        } else {
            usage = v == Variant.JOB_STORE ? intoStore(input) : onCluster(v, input, null);
            results = CountingSink.take();
        }
        return new Row(v, input.events(), results, usage, Usage.load());
    }

    private Usage onCluster(Variant v, RecordedEvents input, Store store) throws Exception {
        Path files = folder.resolve("flink");
        String backend = v.isOnRocksDb() ? "rocksdb" : "hashmap";
        Duration interval = Duration.ofSeconds(checkpointSeconds);
        RecordedSource source = new RecordedSource(input, watermarkEvents, true);
        try (BenchmarkCluster cluster =
                new BenchmarkCluster(new BenchmarkCluster.Settings(backend, parallelism, interval, files))) {
            cluster.start(env -> {
                switch (v) {
                    case BAREST, BAREST_ROCKSDB -> BenchmarkJob.barest(env, source);
                    case JOB_STORE -> BenchmarkJob.storing(env, definition, source, folder.toString());
                    default -> BenchmarkJob.discarding(env, definition, source);
                }
            });
            cluster.await();
            shares.put(v, cluster.shares());
            if (store != null) {
                store.flush();
            }
            return Usage.sinceBegin();
        } finally {
            FileUtils.deleteFileOrDirectory(files.toFile());
        }
    }

    private Usage intoStore(RecordedEvents input) throws Exception {
        Path data = folder.resolve("store");
        try (Store store = Store.open(data, definition)) {
            Handovers.register(folder.toString(), store);
            try {
                return onCluster(Variant.JOB_STORE, input, store);
            } finally {
                Handovers.remove(folder.toString());
            }
        } finally {
            FileUtils.deleteFileOrDirectory(data.toFile());
        }
    }

    private void print(List<Row> rows) {
        out.printf(
                Locale.ROOT,
                "%,d events of %s, at most %,d cases open; parallelism %d, a watermark each %,d events, checkpoints each %d s%n",
                events,
                definition.definition().process(),
                mostOpen,
                parallelism,
                watermarkEvents,
                checkpointSeconds);
        double barest = perCpuSecond(rows, Variant.BAREST);
        double plain = perCpuSecond(rows, Variant.PLAIN);
        out.printf(
                "%-46s %12s %10s %8s %8s %8s %8s %6s%n",
                "variant", "events/CPU s", "events/s", "CPU s", "of b", "of c", "results", "load");
        for (Row r : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-46s %,12.0f %,10.0f %8.1f %7.0f%% %7.0f%% %8.2f %6.1f%n",
                    r.variant().title,
                    r.perCpuSecond(),
                    r.perSecond(),
                    r.usage().cpuNanos() / 1e9,
                    100 * r.perCpuSecond() / barest,
                    100 * r.perCpuSecond() / plain,
                    (double) r.results() / r.events(),
                    r.load());
        }
        if (printShares) {
            shares.forEach((v, of) -> {
                out.printf("%nshares of the subtasks, variant %s%s%n", v.key, skew ? ", skewed" : "");
                Shares.print(of, out);
            });
        }
        out.println("results: for each event; of b, of c: events per CPU second as a part of theirs");
    }

    private static double perCpuSecond(List<Row> rows, Variant variant) {
        return rows.stream()
                .filter(r -> r.variant() == variant)
                .mapToDouble(Row::perCpuSecond)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Map<String, Object> document(List<Row> rows) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("events", events);
        document.put("most_open_cases", mostOpen);
        document.put("parallelism", parallelism);
        document.put("watermark_events", watermarkEvents);
        document.put("checkpoint_seconds", checkpointSeconds);
        List<Map<String, Object>> variantRows = new ArrayList<>();
        for (Row r : rows) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("variant", r.variant().key);
            row.put("title", r.variant().title);
            row.put("events_per_cpu_second", Math.round(r.perCpuSecond()));
            row.put("events_per_second", Math.round(r.perSecond()));
            row.put("cpu_seconds", r.usage().cpuNanos() / 1e9);
            row.put("wall_seconds", r.usage().wallNanos() / 1e9);
            row.put("results", r.results());
            row.put("load", r.load());
            variantRows.add(row);
        }
        document.put("variants", variantRows);
        return document;
    }
}
