package io.sojourn.cli;

import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.store.CaseRepair;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.DefinitionFeeds;
import io.sojourn.stream.source.LiveLog;
import io.sojourn.stream.source.LiveLogSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn live}. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        description = "Takes events as they happen, by HTTP and from a watched folder, and serves the live page.",
        footer = {
            "",
            "POST events to /api/v1/events: what is accepted is on the disk. Ctrl-C stops it; started again it goes on."
        })
final class LiveCommand implements Callable<Integer> {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 20_000_000L;

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            required = true,
            description = "The process definition; again for each further process.")
    private List<Path> definitions;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/live",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--watch",
            paramLabel = "FOLDER",
            description = "Read the logs that are put there; each goes to done/ or failed/ in it.")
    private Path watch;

    @Option(
            names = "--process",
            paramLabel = "NAME",
            description = "Process of the rows of dropped files that name none. Default: the only one.")
    private String process;

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--checkpoint-seconds",
            description = "Between two checkpoints of the job. Default: 10; with --archive 60.")
    private Double checkpointSeconds;

    @Option(
            names = "--archive",
            description = "Write the events as Parquet files too, one for each day at each checkpoint: DIR/archive.")
    private boolean archive;

    @Option(
            names = "--backlog-mb",
            defaultValue = "64",
            description =
                    "Unread megabytes of the log from which on posted events are put off. Default: ${DEFAULT-VALUE}.")
    private int backlogMegabytes;

    @Mixin
    private Delivery delivery;

    @Mixin
    private AccessArguments access;

    @Mixin
    private SqlPort sqlPort;

    @Mixin
    private CaseKeyOption caseKey;

    @Override
    public Integer call() {
        Options.port(port);
        Options.check(parallelism >= 1 && parallelism <= 128, "--parallelism", parallelism, "a number from 1 to 128");
        double seconds = checkpointSeconds();
        Options.check(seconds >= 0.1 && seconds <= 3600, "--checkpoint-seconds", seconds, "a number from 0.1 to 3600");
        Options.check(backlogMegabytes >= 1, "--backlog-mb", backlogMegabytes, "1 or more");
        InstantSource clock = InstantSource.system();
        List<CompiledDefinition> compiled =
                definitions.stream().map(Definitions::load).toList();
        CaseIds ids = caseKey.ids(data);
        DataFolder folder = DataFolder.create(data);
        try (Store store = GivenDefinitions.open(data, compiled, clock, ids)) {
            if (process != null) {
                store.processes().get(process);
            }
            LogRun.claim(store, source(store), data);
            try (LiveLog log = LiveLog.open(folder.live(), clock)) {
                stream(folder, store, log, compiled, clock, ids);
            }
        }
        return 0;
    }

    /** Whose events a folder has: told by the process that came first. */
    static String source(Store store) {
        return "the live events of " + store.processes().names().get(0);
    }

    private void stream(
            DataFolder folder,
            Store store,
            LiveLog log,
            List<CompiledDefinition> given,
            InstantSource clock,
            CaseIds ids) {
        Terminal terminal = new Terminal();
        IngestOptions options = IngestOptions.defaults().withBacklogBytes((long) backlogMegabytes << 20);
        LiveEvents events = new LiveEvents(log);
        Ingest ingest = new Ingest(store.processes().newest(), events, store, clock, options, ids);
        boolean archives = archive || LogRun.hasArchived(store);
        DefinitionDesk desk =
                new DefinitionDesk(store, ingest, clock, null, archives ? "the archive has no place for it." : null);
        List<WatchedDefinition> rules = WatchedDefinition.of(definitions, given, desk, terminal);
        String name = folder.root().toString();
        DefinitionFeeds.register(name, () -> store.processes().versions());
        EmbeddedJob job = LogRun.startJob(folder, store, new LiveLogSource(folder.live()), settings(), true);
        try (job;
                Serving serving =
                        Serving.live(folder, store, port, delivery, access, ids, ingest, desk, clock.instant());
                WatchedFolder watched =
                        WatchedFolder.start(watch, process, store, ids, log, options.backlogBytes(), terminal)) {
            serving.show(new LiveMetrics(log, ingest, watched));
            serving.answer(sqlPort, terminal);
            terminal.say("Post events to %s/api/v1/events.", serving.address());
            serving.await(terminal, () -> {
                goesOn(job, watched);
                rules.forEach(WatchedDefinition::look);
                serving.trouble(log.trouble());
            });
            terminal.say("Stopping.");
            watched.close();
            log.close();
            awaitRead(log, job);
            job.stopWithCheckpoint();
            new CaseRepair(store).repair();
        } finally {
            Handovers.remove(name);
            DefinitionFeeds.remove(name);
        }
    }

    /** Each checkpoint finishes a file of the archive for each day: fewer are better. */
    private double checkpointSeconds() {
        return checkpointSeconds != null ? checkpointSeconds : archive ? 60 : 10;
    }

    private LogRun.Settings settings() {
        Duration interval = Duration.ofMillis(Math.round(checkpointSeconds() * 1_000));
        return new LogRun.Settings(parallelism, interval, archive);
    }

    /** The job reads what the closed log has: then nothing is told behind the last checkpoint. */
    private static void awaitRead(LiveLog log, EmbeddedJob job) {
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        while (log.backlogBytes() > 0 && job.isRunning() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Fails as the job or the watching failed. */
    private static void goesOn(EmbeddedJob job, WatchedFolder watched) {
        watched.check();
        if (!job.isRunning()) {
            job.await();
        }
    }
}
