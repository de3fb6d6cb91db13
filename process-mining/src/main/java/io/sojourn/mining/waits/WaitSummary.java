package io.sojourn.mining.waits;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.LongIntMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

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

    /** In calendar time alone. */
    public static WaitSummary of(WaitCauses causes) {
        return of(causes, null);
    }

    /** @param calendar of working time, or null */
    public static WaitSummary of(WaitCauses causes, WorkCalendar calendar) {
        ActivityInstances instances = causes.instances();
        List<String> resources = instances.resourceNames();
        return new WaitSummary(
                WaitTotals.of(causes, IntStream.range(0, instances.size()), calendar),
                pairs(causes, calendar, i -> instances.activities()[i], instances.activityNames()::get),
                pairs(
                        causes,
                        calendar,
                        i -> instances.resources()[i],
                        r -> r < 0 ? EventLog.MISSING : resources.get(r)));
    }

    private static List<SegmentWait> pairs(
            WaitCauses causes, WorkCalendar calendar, IntUnaryOperator code, IntFunction<String> name) {
        LongIntMap known = new LongIntMap();
        List<SegmentWait> list = new ArrayList<>();
        int[] sources = causes.enablement().sources();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] >= 0) {
                int from = code.applyAsInt(sources[i]);
                int to = code.applyAsInt(i);
                long pair = from + 1L << Integer.SIZE | to + 1L;
                int place = known.get(pair, -1);
                if (place < 0) {
                    place = list.size();
                    known.put(pair, place);
                    list.add(new SegmentWait(name.apply(from), name.apply(to), new WaitTotals(calendar)));
                }
                list.get(place).totals().add(causes, i);
            }
        }
        list.sort(LONGEST);
        return List.copyOf(list);
    }
}
