package io.sojourn.cli;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Working hours, by their name in a process definition. */
final class CalendarOptions {
    @Option(
            names = "--calendar",
            paramLabel = "NAME",
            description = "Working hours of the definition: gives working times too.")
    private String calendar;

    @Option(names = "--definition", paramLabel = "FILE", description = "The process definition that has the calendar.")
    private Path definition;

    /** Null when none was named. */
    CalendarRule toRule() {
        if (calendar == null) {
            if (definition != null) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "--definition " + definition + " is only for its working hours here, and none are named.",
                        "Maybe add --calendar NAME.");
            }
            return null;
        }
        if (definition == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--calendar " + calendar + " has no definition to be found in.",
                    "Maybe add --definition FILE.");
        }
        List<CalendarRule> known = Definitions.load(definition).definition().calendars();
        return known.stream()
                .filter(rule -> rule.name().equals(calendar))
                .findFirst()
                .orElseThrow(() -> new SojournException(
                        ErrorCode.BAD_REQUEST,
                        definition + " has no calendar \"" + calendar + "\".",
                        known.isEmpty()
                                ? "Maybe add one under calendars: in it."
                                : "Maybe "
                                        + String.join(
                                                " or ",
                                                known.stream()
                                                        .map(CalendarRule::name)
                                                        .toList()) + "."));
    }
}
