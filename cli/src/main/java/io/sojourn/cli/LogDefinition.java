package io.sojourn.cli;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.Drafts;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogProfiler;
import java.nio.file.Path;

/** The definition to read a log by: the given one, or one drafted from the log. */
final class LogDefinition {
    private LogDefinition() {}

    static CompiledDefinition of(Path given, LogFile log, Path file, Terminal terminal) {
        if (given != null) {
            return Definitions.load(given);
        }
        terminal.say("No --definition: drafting one from the log (sojourn draft shows it).");
        return Definitions.compile("the drafted definition", draft(log, file, terminal));
    }

    /** YAML of a definition drafted from a log; it reads the log once. */
    static String draft(LogFile log, Path file, Terminal terminal) {
        return Drafts.yaml(LogProfiler.profile(
                processName(file),
                log,
                bytes -> terminal.progress(
                        "Looking through the log: %d %%", Math.min(100, 100 * bytes / Math.max(1, log.size())))));
    }

    /** The file's name without its extensions, as a process may be called. */
    static String processName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return stem.replaceAll("[^A-Za-z0-9_-]", "-");
    }
}
