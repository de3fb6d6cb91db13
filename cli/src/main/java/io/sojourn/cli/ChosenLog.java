package io.sojourn.cli;

import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.Selection;
import java.nio.file.Path;
import java.util.Set;

/** Reads the part of a log that was chosen, with the attributes that the choice looks at. */
final class ChosenLog {
    private ChosenLog() {}

    static Selection of(Path log, ReadOptions read, LogFilter chosen, Terminal terminal) {
        Set<String> named = Set.copyOf(chosen.attributes());
        try (LogFile file = Logs.open(log, read)) {
            LogLoader.Loaded loaded = LogLoader.load(
                    file,
                    named.isEmpty() ? LogLoader.NO_ATTRIBUTES : named::contains,
                    bytes ->
                            terminal.progress("Reading: %d %%", Math.min(100, 100 * bytes / Math.max(1, file.size()))));
            return chosen.of(loaded.log().all());
        }
    }
}
