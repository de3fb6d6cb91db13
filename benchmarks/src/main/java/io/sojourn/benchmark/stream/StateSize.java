package io.sojourn.benchmark.stream;

import io.sojourn.definition.CompiledDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What open cases take: the real job reads ten events of each case, results are discarded, and stands still. Then the heap
 * is measured after a full collection, and a checkpoint is taken.
 */
@Command(name = "state", mixinStandardHelpOptions = true, description = "Bytes for each open case, and checkpoints.")
public final class StateSize implements Callable<Integer> {
    private static final int CLASSES = 25;

    @Option(names = "--cases", defaultValue = "1000000", description = "Open ones. Default: ${DEFAULT-VALUE}.")
    private long cases;

    @Option(names = "--backend", defaultValue = "hashmap", description = "Or rocksdb. Default: ${DEFAULT-VALUE}.")
    private String backend;

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "--classes", description = "Prints the classes that take most of the heap.")
    private boolean classes;

    @Option(names = "--folder", defaultValue = "target/benchmark/state", description = "For temporary files.")
    private Path folder;

    private final PrintWriter out = new PrintWriter(System.out, true);
    private final CompiledDefinition definition = Work.definition();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StateSize()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        FileUtils.deleteFileOrDirectory(folder.toFile());
        Files.createDirectories(folder);
        BenchmarkCluster.Settings settings =
                new BenchmarkCluster.Settings(backend, parallelism, Duration.ofDays(1), folder);
        try (BenchmarkCluster cluster = new BenchmarkCluster(settings)) {
            long before = usedHeap();
            cluster.start(env -> BenchmarkJob.discarding(
                    env, definition, new RecordedSource(new OpenCaseEvents(cases), 20_000, false)));
            return read(cluster) ? measure(cluster, before) : 1;
        } finally {
            FileUtils.deleteFileOrDirectory(folder.toFile());
        }
    }

    /** Waits until all events were read; false when the job failed before. */
    private boolean read(BenchmarkCluster cluster) throws Exception {
        long all = cases * OpenCaseEvents.EVENTS;
        long said = 0;
        while (RecordedSourceReader.READ.get() < all) {
            if (!cluster.isRunning()) {
                long stopped = RecordedSourceReader.READ.get() / OpenCaseEvents.EVENTS;
                out.printf(Locale.ROOT, "stopped at %,d cases of %,d: ", stopped, cases);
                cluster.await();
                return false;
            }
            Thread.sleep(200);
            if (RecordedSourceReader.READ.get() - said >= all / 10) {
                said = RecordedSourceReader.READ.get();
                System.err.printf(Locale.ROOT, "  %,d events read%n", said);
            }
        }
        return true;
    }

    private int measure(BenchmarkCluster cluster, long before) throws Exception {
        Usage read = Usage.sinceBegin();
        double[] seconds = new double[2];
        Path checkpoint = null;
        for (int i = 0; i < seconds.length; i++) {
            // The first one tells what is untold; the second one finds all as it was.
            long begin = System.nanoTime();
            checkpoint = cluster.checkpoint();
            seconds[i] = (System.nanoTime() - begin) / 1e9;
            out.printf(Locale.ROOT, "checkpoint %d: %.1f s%n", i + 1, seconds[i]);
        }
        long heap = usedHeap() - before;
        long saved = bytes(checkpoint) + bytes(checkpoint.resolveSibling("shared"));
        long local = backend.equals("rocksdb") ? bytes(folder.resolve("rocksdb")) : 0;
        out.printf(
                Locale.ROOT,
                "%,d open cases of %d events, %s, -Xmx%d MB, parallelism %d; %,.0f events/CPU s while reading; load %.1f%n",
                cases,
                OpenCaseEvents.EVENTS,
                backend,
                Runtime.getRuntime().maxMemory() >> 20,
                parallelism,
                cases * OpenCaseEvents.EVENTS * 1e9 / read.cpuNanos(),
                Usage.load());
        size("heap after a full collection", heap);
        size("checkpoint", saved);
        if (local > 0) {
            size("RocksDB's files", local);
        }
        if (classes) {
            histogram();
        }
        cluster.cancel();
        return 0;
    }

    private void size(String what, long bytes) {
        out.printf(
                Locale.ROOT, "%-30s %,8.0f MB %,8.0f bytes for each case%n", what, bytes / 1e6, bytes / (double) cases);
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long bytes(Path of) throws IOException {
        if (!Files.isDirectory(of)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(of)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                sum += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return sum;
        } catch (NoSuchFileException e) {
            throw new IOException("files of the backend went while they were counted", e);
        }
    }

    private void histogram() throws JMException {
        Object all = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        all.toString().lines().limit(CLASSES).forEach(out::println);
    }
}
