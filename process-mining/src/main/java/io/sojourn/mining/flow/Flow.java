package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.Views;
import java.util.Comparator;
import java.util.List;

/**
 * The flow of a log. Every list has a fixed order: variants by (count down, activities), arcs by (count down, from, to),
 * handovers likewise, counts of activities by (count down, activity), service times by activity; names by Unicode code point.
 *
 * <p>Variants, starts, ends, durations, handovers and ties follow the order (time, position) of a case; arcs and their times
 * the order (start, time, position), which is the same in a log without starts.
 *
 * @param events number of events of the view
 * @param cases number of cases
 * @param firstMicros earliest time (start, where there is one), microseconds; 0 of an empty log
 * @param lastMicros latest time, microseconds; 0 of an empty log
 * @param activities events per activity
 * @param variantCount number of variants, listed or not
 * @param variants the listed ones
 * @param startActivities cases by their first activity
 * @param endActivities cases by their last activity
 * @param arcs directly-follows pairs
 * @param caseDuration last minus first time of each case
 * @param rework repeated activities
 * @param handovers consecutive resources
 * @param serviceTimes per activity, in a log with starts; else empty
 * @param ties neighbouring events of a case with equal times: their order is the file's
 * @param overlaps directly-follows pairs with a negative time
 * @param negativeServiceTimes events that complete before they start
 */
public record Flow(
        long events,
        long cases,
        long firstMicros,
        long lastMicros,
        List<ActivityCount> activities,
        long variantCount,
        List<Variant> variants,
        List<ActivityCount> startActivities,
        List<ActivityCount> endActivities,
        List<Arc> arcs,
        Distribution caseDuration,
        List<Rework> rework,
        List<Handover> handovers,
        List<ServiceTime> serviceTimes,
        long ties,
        long overlaps,
        long negativeServiceTimes) {

    static final Comparator<ActivityCount> BY_COUNT =
            Comparator.comparingLong(ActivityCount::count).reversed();

    /** Computes the flow of a log in memory. */
    public static Flow of(EventLog log, FlowOptions options) {
        return of(log.all(), options);
    }

    /** Computes the flow of some cases and events of a log. */
    public static Flow of(Selection selection, FlowOptions options) {
        return new FlowKernels(Views.of(selection, options.view()), options).run();
    }
}
