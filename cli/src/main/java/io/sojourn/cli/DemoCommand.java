package io.sojourn.cli;

import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.sample.PriorAuthorization;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.SpoolProgress;
import io.sojourn.stream.source.SpoolSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Simulates prior-authorization work on a fast clock, streams it, and serves the live page.",
        footer = {"", "Ctrl-C stops it; started again it goes on where it was."})
final class DemoCommand implements Callable<Integer> {
    private static final long LOOK_NANOS = 50_000_000L;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--speed",
            defaultValue = "60",
            description = "Simulated time against real time; 60: a minute each second. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--history-days",
            defaultValue = "29",
            description =
                    "Simulated days before the live clock begins, at ten in the morning. Default: ${DEFAULT-VALUE}.")
    private int historyDays;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private Delivery delivery;

    @Mixin
    private AccessArguments access = AccessArguments.ofMadeUpData();

    @Mixin
    private CaseKeyOption caseKey;

    @Override
    public Integer call() {
        if (speed <= 0 || historyDays < 1) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--speed " + speed + " and --history-days " + historyDays + ": both must be positive.",
                    "Maybe leave them out: a minute each second, after 29 days.");
        }
        Options.port(port);
        Terminal terminal = new Terminal();
        long begun = System.nanoTime();
        CaseIds ids = caseKey.ids(data);
        DataFolder folder = DataFolder.create(data);
        CompiledDefinition definition =
                Definitions.compile(PriorAuthorization.FILE_NAME, PriorAuthorization.definitionText());
        try (Store store = GivenDefinitions.claimed(Store.open(data, definition), ids)) {
            LogRun.claim(store, "the demo of seed " + seed, data);
            terminal.say("Simulating a health system's prior authorizations (seed %d) into %s.", seed, data);
            Path spool = folder.spool("demo");
            try (DemoFeed feed = DemoFeed.open(spool, ids, seed, history(), speed, terminal)) {
                stream(folder, store, ids, feed, spool, terminal, begun);
            }
        }
        return 0;
    }

    /** The simulation begins at midnight of a Monday; the page is livelier in working hours. */
    private Duration history() {
        return Duration.ofDays(historyDays).plusHours(10);
    }

    private void stream(
            DataFolder folder, Store store, CaseIds ids, DemoFeed feed, Path spool, Terminal terminal, long begun) {
        long history = feed.events();
        LogRun.Settings settings = new LogRun.Settings(1, Duration.ofSeconds(5), false);
        EmbeddedJob job = LogRun.startJob(folder, store, new SpoolSource(spool, false, 0, 250), settings);
        try (job;
                Serving serving = Serving.start(folder, store, port, speed, delivery, access, ids)) {
            load(store, spool, history, job, serving, terminal);
            feed.start();
            serving.health(new Health(Health.Status.OK, Health.Mode.LIVE, speed, null, null, Instant.now()));
            terminal.say(
                    "Numbers on the page after %s: %s",
                    Terminal.duration(Duration.ofNanos(System.nanoTime() - begun)), serving.address());
            terminal.say("Simulated time goes %.0f times as fast as yours.", speed);
            serving.await(terminal, () -> goesOn(job, feed));
            terminal.say("Stopping.");
            feed.close();
            job.stopWithCheckpoint();
        } finally {
            Handovers.remove(folder.root().toString());
        }
    }

    /** Fails as the job or the feed failed. */
    private static void goesOn(EmbeddedJob job, DemoFeed feed) {
        feed.check();
        if (!job.isRunning()) {
            job.await();
        }
    }

    /** Waits until the history is in the store. */
    private void load(Store store, Path spool, long history, EmbeddedJob job, Serving serving, Terminal terminal) {
        SpoolProgress progress = SpoolProgress.of(spool);
        while (progress.events() < history || store.asOf().isEmpty()) {
            if (!job.isRunning()) {
                job.await();
            }
            serving.health(new Health(
                    Health.Status.STARTING, Health.Mode.LIVE, speed, progress.events(), history, Instant.now()));
            terminal.progress(
                    "Streaming the history: %s of %s events",
                    Terminal.number(progress.events()), Terminal.number(history));
            LockSupport.parkNanos(LOOK_NANOS);
        }
        store.flush();
    }
}
