package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.WaitCauses;
import io.sojourn.mining.waits.WaitTotals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Sums waits up by segment, activity, or pair of resources; each list by (total down, names). O(n log n). */
final class WaitTable {
    private static final Comparator<WaitFigures> BY_TOTAL = Comparator.comparingLong(WaitFigures::totalMicros)
            .reversed()
            .thenComparing(WaitFigures::from, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(WaitFigures::to);

    private final WaitCauses waits;
    private final ActivityInstances instances;
    private final BottleneckOptions options;
    private final long period;
    private final WaitTotals all;

    WaitTable(WaitCauses waits, BottleneckOptions options) {
        this.waits = waits;
        this.instances = waits.instances();
        this.options = options;
        this.period = Period.of(instances).micros();
        this.all = WaitTotals.of(waits, IntStream.range(0, instances.size()), options.calendar());
    }

    /** All waits of the log. */
    WaitTotals all() {
        return all;
    }

    List<WaitFigures> bySegment(Places places) {
        return byPair(places.segments(), places.bySegment(), instances.activityNames());
    }

    List<WaitFigures> byResourcePair() {
        if (instances.resourceNames().isEmpty()) {
            return List.of();
        }
        Pairs pairs = new Pairs(waits.enablement().sources(), instances.resources());
        return byPair(pairs, Grouping.of(pairs.pairOf(), pairs.size()), instances.resourceNames());
    }

    List<WaitFigures> byActivity() {
        int[] groupOf = instances.activities().clone();
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = waits.enablement().sources()[i] < 0 ? Grouping.NONE : groupOf[i];
        }
        List<String> names = instances.activityNames();
        Grouping groups = Grouping.of(groupOf, names.size());
        List<WaitFigures> table = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            if (groups.size(a) > 0) {
                table.add(figures(groups, a, null, names.get(a)));
            }
        }
        return sorted(table);
    }

    private List<WaitFigures> byPair(Pairs pairs, Grouping groups, List<String> names) {
        List<WaitFigures> table = new ArrayList<>();
        for (int g = 0; g < pairs.size(); g++) {
            table.add(figures(groups, g, name(names, pairs.from(g)), name(names, pairs.to(g))));
        }
        return sorted(table);
    }

    private static List<WaitFigures> sorted(List<WaitFigures> table) {
        table.sort(BY_TOTAL);
        return List.copyOf(table);
    }

    private static String name(List<String> names, int code) {
        return code < 0 ? EventLog.MISSING : names.get(code);
    }

    private WaitFigures figures(Grouping groups, int group, String from, String to) {
        int n = groups.size(group);
        long[] calendar = new long[n];
        long[] working = options.calendar() == null ? null : new long[n];
        for (int k = 0; k < n; k++) {
            int i = groups.at(group, k);
            calendar[k] = waits.wait(i);
            if (working != null) {
                working[k] = waits.workingWait(i, options.calendar());
            }
        }
        WaitTotals totals = WaitTotals.of(waits, IntStream.range(0, n).map(k -> groups.at(group, k)), null);
        return new WaitFigures(
                from,
                to,
                totals.waited(),
                all.waited() == 0 ? 0 : (double) totals.waited() / all.waited(),
                period == 0 ? 0 : (double) totals.waited() / period,
                Distribution.ofMicros(calendar, 0, n),
                working == null ? null : Distribution.ofMicros(working, 0, n),
                WeeklyTrend.of(waits, groups, group),
                totals.byCause());
    }
}
