package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.Logs;
import io.sojourn.pseudonym.CaseIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn run LOG}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Streams an event log through the Flink job in this process, into a data folder.",
        footer = {
            "",
            "A run that was interrupted goes on from its last checkpoint when it is started again.",
            "Then: sojourn verify --data DIR     sojourn serve --data DIR     sojourn sql \"SELECT ...\" --data DIR"
        })
final class RunCommand implements Callable<Integer> {
    /** More tasks need more network buffers than the embedded cluster has. */
    private static final int MOST_PARALLEL = 16;

    @Parameters(paramLabel = "LOG", description = "CSV, XES, XES.gz, Parquet or JSON lines.")
    private Path log;

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description = "Process definition; drafted from the log if none.")
    private Path definition;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the results go. Default: data/<name of the log>.")
    private Path data;

    @Option(names = "--serve", description = "Serve the API and the page over it, and stay.")
    private boolean serve;

    @Option(names = "--port", defaultValue = "8080", description = "Port of --serve. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--speed",
            defaultValue = "0",
            description = "So many times real time, e.g. 60: a minute each second. Default: as fast as it goes.")
    private double speed;

    @Option(names = "--as-arrived", description = "Keep the file's order instead of sorting by time.")
    private boolean asArrived;

    @Option(names = "--parallelism", defaultValue = "1", description = "Of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--checkpoint-seconds",
            defaultValue = "5",
            description = "Seconds between checkpoints: what a crash costs. Default: ${DEFAULT-VALUE}.")
    private double checkpointSeconds;

    @Option(names = "--archive", description = "Write the events as Parquet files too: DIR/archive.")
    private boolean archive;

    @Mixin
    private LogOptions options;

    @Mixin
    private Delivery delivery;

    @Mixin
    private AccessArguments access;

    @Mixin
    private CaseKeyOption caseKey;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        checkOptions();
        try (LogFile file = Logs.open(log, options.toReadOptions())) {
            Path folder = data != null ? data : Path.of("data", LogDefinition.processName(log));
            CaseIds ids = caseKey.ids(folder);
            LogRun.Settings settings = new LogRun.Settings(
                    speed,
                    asArrived,
                    parallelism,
                    Duration.ofMillis((long) (checkpointSeconds * 1000)),
                    options.toReadOptions(),
                    archive,
                    ids);
            // Before the folder: a wrong definition leaves none behind.
            CompiledDefinition compiled = LogDefinition.of(definition, file, log, terminal);
            boolean made = !Files.exists(folder);
            DataFolder where = DataFolder.create(folder);
            try (Store store = GivenDefinitions.claimed(Store.open(folder, compiled), ids);
                    Serving serving = serve ? Serving.start(where, store, port, speed, delivery, access, ids) : null) {
                Progress.Listener listener =
                        serving == null ? (events, total) -> {} : (events, total) -> serving.replaying(events, total);
                if (serving != null && speed > 0) {
                    serving.tell(terminal);
                }
                run(file, new LogRun(where, store, settings, terminal, listener), where, terminal);
                Summaries.tell(store, terminal);
                if (serving != null) {
                    serving.stored();
                    serving.await(terminal);
                } else {
                    terminal.say(
                            "Check it: sojourn verify --data %s     Look at it: sojourn serve --data %s",
                            folder, folder);
                }
            } catch (SojournException e) {
                // Of a log that can't be read nothing is kept: the next try may draft another definition.
                if (made && e.code().kind() == ErrorCode.Kind.DATA) {
                    Folders.delete(folder);
                }
                throw e;
            }
        }
        return 0;
    }

    private void checkOptions() {
        Options.check(speed >= 0, "--speed", speed, "60, a minute each second, or 0, as fast as it goes");
        Options.check(
                parallelism >= 1 && parallelism <= MOST_PARALLEL,
                "--parallelism",
                parallelism,
                "a number from 1 to 16");
        Options.check(
                checkpointSeconds >= 0.1 && checkpointSeconds <= 3600,
                "--checkpoint-seconds",
                checkpointSeconds,
                "a number from 0.1 to 3600");
        Options.port(port);
    }

    private void run(LogFile file, LogRun run, DataFolder where, Terminal terminal) {
        if (run.isFinished(file)) {
            terminal.say("%s holds this log already: nothing to do.", where.root());
            return;
        }
        terminal.say("Streaming %s into %s.", log, where.root());
        run.run(file, log);
        LogRun.deleteFinishedCheckpoints(where);
    }
}
