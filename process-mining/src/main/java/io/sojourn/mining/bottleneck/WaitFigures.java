package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.statistics.Trend;
import io.sojourn.mining.waits.Cause;
import java.util.Map;

/**
 * The waits of a segment, an activity or a pair of resources.
 *
 * @param from null where it is about an activity
 * @param totalMicros all its waits
 * @param share of all waits of the log
 * @param standing cases that wait there at any moment: rate of arrivals times mean wait (Little's law)
 * @param calendar waits in calendar time
 * @param working waits in working time, or null without a calendar
 * @param trend of the weekly mean, hours a week; null where there are too few weeks
 * @param causeMicros all its waits by cause
 */
public record WaitFigures(
        String from,
        String to,
        long totalMicros,
        double share,
        double standing,
        Distribution calendar,
        Distribution working,
        Trend trend,
        Map<Cause, Long> causeMicros) {

    /** How often something waited there, waits of nothing included. */
    public long occurrences() {
        return calendar.count();
    }
}
