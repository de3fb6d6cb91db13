package io.sojourn.cli;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.waits.WaitSettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** By what {@code waits} and {@code mine --bottlenecks} split waits. */
final class WaitArguments {
    @Option(
            names = "--external",
            paramLabel = "RESOURCE",
            split = ",",
            description = "Resources outside, such as payers: waits for their work are no fault of ours.")
    private List<String> external = new ArrayList<>();

    @Option(names = "--outside", hidden = true)
    private List<String> outside = new ArrayList<>();

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description = "Process definition: its queues that wait on somebody are outside, its calendar says who is"
                    + " on duty, its time zone is that of days.")
    private Path definition;

    @Option(
            names = "--calendar",
            paramLabel = "NAME",
            description = "Which calendar of the definition; none: duty is read off the log. Default: its first.")
    private String calendar;

    /** @param zone null where none is given: then that of the definition, else UTC */
    WaitSettings toSettings(ZoneId zone) {
        List<String> resources = new ArrayList<>(external);
        resources.addAll(outside);
        WaitSettings settings =
                definition == null ? WaitSettings.of(LogOptions.USUAL_ZONE) : defined(Definitions.load(definition));
        if (definition == null && calendar != null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--calendar " + calendar + " names a calendar of a definition, and none is given.",
                    "Maybe add --definition FILE.");
        }
        return (zone == null ? settings : settings.withZone(zone)).withExternal(resources);
    }

    /** Says what a definition decides; nothing without one. */
    void tell(WaitSettings settings, Terminal terminal) {
        if (settings.definition() != null) {
            terminal.say("On duty: %s.", settings.duty());
        }
    }

    private WaitSettings defined(CompiledDefinition compiled) {
        return WaitSettings.of(compiled.definition().zone())
                .withDefinition(compiled)
                .withCalendar(WaitSettings.calendar(compiled, calendar));
    }
}
