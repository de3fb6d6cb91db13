package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.sample.Disturbance;
import io.sojourn.sample.Generate;
import io.sojourn.sample.GenerateOptions;
import io.sojourn.sample.GenerateSummary;
import io.sojourn.sample.JourneyFiles;
import io.sojourn.sample.JourneyOptions;
import io.sojourn.sample.JourneyTruth;
import io.sojourn.sample.Journeys;
import io.sojourn.sample.PriorAuthorization;
import io.sojourn.sample.SimulationOptions;
import io.sojourn.sample.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sojourn generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Simulates prior-authorization work, and writes its log; equal seeds give equal bytes.")
final class GenerateCommand implements Callable<Integer> {
    @Option(names = "--cases", required = true, description = "How many requests arrive.")
    private int cases;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The log: .csv, .csv.gz, .jsonl or .jsonl.gz. Its definition is written beside it.")
    private Path out;

    @Option(
            names = "--journeys",
            description =
                    "Simulates four linked processes instead (referral, authorization, claim, appeal); --out is then a"
                            + " folder for their logs, definitions and truth, --cases the number of referrals.")
    private boolean journeys;

    @Option(names = "--truth", paramLabel = "DIR", description = "Where to write what is true about the log.")
    private Path truth;

    @Option(names = "--trouble", split = ",", description = "Troubles to plant: ${COMPLETION-CANDIDATES}.")
    private List<Trouble> troubles = List.of();

    @Option(
            names = "--late",
            defaultValue = "0",
            description = "Share of events that come up to --window late, 0 to 1.")
    private double late;

    @Option(names = "--window-minutes", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
    private long window;

    @Option(names = "--duplicated", defaultValue = "0", description = "Share of events that come twice.")
    private double duplicated;

    @Option(names = "--corrected", defaultValue = "0", description = "Share of events that are corrected later.")
    private double corrected;

    @Option(names = "--retracted", defaultValue = "0", description = "Share of spurious events that are taken back.")
    private double retracted;

    @Option(names = "--malformed", defaultValue = "0", description = "Share of unreadable rows.")
    private double malformed;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        if (journeys) {
            return writeJourneys(terminal);
        }
        Set<Trouble> planted = EnumSet.noneOf(Trouble.class);
        planted.addAll(troubles);
        GenerateSummary s =
                Generate.run(options(planted), rows -> terminal.progress("Writing: %s rows", Terminal.number(rows)));
        writeDefinition(terminal);
        terminal.say(
                "Wrote %s: %s cases, %s events in %s rows, %.1f MB, %s to %s.",
                out,
                Terminal.number(s.cases()),
                Terminal.number(s.events()),
                Terminal.number(s.rows()),
                s.bytes() / 1e6,
                s.from(),
                s.to());
        terminal.say("Next: sojourn run %s --definition %s", out, definition());
        return 0;
    }

    private int writeJourneys(Terminal terminal) {
        if (truth != null || !troubles.isEmpty() || late + duplicated + corrected + retracted + malformed > 0) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--journeys goes only with --cases, --seed and --out.",
                    "Maybe leave the other options out.");
        }
        if (cases < 1) {
            throw new SojournException(ErrorCode.BAD_REQUEST, "--cases is " + cases + ", must be at least 1.");
        }
        JourneyTruth t = JourneyFiles.write(JourneyOptions.of(seed, cases), out);
        terminal.say("Wrote %s: %s events.", out, Terminal.number(t.events()));
        Journeys.PROCESSES.forEach(p -> terminal.say("  %s: %s cases", p, Terminal.number(t.cases(p))));
        return 0;
    }

    private GenerateOptions options(Set<Trouble> planted) {
        try {
            SimulationOptions simulation = SimulationOptions.of(seed, cases).withTroubles(planted);
            Disturbance d =
                    new Disturbance(late, Duration.ofMinutes(window), duplicated, corrected, retracted, malformed);
            return new GenerateOptions(simulation, out, truth, d);
        } catch (IllegalArgumentException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, e.getMessage() + ".", "Maybe see sojourn generate --help.", e);
        }
    }

    private Path definition() {
        return out.toAbsolutePath().getParent().resolve(PriorAuthorization.FILE_NAME);
    }

    /** An edited definition is kept. */
    private void writeDefinition(Terminal terminal) {
        try {
            if (Files.exists(definition())
                    && !Files.readString(definition()).equals(PriorAuthorization.definitionText())) {
                terminal.say("Left %s as it is: it was edited.", definition());
                return;
            }
            Files.writeString(definition(), PriorAuthorization.definitionText());
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, "can't write " + definition() + ": " + e.getMessage(), null, e);
        }
    }
}
