package io.sojourn.cli;

import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.SojournException;
import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.source.DefinitionFeeds;
import io.sojourn.stream.source.DefinitionSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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
        try (Store store = open(compiled, clock)) {
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

    /** The store of the folder; a definition with a higher version than the one that it has is put. */
    private Store open(CompiledDefinition compiled, InstantSource clock) {
        ProcessDefinition given = compiled.definition();
        if (Store.isThere(data)) {
            Store store = Store.openExisting(data);
            ProcessDefinition newest = store.definition().definition();
            if (given.process().equals(newest.process()) && given.version() > newest.version()) {
                try {
                    store.put(DefinitionVersion.from(compiled, clock.instant()), clock.instant());
                    return store;
                } catch (SojournException e) {
                    store.close();
                    throw e;
                }
            }
            store.close();
        }
        return Store.open(data, compiled);
    }

    private void stream(DataFolder folder, Store store, LiveLog log, InstantSource clock) {
        Terminal terminal = new Terminal();
        IngestOptions options = IngestOptions.defaults().withBacklogBytes((long) backlogMegabytes << 20);
        LiveEvents events = new LiveEvents(log);
        Ingest ingest = new Ingest(List.of(store.definition().definition()), events, store, clock, options);
        DefinitionDesk desk = new DefinitionDesk(store, ingest, clock);
        String text = store.definition().definition().text();
        WatchedDefinition rules = new WatchedDefinition(definition, text, desk, terminal);
        String name = folder.root().toString();
        DefinitionFeeds.register(name, () -> store.history().versions());
        EmbeddedJob job = LogRun.startJob(
                folder, store, new LiveLogSource(folder.live()), settings(), env -> definitions(env, name));
        try (job;
                Serving serving = Serving.live(folder, store, port, delivery, ingest, desk, clock.instant());
                WatchedFolder watched = WatchedFolder.start(watch, store, events, options.backlogBytes(), terminal)) {
            terminal.say("Post events to %s/api/v1/events.", serving.address());
            serving.await(terminal, () -> {
                goesOn(job, watched);
                rules.look();
            });
            terminal.say("Stopping.");
            watched.close();
            job.stopWithCheckpoint();
        } finally {
            Handovers.remove(name);
            DefinitionFeeds.remove(name);
        }
    }

    private static DataStream<DefinitionVersion> definitions(StreamExecutionEnvironment env, String name) {
        return env.fromSource(
                        new DefinitionSource(name),
                        WatermarkStrategy.noWatermarks(),
                        "definitions",
                        StreamJob.DEFINITION_VERSION)
                .uid("definitions")
                .setParallelism(1);
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
