package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.Trend;
import io.sojourn.mining.waits.WaitCauses;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How the mean wait changes, in hours a week: over the weeks in which the waits ended. Weeks with fewer than five of them
 * are left out, and a trend needs eight weeks. Logs of more than five years take spans of several weeks for one.
 */
final class WeeklyTrend {
    private static final int LEAST_IN_SPAN = 5;
    private static final int LEAST_SPANS = 8;
    private static final int MOST_SPANS = 260;
    private static final long WEEK = TimeUnit.DAYS.toMicros(7);

    private WeeklyTrend() {}

    /** Of the members of a group; null where there are too few weeks. */
    static Trend of(WaitCauses waits, Grouping groups, int group) {
        long[] starts = waits.instances().starts();
        int n = groups.size(group);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int k = 0; k < n; k++) {
            long at = starts[groups.at(group, k)];
            first = Math.min(first, at);
            last = Math.max(last, at);
        }
        if (n < LEAST_IN_SPAN * LEAST_SPANS || last - first < WEEK * (LEAST_SPANS - 1)) {
            return null;
        }
        long weeks = (last - first) / WEEK + 1;
        long weeksInSpan = (weeks + MOST_SPANS - 1) / MOST_SPANS;
        int spans = (int) ((weeks + weeksInSpan - 1) / weeksInSpan);
        double[] hours = new double[spans];
        int[] counts = new int[spans];
        for (int k = 0; k < n; k++) {
            int i = groups.at(group, k);
            int span = (int) ((starts[i] - first) / (WEEK * weeksInSpan));
            hours[span] += Units.hours(waits.wait(i));
            counts[span]++;
        }
        return trend(hours, counts, weeksInSpan);
    }

    private static Trend trend(double[] hours, int[] counts, long weeksInSpan) {
        double[] x = new double[hours.length];
        double[] y = new double[hours.length];
        int points = 0;
        for (int s = 0; s < hours.length; s++) {
            if (counts[s] >= LEAST_IN_SPAN) {
                x[points] = (double) s * weeksInSpan;
                y[points++] = hours[s] / counts[s];
            }
        }
        return points < LEAST_SPANS ? null : Trend.of(Arrays.copyOf(x, points), Arrays.copyOf(y, points));
    }
}
