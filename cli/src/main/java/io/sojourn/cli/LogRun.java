package io.sojourn.cli;

import io.sojourn.api.store.CaseRepair;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.StoreJob;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.EventSource;
import io.sojourn.stream.source.SpoolProgress;
import io.sojourn.stream.source.SpoolReader;
import io.sojourn.stream.source.SpoolSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One log through the embedded job into a store. A run that was killed goes on from its newest checkpoint; one that is
 * finished is not done again.
 */
final class LogRun {
    static final String SOURCE = "log";
    static final String FINISHED = "finished";
    private static final String COUNTS = "spooled";
    private static final String ARCHIVED = "archived";
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
     * @param archive write the events as Parquet too
     * @param ids what becomes of the ids of cases that the log has
     */
    record Settings(
            double speed,
            boolean asArrived,
            int parallelism,
            Duration checkpointInterval,
            ReadOptions read,
            boolean archive,
            CaseIds ids) {
        /** For a source whose events have their stored ids already. */
        Settings(int parallelism, Duration checkpointInterval, boolean archive) {
            this(0, false, parallelism, checkpointInterval, ReadOptions.defaults(), archive, CaseIds.AS_THEY_COME);
        }
    }

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
        return name(log)
                + (settings.asArrived() ? " as arrived" : "")
                + (settings.read().equals(ReadOptions.defaults()) ? "" : " read with " + settings.read());
    }

    /** Of a hash 16 digits; a pseudonym of it whole. */
    private String name(LogFile log) {
        String source = settings.ids().source(log.source());
        return settings.ids().areReplaced() ? source : source.substring(0, 16);
    }

    /** Reads, replays, waits for the end. */
    void run(LogFile log, Path file) {
        claim(store, key(log), data.root());
        Path spool = data.spool(name(log) + (settings.asArrived() ? "-as-arrived" : ""));
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
        Spooling.Counts counts =
                Spooling.run(log, store.definition(), settings.ids(), spool, !settings.asArrived(), store, terminal);
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

    /** Starts the embedded job that fills a store from a source. */
    static EmbeddedJob startJob(DataFolder data, Store store, EventSource<?, ?> source, Settings settings) {
        return startJob(data, store, source, settings, false);
    }

    /** @param changing whether the store may get more versions and processes meanwhile */
    static EmbeddedJob startJob(
            DataFolder data, Store store, EventSource<?, ?> source, Settings settings, boolean changing) {
        String name = data.root().toString();
        long before = store.figures().epoch();
        StoreJob job =
                new StoreJob(name, store.processes(), changing, before, archive(data, store, settings.archive()));
        Handovers.register(name, store);
        try {
            return job.start(
                    new EmbeddedJob.Settings(data.checkpoints(), settings.checkpointInterval(), settings.parallelism()),
                    source);
        } catch (RuntimeException e) {
            Handovers.remove(name);
            throw e;
        }
    }

    /** A job that has once archived goes on to have the sink: its checkpoints have the sink's state. */
    private static StoreJob.Archive archive(DataFolder data, Store store, boolean wanted) {
        if (wanted) {
            store.putMeta(ARCHIVED, "yes");
        }
        if (!hasArchived(store)) {
            return null;
        }
        Map<String, URI> folders = new LinkedHashMap<>();
        store.processes().names().forEach(p -> folders.put(p, data.archiveOf(p).toUri()));
        return new StoreJob.Archive(folders, !wanted);
    }

    /** True when an earlier start archived. */
    static boolean hasArchived(Store store) {
        return store.meta(ARCHIVED).isPresent();
    }

    static void deleteFinishedCheckpoints(DataFolder data) {
        if (Files.isDirectory(data.checkpoints())) {
            Folders.delete(data.checkpoints());
        }
    }
}
