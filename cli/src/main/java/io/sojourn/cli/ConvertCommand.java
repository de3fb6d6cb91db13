package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.LogExport;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.XesHeader;
import io.sojourn.mining.log.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sojourn convert IN OUT}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a log, or a part of it, in another format, case by case.")
final class ConvertCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "CSV, XES, JSON lines (each also .gz), Parquet, .slog.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "A name that ends like one of these.")
    private Path out;

    @Mixin
    private ChoiceOptions choice;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        checkAnother();
        LogFilter filter = choice.toFilter();
        try (LogFile file = Logs.open(in, options.toReadOptions())) {
            LogLoader.Loaded loaded = LogLoader.load(
                    file,
                    LogLoader.ALL_ATTRIBUTES,
                    bytes -> terminal.progress("Reading: %d %%", 100 * bytes / Math.max(1, file.size())));
            LeftOut.check(in, loaded);
            Selection chosen = filter.of(loaded.log().all());
            XesHeader header = file.header();
            LogExport.write(chosen, header, out);
            say(loaded, chosen, terminal);
            sayLeftOut(header, terminal);
        }
        return 0;
    }

    private void checkAnother() {
        try {
            if (Files.exists(out) && Files.isSameFile(in, out)) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        out + " is the log itself: it would be written over while it is read.",
                        "Maybe name another file.");
            }
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND, in + " or " + out + " can't be looked at: " + e.getMessage(), null, e);
        }
    }

    private void sayLeftOut(XesHeader header, Terminal terminal) {
        boolean xes = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.xes(\\.gz)?");
        if (!xes && !header.elements().isEmpty()) {
            terminal.say("Left out, because only XES can hold them: %s.", header.summary());
        }
    }

    private void say(LogLoader.Loaded loaded, Selection chosen, Terminal terminal) {
        terminal.say(
                "Wrote %s: %s events of %s cases.",
                out, Terminal.number(chosen.events()), Terminal.number(chosen.cases()));
        if (loaded.rejected() > 0) {
            terminal.say("%s rows can't be used and are left out:", Terminal.number(loaded.rejected()));
            loaded.rejections().stream().map(RejectedRow::message).forEach(m -> terminal.say("  %s", m));
        }
        if (loaded.notApplied() > 0) {
            terminal.say(
                    "%s corrections and retractions are left out: they are not applied.",
                    Terminal.number(loaded.notApplied()));
        }
    }
}
