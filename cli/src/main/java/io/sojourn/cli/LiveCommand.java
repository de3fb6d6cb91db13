package io.sojourn.cli;

import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.LiveLog;
import io.sojourn.stream.source.LiveLogSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
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
    @Option(names = "--definition", paramLabel = "FILE", required = true, description = "The process definition.")
    private Path definition;

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

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--checkpoint-seconds",
            defaultValue = "10",
            description = "Between two checkpoints of the job. Default: ${DEFAULT-VALUE}.")
    private double checkpointSeconds;

    @Option(
            names = "--backlog-mb",
            defaultValue = "64",
            description =
                    "Unread megabytes of the log from which on posted events are put off. Default: ${DEFAULT-VALUE}.")
    private int backlogMegabytes;

    @Mixin
    private Delivery delivery;

    @Override
    public Integer call() {
        Options.port(port);
        Options.check(parallelism >= 1 && parallelism <= 128, "--parallelism", parallelism, "a number from 1 to 128");
        Options.check(checkpointSeconds >= 0.1, "--checkpoint-seconds", checkpointSeconds, "0.1 or more");
        Options.check(backlogMegabytes >= 1, "--backlog-mb", backlogMegabytes, "1 or more");
        InstantSource clock = InstantSource.system();
        CompiledDefinition compiled = Definitions.load(definition);
        DataFolder folder = DataFolder.create(data);
        try (Store store = Store.open(data, compiled)) {
            LogRun.claim(store, source(compiled), data);
            try (LiveLog log = LiveLog.open(folder.live(), clock)) {
                stream(folder, store, log, clock);
            }
        }
        return 0;
    }

    static String source(CompiledDefinition definition) {
        return "the live events of " + definition.definition().process();
    }

    private void stream(DataFolder folder, Store store, LiveLog log, InstantSource clock) {
        Terminal terminal = new Terminal();
        IngestOptions options = IngestOptions.defaults().withBacklogBytes((long) backlogMegabytes << 20);
        LiveEvents events = new LiveEvents(log);
        Ingest ingest = new Ingest(List.of(store.definition().definition()), events, store, clock, options);
        EmbeddedJob job = LogRun.startJob(folder, store, new LiveLogSource(folder.live()), settings());
        try (job;
                Serving serving = Serving.live(folder, store, port, delivery, ingest, clock.instant());
                WatchedFolder watched = WatchedFolder.start(watch, store, events, options.backlogBytes(), terminal)) {
            terminal.say("Post events to %s/api/v1/events.", serving.address());
            serving.await(terminal, () -> goesOn(job, watched));
            terminal.say("Stopping.");
            watched.close();
            job.stopWithCheckpoint();
        } finally {
            Handovers.remove(folder.root().toString());
        }
    }

    private LogRun.Settings settings() {
        Duration interval = Duration.ofMillis(Math.round(checkpointSeconds * 1_000));
        return new LogRun.Settings(0, false, parallelism, interval, ReadOptions.defaults());
    }

    /** Fails as the job or the watching failed. */
    private static void goesOn(EmbeddedJob job, WatchedFolder watched) {
        watched.check();
        if (!job.isRunning()) {
            job.await();
        }
    }
}
