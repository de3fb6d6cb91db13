package io.sojourn.cli;

import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.Logs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sojourn draft LOG}. */
@Command(
        name = "draft",
        mixinStandardHelpOptions = true,
        description = "Prints a commented process definition for a log: a start for a real one.",
        footer = {"", "sojourn draft LOG > process.yaml; edit it; sojourn check process.yaml --log LOG"})
final class DraftCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LOG", description = "CSV, XES, XES.gz, Parquet or JSON lines.")
    private Path log;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        try (LogFile file = Logs.open(log, options.toReadOptions())) {
            System.out.print(LogDefinition.draft(file, log, new Terminal()));
        }
        return 0;
    }
}
