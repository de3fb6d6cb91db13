package io.sojourn.cli;

import io.sojourn.mining.bottleneck.BottleneckOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code mine --bottlenecks} looks for. */
final class BottleneckArguments {
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
            names = "--outside",
            paramLabel = "RESOURCE",
            description = "A resource that is somebody outside: a payer, a patient. May be given again.")
    private List<String> outside = new ArrayList<>();

    boolean isWanted() {
        return wanted || other != null;
    }

    /** The other log, or null. */
    Path other() {
        return other;
    }

    BottleneckOptions toOptions(ZoneId zone) {
        return BottleneckOptions.defaults()
                .withMinSupport(minSupport)
                .withProductiveHours(productiveHours)
                .withZone(zone)
                .withOutside(outside);
    }
}
