package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.Concurrency;
import io.sojourn.mining.waits.ExternalWaits;
import io.sojourn.mining.waits.ObservedAvailability;
import io.sojourn.mining.waits.WaitCauses;
import io.sojourn.mining.waits.WaitDocument;
import io.sojourn.mining.waits.WaitOptions;
import io.sojourn.mining.waits.WaitSummary;
import io.sojourn.mining.waits.WaitText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
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

    @Option(
            names = "--external",
            paramLabel = "RESOURCE",
            split = ",",
            description = "Resources outside, such as payers: waits for their work are no fault of ours.")
    private List<String> external = List.of();

    @Option(
            names = "--shifts-zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Local time of the shifts that are read off the log. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(names = "--top", paramLabel = "K", defaultValue = "0", description = "Lines of a table. Default: 10.")
    private int top;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        ReadOptions read = options.toReadOptions();
        ActivityInstances instances;
        try (LogFile file = Logs.open(log, read)) {
            LogLoader.Loaded loaded = LogLoader.load(
                    file, bytes -> terminal.progress("Reading: %d %%", 100 * bytes / Math.max(1, file.size())));
            instances = ActivityInstances.of(loaded.log());
        }
        terminal.progress("Splitting %,d waits", instances.size());
        WaitOptions by = WaitOptions.of(ObservedAvailability.of(instances, zone), outside(instances));
        WaitSummary summary = WaitSummary.of(WaitCauses.of(instances, Concurrency.of(instances), by));
        System.out.print(json ? WaitDocument.of(summary) + "\n" : WaitText.of(summary, top > 0 ? top : USUAL_LINES));
        return 0;
    }

    private ExternalWaits outside(ActivityInstances instances) {
        ExternalWaits.Builder outside = new ExternalWaits.Builder(instances);
        for (String name : external) {
            int code = instances.resourceNames().indexOf(name);
            if (code < 0) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "--external " + name + " is no resource of this log.",
                        "Maybe it is spelled otherwise there; `sojourn mine` shows the names.");
            }
            outside.resource(code);
        }
        return outside.build();
    }
}
