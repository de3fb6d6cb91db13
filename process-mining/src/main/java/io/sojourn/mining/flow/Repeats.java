package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts repeated activities. */
final class Repeats {
    private Repeats() {}

    /** By (cases down, activity); only activities that some case repeats. */
    static List<Rework> of(EventLog log) {
        List<String> names = log.activityNames();
        int[] seenInCase = new int[names.size()];
        int[] occurrences = new int[names.size()];
        long[] cases = new long[names.size()];
        long[] repeats = new long[names.size()];
        for (int c = 0; c < log.cases(); c++) {
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                int activity = log.activities()[i];
                if (seenInCase[activity] != c + 1) {
                    seenInCase[activity] = c + 1;
                    occurrences[activity] = 0;
                }
                int times = ++occurrences[activity];
                cases[activity] += times == 2 ? 1 : 0;
                repeats[activity] += times > 1 ? 1 : 0;
            }
        }
        List<Rework> rework = new ArrayList<>();
        for (int a = 0; a < cases.length; a++) {
            if (cases[a] > 0) {
                rework.add(new Rework(names.get(a), cases[a], repeats[a]));
            }
        }
        rework.sort(Comparator.comparingLong(Rework::cases).reversed());
        return List.copyOf(rework);
    }
}
