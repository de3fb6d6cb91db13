package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.List;

/** Lengths of events, per activity. */
final class ServiceTimes {
    private ServiceTimes() {}

    static List<ServiceTime> of(EventLog log) {
        if (!log.hasStarts()) {
            return List.of();
        }
        List<String> names = log.activityNames();
        int[] offsets = offsets(log, names.size());
        int[] next = offsets.clone();
        long[] lengths = new long[log.events()];
        long[] positive = new long[names.size()];
        for (int i = 0; i < lengths.length; i++) {
            int activity = log.activities()[i];
            long length = log.times()[i] - log.starts()[i];
            lengths[next[activity]++] = length;
            positive[activity] += length > 0 ? 1 : 0;
        }
        List<ServiceTime> times = new ArrayList<>();
        for (int a = 0; a < positive.length; a++) {
            if (offsets[a + 1] > offsets[a]) {
                times.add(new ServiceTime(
                        names.get(a), Distribution.ofMicros(lengths, offsets[a], offsets[a + 1]), positive[a]));
            }
        }
        return List.copyOf(times);
    }

    private static int[] offsets(EventLog log, int activities) {
        int[] offsets = new int[activities + 1];
        for (int activity : log.activities()) {
            offsets[activity + 1]++;
        }
        for (int a = 0; a < activities; a++) {
            offsets[a + 1] += offsets[a];
        }
        return offsets;
    }

    static long negative(EventLog log) {
        long negative = 0;
        for (int i = 0; i < log.events(); i++) {
            negative += log.times()[i] < log.starts()[i] ? 1 : 0;
        }
        return negative;
    }
}
