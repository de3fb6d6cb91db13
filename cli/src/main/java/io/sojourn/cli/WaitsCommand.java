package io.sojourn.cli;

import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.WaitDocument;
import io.sojourn.mining.waits.WaitSettings;
import io.sojourn.mining.waits.WaitSummary;
import io.sojourn.mining.waits.WaitText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn waits LOG}. */
@Command(
        name = "waits",
        mixinStandardHelpOptions = true,
        description = "Says why work waited: for somebody outside, in batches, behind other work, for people off duty.")
final class WaitsCommand implements Callable<Integer> {
    private static final int USUAL_LINES = 10;

    @Parameters(paramLabel = "LOG", description = "CSV, XES, XES.gz, Parquet or JSON lines.")
    private Path log;

    @Option(names = "--shifts-zone", hidden = true)
    private ZoneId shiftsZone;

    @Mixin
    private WaitArguments waits;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(names = "--top", paramLabel = "K", defaultValue = "0", description = "Lines of a table. Default: 10.")
    private int top;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        WaitSettings settings = waits.toSettings(shiftsZone == null ? options.givenZone() : shiftsZone);
        waits.tell(settings, terminal);
        EventLog read = read(settings, terminal);
        terminal.progress("Splitting the waits of %,d events", read.events());
        WaitSummary summary = WaitSummary.of(settings.split(read), settings.calendar());
        System.out.print(json ? WaitDocument.of(summary) + "\n" : WaitText.of(summary, top > 0 ? top : USUAL_LINES));
        return 0;
    }

    private EventLog read(WaitSettings settings, Terminal terminal) {
        try (LogFile file = Logs.open(log, options.toReadOptions())) {
            LogLoader.Loaded loaded = LogLoader.load(
                    file,
                    settings.attributes(),
                    bytes -> terminal.progress("Reading: %d %%", 100 * bytes / Math.max(1, file.size())));
            LeftOut.tell(log, loaded, terminal);
            return loaded.log();
        }
    }
}
