package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.bottleneck.MineBottlenecks;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.flow.MineDocument;
import io.sojourn.mining.flow.MineReport;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.log.SavedLogs;
import io.sojourn.mining.log.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
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
    @Parameters(
            paramLabel = "LOG",
            description = "CSV, XES, JSON lines (each also .gz), Parquet, or a saved log (.slog).")
    private Path log;

    @Mixin
    private EngineArguments engine;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(
            names = "--view",
            description = "all: every event; complete: only completions; interval: from a completion to the next start."
                    + " Default: all; of a report interval.")
    private View view;

    @Option(names = "--top", paramLabel = "K", defaultValue = "0", description = "Only the K most frequent variants.")
    private int top;

    @Mixin
    private ChoiceOptions choice;

    @Option(
            names = "--save",
            paramLabel = "FILE.slog",
            description = "Also saves the whole log in columns, to be mined again at once.")
    private Path save;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Writes everything as one page that opens without a network: to read, to mail, to print.")
    private Path report;

    @Mixin
    private LogOptions options;

    @Mixin
    private BottleneckArguments bottlenecks;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = new Terminal();
        engine.check();
        if (engine.isFlink()) {
            FlinkMining.refuse(bottlenecks.isWanted(), "--bottlenecks or --against");
            FlinkMining.refuse(save != null, "--save");
            FlinkMining.refuse(report != null, "--report");
        }
        checkTogether();
        long size = Files.isRegularFile(log) ? Files.size(log) : 1;
        LongConsumer progress =
                bytes -> terminal.progress("Reading: %d %%", Math.min(100, 100 * bytes / Math.max(1, size)));
        if (report != null) {
            System.out.print(report(terminal, progress));
            return 0;
        }
        if (bottlenecks.isWanted()) {
            System.out.print(bottlenecks(terminal, progress));
            return 0;
        }
        LogFilter chosen = choice.toFilter();
        if (save != null) {
            checkSaveName();
        }
        int lines = top <= 0 ? MineReport.USUAL_LINES : top;
        View of = view == null ? View.ALL : view;
        FlowOptions flow = new FlowOptions(of, json ? top : lines);
        Mine.Mined mined = engine.isFlink()
                ? new FlinkMining(engine, terminal).mine(log, options.toReadOptions(), chosen, flow)
                : mineLocally(chosen, flow, progress, terminal);
        if (json) {
            MineDocument.write(mined.flow(), System.out);
        } else {
            System.out.print(MineReport.of(mined.chosenBy(choice.words()), of, lines));
        }
        return 0;
    }

    private Mine.Mined mineLocally(LogFilter chosen, FlowOptions flow, LongConsumer progress, Terminal terminal) {
        return Mine.mine(log, options.toReadOptions(), attributes(chosen), progress, loaded -> {
            LeftOut.check(log, loaded);
            save(loaded, terminal);
            return Flow.of(chosen.of(loaded.log().all()), flow);
        });
    }

    private Predicate<String> attributes(LogFilter chosen) {
        Set<String> named = Set.copyOf(chosen.attributes());
        return save != null ? LogLoader.ALL_ATTRIBUTES : named.isEmpty() ? LogLoader.NO_ATTRIBUTES : named::contains;
    }

    private void checkSaveName() {
        if (!save.toString().endsWith("." + SavedLogs.EXTENSION)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--save " + save + " doesn't end with ." + SavedLogs.EXTENSION + ".",
                    "Maybe --save " + save + "." + SavedLogs.EXTENSION + ".");
        }
    }

    private void save(LogLoader.Loaded loaded, Terminal terminal) {
        if (save != null) {
            SavedLogs.save(new SavedLogs.Saved(loaded.log(), loaded.rejected(), loaded.notApplied()), save);
            terminal.say("Saved %s.", save);
        }
    }

    /** No option is left out of account in silence. */
    private void checkTogether() {
        Options.check(top >= 0, "--top", top, "a number from 1, or 0 for the usual length");
        boolean looks = report != null || bottlenecks.isWanted();
        if (!looks) {
            bottlenecks.checkNotGiven();
        }
        if (looks && save != null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--save and " + (report != null ? "--report" : bottlenecks.given()) + " don't go together.",
                    "Maybe save first, and look at " + save + " then: that is faster, too.");
        }
        if (report == null && bottlenecks.isWanted() && view != null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--view is not for --bottlenecks and --against: these pair starts and completions by themselves.",
                    "Maybe leave --view out.");
        }
        if (report != null && top > 0) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--top is not for --report: a page has its own lengths.",
                    "Maybe leave --top out.");
        }
    }

    private String report(Terminal terminal, LongConsumer progress) throws IOException {
        View of = view == null ? View.INTERVAL : view;
        BottleneckOptions by = bottlenecks.toOptions(options.givenZone(), terminal);
        return new MineReportRun(log, options.toReadOptions(), of, choice, by, bottlenecks.other(), terminal)
                .write(report, json, progress);
    }

    private String bottlenecks(Terminal terminal, LongConsumer progress) {
        BottleneckOptions by = bottlenecks.toOptions(options.givenZone(), terminal);
        MineBottlenecks mine = new MineBottlenecks(options.toReadOptions(), choice.toFilter(), by, progress)
                .telling((read, loaded) -> LeftOut.tell(read, loaded, terminal));
        int lines = top <= 0 ? MineReport.USUAL_LINES : top;
        Path other = bottlenecks.other();
        if (json) {
            return (other == null ? mine.document(log) : mine.differences(log, other)) + System.lineSeparator();
        }
        return other == null ? mine.report(log, lines) : mine.differencesReport(log, other, lines);
    }
}
