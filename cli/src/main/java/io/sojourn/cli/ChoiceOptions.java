package io.sojourn.cli;

import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import java.util.List;
import picocli.CommandLine.Option;

/** Which part of a log to look at. */
final class ChoiceOptions {
    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only some cases, e.g. \"and(has('Pay'), duration(min=2d))\".")
    private String filter;

    @Option(
            names = "--events",
            paramLabel = "TESTS",
            description = "Only some events of these cases, e.g. \"in(activity, [Pay, Send])\".")
    private String events;

    LogFilter toFilter() {
        return new LogFilter(
                filter == null ? LogFilter.all().cases() : Filter.parse(filter),
                events == null ? List.of() : LogFilter.parseTests(events));
    }

    /** The choice as it was given; null without any. */
    String words() {
        if (filter == null && events == null) {
            return null;
        }
        String cases = filter == null ? "" : "cases " + filter;
        String some = events == null ? "" : "events " + events;
        return cases + (cases.isEmpty() || some.isEmpty() ? "" : ", ") + some;
    }
}
