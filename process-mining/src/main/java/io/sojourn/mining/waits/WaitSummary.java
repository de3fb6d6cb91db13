package io.sojourn.mining.waits;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * The waits of a log added up: in all, by segment (the activity whose end made work possible, and the activity that waited)
 * and by pair of resources. Lists are by wait, longest first, then by name.
 *
 * @param all every instance
 * @param segments instances that something made possible
 * @param pairs likewise; a missing resource is {@link EventLog#MISSING}
 */
public record WaitSummary(WaitTotals all, List<SegmentWait> segments, List<SegmentWait> pairs) {
    private static final Comparator<SegmentWait> LONGEST = Comparator.<SegmentWait>comparingLong(
                    s -> s.totals().waited())
            .reversed()
            .thenComparing(SegmentWait::from)
            .thenComparing(SegmentWait::to);

    public static WaitSummary of(WaitCauses causes) {
        ActivityInstances instances = causes.instances();
        WaitTotals all = new WaitTotals();
        for (int i = 0; i < instances.size(); i++) {
            all.add(causes, i);
        }
        List<String> resources = instances.resourceNames();
        return new WaitSummary(
                all,
                pairs(causes, i -> instances.activities()[i], instances.activityNames()::get),
                pairs(causes, i -> instances.resources()[i], r -> r < 0 ? EventLog.MISSING : resources.get(r)));
    }

    private static List<SegmentWait> pairs(WaitCauses causes, IntUnaryOperator code, IntFunction<String> name) {
        Map<Long, WaitTotals> byPair = new HashMap<>();
        int[] sources = causes.enablement().sources();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] >= 0) {
                long pair = (long) code.applyAsInt(sources[i]) << 32 | code.applyAsInt(i) & 0xFFFF_FFFFL;
                byPair.computeIfAbsent(pair, p -> new WaitTotals()).add(causes, i);
            }
        }
        List<SegmentWait> list = new ArrayList<>(byPair.size());
        byPair.forEach((pair, totals) ->
                list.add(new SegmentWait(name.apply((int) (pair >> 32)), name.apply((int) (long) pair), totals)));
        list.sort(LONGEST);
        return List.copyOf(list);
    }
}
