package io.sojourn.benchmark.mining;

import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.DirectlyFollows;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.SavedLogs;
import io.sojourn.mining.log.View;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens a saved log of {@code sojourn generate}, filters it, and mines what is left, each many times.
 * Argument: the saved log.
 */
public final class LogSpeed {
    private static final List<String> FILTERS = List.of(
            "not(duration(max=1h))",
            "has('APPEAL')",
            "eventually_follows('SUBMITTED', 'DECIDED', min=2d)",
            "and(time(started, from=2026-02-01, to=2026-03-01), not(rework('DOC_NOTES')))",
            "variants(share=0.3)",
            "or(starts('RECEIVED'), ends('WITHDRAWN'))",
            "throughput('RECEIVED', 'SUBMITTED', max=1d)");

    private LogSpeed() {}

    public static void main(String[] args) throws Exception {
        Path saved = Path.of(args[0]);
        Timing.print("open", 2, 9, () -> SavedLogs.open(saved));
        EventLog log = SavedLogs.open(saved).log();
        System.out.printf(
                "%,d events, %,d cases, %d activities%n",
                log.events(), log.cases(), log.activityNames().size());
        Timing.print("directly-follows graph, counts and sums", 5, 15, () -> DirectlyFollows.of(log.all()));
        Timing.print("everything of mine, all variants", 5, 15, () -> Flow.of(log, FlowOptions.defaults()));
        FlowOptions map = FlowOptions.mapAndVariants(View.ALL, 50);
        Timing.print("map and 50 variants, no filter", 3, 15, () -> Flow.of(log, map));
        for (String text : FILTERS) {
            LogFilter filter = new LogFilter(Filter.parse(text), List.of());
            System.out.printf("  %,d events are left by%n", filter.of(log.all()).events());
            Timing.print(text, 3, 15, () -> Flow.of(filter.of(log.all()), map));
        }
    }
}
