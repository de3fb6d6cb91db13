package io.sojourn.cli;

import io.sojourn.mining.bottleneck.MineBottlenecks;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.flow.MineReport;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn mine LOG}. */
@Command(
        name = "mine",
        mixinStandardHelpOptions = true,
        description = "Prints the picture of a log: variants, waits between activities, rework, handoffs.")
final class MineCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LOG", description = "CSV, XES, XES.gz, Parquet or JSON lines.")
    private Path log;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(
            names = "--view",
            defaultValue = "all",
            description =
                    "all: every event; complete: only completions; interval: from a completion to the next start.")
    private View view;

    @Option(names = "--top", paramLabel = "K", defaultValue = "0", description = "Only the K most frequent variants.")
    private int top;

    @Mixin
    private LogOptions options;

    @Mixin
    private BottleneckArguments bottlenecks;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = new Terminal();
        long size = Files.isRegularFile(log) ? Files.size(log) : 1;
        LongConsumer progress =
                bytes -> terminal.progress("Reading: %d %%", Math.min(100, 100 * bytes / Math.max(1, size)));
        ReadOptions read = options.toReadOptions();
        if (bottlenecks.isWanted()) {
            System.out.print(bottlenecks(read, progress));
        } else if (json) {
            System.out.println(Mine.document(log, read, view, top, progress));
        } else {
            System.out.print(Mine.report(log, read, view, top, progress));
        }
        return 0;
    }

    private String bottlenecks(ReadOptions read, LongConsumer progress) {
        MineBottlenecks mine = new MineBottlenecks(read, bottlenecks.toOptions(read.zone()), progress);
        int lines = top <= 0 ? MineReport.USUAL_LINES : top;
        Path other = bottlenecks.other();
        if (json) {
            return (other == null ? mine.document(log) : mine.differences(log, other)) + System.lineSeparator();
        }
        return other == null ? mine.report(log, lines) : mine.differencesReport(log, other, lines);
    }
}
