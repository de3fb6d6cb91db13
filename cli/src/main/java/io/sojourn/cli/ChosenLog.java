package io.sojourn.cli;

import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A log, what is chosen of it, and how to look at it. */
final class ChosenLog {
    @Parameters(
            paramLabel = "LOG",
            description = "CSV, XES, JSON lines (each also .gz), Parquet, or a saved log (.slog).")
    private Path log;

    @Option(
            names = "--view",
            defaultValue = "interval",
            description =
                    "all: every event; complete: only completions; interval: from a completion to the next start, so that a step"
                            + " counts once. Default: interval.")
    private View view;

    @Mixin
    private ChoiceOptions choice;

    @Mixin
    private LogOptions options;

    /** Reads the log, and chooses. */
    Selection read(Terminal terminal) {
        return of(log, options.toReadOptions(), choice.toFilter(), terminal);
    }

    /** Reads the part of a log that was chosen, with the attributes that the choice looks at. */
    static Selection of(Path log, ReadOptions read, LogFilter chosen, Terminal terminal) {
        Set<String> attributes = Set.copyOf(chosen.attributes());
        try (LogFile file = Logs.open(log, read)) {
            LogLoader.Loaded loaded = LogLoader.load(
                    file,
                    attributes::contains,
                    bytes ->
                            terminal.progress("Reading: %d %%", Math.min(100, 100 * bytes / Math.max(1, file.size()))));
            LeftOut.tell(log, loaded, terminal);
            return chosen.of(loaded.log().all());
        }
    }

    View view() {
        return view;
    }

    ZoneId zone() {
        return options.toReadOptions().zone();
    }

    /** The first lines of a page: of which log, and of what part of it. */
    String head() {
        String part = choice.words() == null ? "" : "only " + choice.words() + "\n";
        return log.getFileName() + "\n" + part + "\n";
    }
}
