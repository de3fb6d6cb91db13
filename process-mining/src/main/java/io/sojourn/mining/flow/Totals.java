package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.List;

/** Counts over a log that need one pass. */
final class Totals {
    private Totals() {}

    static long[] perActivity(EventLog log) {
        long[] counts = new long[log.activityNames().size()];
        for (int activity : log.activities()) {
            counts[activity]++;
        }
        return counts;
    }

    static long[] firstActivities(EventLog log) {
        long[] counts = new long[log.activityNames().size()];
        for (int c = 0; c < log.cases(); c++) {
            counts[log.activities()[log.offsets()[c]]]++;
        }
        return counts;
    }

    static long[] lastActivities(EventLog log) {
        long[] counts = new long[log.activityNames().size()];
        for (int c = 0; c < log.cases(); c++) {
            counts[log.activities()[log.offsets()[c + 1] - 1]]++;
        }
        return counts;
    }

    /** Those with a count, the greatest first; names are sorted already, and sorting is stable. */
    static List<ActivityCount> byCount(long[] counts, List<String> names) {
        List<ActivityCount> list = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                list.add(new ActivityCount(names.get(i), counts[i]));
            }
        }
        list.sort(Flow.BY_COUNT);
        return List.copyOf(list);
    }

    static Distribution caseDuration(EventLog log) {
        long[] durations = durations(log);
        return Distribution.ofMicros(durations, 0, durations.length);
    }

    /** Last minus first time of each case, microseconds. */
    static long[] durations(EventLog log) {
        int[] offsets = log.offsets();
        long[] times = log.times();
        long[] durations = new long[log.cases()];
        for (int c = 0; c < durations.length; c++) {
            durations[c] = times[offsets[c + 1] - 1] - times[offsets[c]];
        }
        return durations;
    }

    static long ties(EventLog log) {
        int[] offsets = log.offsets();
        long[] times = log.times();
        long ties = 0;
        for (int c = 0; c < log.cases(); c++) {
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                ties += times[i - 1] == times[i] ? 1 : 0;
            }
        }
        return ties;
    }

    static long first(long[] starts, long[] times) {
        long first = times.length == 0 ? 0 : times[0];
        for (int i = 0; i < times.length; i++) {
            first = Math.min(first, Math.min(starts[i], times[i]));
        }
        return first;
    }

    static long last(long[] times) {
        long last = times.length == 0 ? 0 : times[0];
        for (long time : times) {
            last = Math.max(last, time);
        }
        return last;
    }
}
