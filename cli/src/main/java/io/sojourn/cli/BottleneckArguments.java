package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.waits.WaitSettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code mine --bottlenecks} looks for. */
final class BottleneckArguments {
    private static final String NO_ATTRIBUTES = "none";
    private static final Set<String> WAYS = Set.of("--bottlenecks", "--against");

    @Option(
            names = "--bottlenecks",
            description = "Where work waits and why, which variants wait longer than others, who waits for whom.")
    private boolean wanted;

    @Option(
            names = "--against",
            paramLabel = "LOG",
            description = "Another log: in which segments the two differ. Implies --bottlenecks.")
    private Path other;

    @Option(
            names = "--min-support",
            paramLabel = "N",
            defaultValue = "30",
            description = "Cases that a variant must have at a place. Default: 30.")
    private int minSupport;

    @Option(
            names = "--productive-hours",
            paramLabel = "H",
            defaultValue = "130",
            description = "Hours a month in which a person works on cases. Default: 130.")
    private double productiveHours;

    @Option(
            names = "--attributes",
            paramLabel = "NAME",
            split = ",",
            description = "Attributes of the log that may go with long waits; none: none. Default: all of at most 100"
                    + " different values.")
    private List<String> attributes;

    @Mixin
    private WaitArguments waits;

    /** These options, and those of what they mix in. */
    @Spec(Spec.Target.SELF)
    private CommandSpec own;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Refuses the options that say how to look, where nothing looks. */
    void checkNotGiven() {
        for (OptionSpec each : own.options()) {
            String option = each.longestName();
            if (!WAYS.contains(option) && command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        option + " is only for --bottlenecks, --against and --report.",
                        "Maybe add --bottlenecks.");
            }
        }
    }

    boolean isWanted() {
        return wanted || other != null;
    }

    /** The option by which it is wanted. */
    String given() {
        return other == null ? "--bottlenecks" : "--against";
    }

    /** The other log, or null. */
    Path other() {
        return other;
    }

    /** @param zone null where none is given */
    BottleneckOptions toOptions(ZoneId zone, Terminal terminal) {
        WaitSettings settings = waits.toSettings(zone);
        waits.tell(settings, terminal);
        return BottleneckOptions.defaults()
                .withMinSupport(minSupport)
                .withProductiveHours(productiveHours)
                .withWaits(settings)
                .withAttributes(List.of(NO_ATTRIBUTES).equals(attributes) ? List.of() : attributes);
    }
}
