package io.sojourn.cli;

import io.sojourn.api.store.CaseRepair;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.sink.StoreSinks;
import io.sojourn.stream.source.SpoolProgress;
import io.sojourn.stream.source.SpoolReader;
import io.sojourn.stream.source.SpoolSource;
import io.sojourn.stream.wire.PackedEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One log through the embedded job into a store. A run that was killed goes on from its newest checkpoint; one that is
 * finished is not done again.
 */
final class LogRun {
    static final String SOURCE = "log";
    static final String FINISHED = "finished";
    private static final String COUNTS = "spooled";
    private final DataFolder data;
    private final Store store;
    private final Terminal terminal;
    private final Settings settings;
    private final Progress.Listener listener;

    /**
     * How to replay.
     *
     * @param speed 0: as fast as it goes; else so many times real time
     * @param asArrived keep the file's order
     * @param parallelism of the job
     * @param checkpointInterval between checkpoints
     * @param read how the log is read
     */
    record Settings(double speed, boolean asArrived, int parallelism, Duration checkpointInterval, ReadOptions read) {}

    LogRun(DataFolder data, Store store, Settings settings, Terminal terminal, Progress.Listener listener) {
        this.listener = listener;
        this.data = data;
        this.store = store;
        this.settings = settings;
        this.terminal = terminal;
    }

    /** True when the store holds this log already. */
    boolean isFinished(LogFile log) {
        return store.meta(FINISHED).equals(store.meta(SOURCE))
                && store.meta(SOURCE).map(key(log)::equals).orElse(false);
    }

    private String key(LogFile log) {
        return log.source().substring(0, 16)
                + (settings.asArrived() ? " as arrived" : "")
                + (settings.read().equals(ReadOptions.defaults()) ? "" : " read with " + settings.read());
    }

    /** Reads, replays, waits for the end. */
    void run(LogFile log, Path file) {
        claim(store, key(log), data.root());
        Path spool = data.spool(log.source().substring(0, 16) + (settings.asArrived() ? "-as-arrived" : ""));
        long total = spool(log, file, spool);
        replay(spool, total);
        store.flush();
        int repaired = new CaseRepair(store).repair();
        if (repaired > 0) {
            terminal.say(
                    "Recomputed %s cases with events that came too late for the stream.", Terminal.number(repaired));
        }
        store.putMeta(FINISHED, key(log));
    }

    /** A folder belongs to one source of events: a log read in one way, or a demo. */
    static void claim(Store store, String source, Path folder) {
        store.meta(SOURCE).filter(s -> !s.equals(source)).ifPresent(other -> {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    folder + " holds " + shown(other) + ", not this one (" + source + ").",
                    "Maybe choose another --data, or remove the folder.");
        });
        store.putMeta(SOURCE, source);
    }

    private static String shown(String source) {
        return source.startsWith("the ") ? source : "another log, or the same one read otherwise (" + source + ")";
    }

    private long spool(LogFile log, Path file, Path spool) {
        if (SpoolReader.isComplete(spool) && store.meta(COUNTS).isPresent()) {
            String[] counts = store.meta(COUNTS).get().split(" ");
            terminal.say("Going on with %s events read before.", Terminal.number(Long.parseLong(counts[0])));
            return Long.parseLong(counts[0]);
        }
        long begun = System.nanoTime();
        Spooling.Counts counts = Spooling.run(log, store.definition(), spool, !settings.asArrived(), store, terminal);
        if (counts.events() == 0) {
            throw nothing(file, counts);
        }
        store.putMeta(COUNTS, counts.events() + " " + counts.rejected());
        terminal.say(
                "Read %s events in %s%s",
                Terminal.number(counts.events()),
                Terminal.duration(Duration.ofNanos(System.nanoTime() - begun)),
                counts.rejected() == 0
                        ? "."
                        : "; " + Terminal.number(counts.rejected())
                                + " unreadable rows set aside in rejected_events, the first because: "
                                + counts.firstRejection());
        return counts.events();
    }

    private static SojournException nothing(Path file, Spooling.Counts counts) {
        return counts.rejected() == 0
                ? new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        file + " has no events: it can be read, but there is nothing in it.",
                        "Maybe the export that wrote it had a filter that nothing passed.")
                : new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        "no event in " + file + " can be used: " + Terminal.number(counts.rejected())
                                + " unreadable rows, the first because: " + counts.firstRejection(),
                        "Maybe name the columns and the time's format: --case, --activity, --time, --time-format.");
    }

    private void replay(Path spool, long total) {
        EmbeddedJob job = startJob(data, store, new SpoolSource(spool, true, settings.speed(), 250), settings);
        try (job) {
            Progress progress = new Progress(terminal, total, System.nanoTime(), listener);
            Thread watcher = new Thread(() -> progress.watch(SpoolProgress.of(spool), job), "progress");
            watcher.setDaemon(true);
            watcher.start();
            job.await();
            progress.finished();
        } finally {
            Handovers.remove(data.root().toString());
        }
    }

    /** As below, by the versions that the store has now. */
    static EmbeddedJob startJob(DataFolder data, Store store, Source<PackedEvent, ?, ?> source, Settings settings) {
        return startJob(data, store, source, settings, env -> null);
    }

    /**
     * Starts the embedded job that fills a store from a source.
     *
     * @param coming further versions of the definition, or null
     */
    static EmbeddedJob startJob(
            DataFolder data,
            Store store,
            Source<PackedEvent, ?, ?> source,
            Settings settings,
            Function<StreamExecutionEnvironment, DataStream<DefinitionVersion>> coming) {
        String name = data.root().toString();
        long before = store.figures().epoch();
        EpochClock clock = EpochClock.after(before);
        Handovers.register(name, store);
        EmbeddedJob.Settings job =
                new EmbeddedJob.Settings(data.checkpoints(), settings.checkpointInterval(), settings.parallelism());
        try {
            return EmbeddedJob.start(
                    job,
                    "the job over " + name,
                    env -> StreamJob.buildPacked(
                            env,
                            new StreamJob.Rules(store.history(), coming.apply(env)),
                            env.fromSource(source, WatermarkStrategy.noWatermarks(), "events", StreamJob.PACKED_EVENT)
                                    .uid("events")
                                    .setParallelism(1),
                            new StoreSinks(name, clock),
                            new StreamJob.Start(before > 0, clock)));
        } catch (RuntimeException e) {
            Handovers.remove(name);
            throw e;
        }
    }

    static void deleteFinishedCheckpoints(DataFolder data) {
        if (Files.isDirectory(data.checkpoints())) {
            Folders.delete(data.checkpoints());
        }
    }
}
