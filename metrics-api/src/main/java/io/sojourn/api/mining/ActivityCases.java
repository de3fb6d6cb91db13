package io.sojourn.api.mining;

import io.sojourn.mining.log.Selection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many cases have each activity. */
final class ActivityCases {
    private ActivityCases() {}

    /** By name; one reading of the activities. */
    static Map<String, Integer> of(Selection selection) {
        List<String> names = selection.log().activityNames();
        int[] counts = new int[names.size()];
        int[] lastCase = new int[counts.length];
        Arrays.fill(lastCase, -1);
        for (int k = 0; k < selection.cases(); k++) {
            for (int activity : selection.sequence(selection.caseAt(k))) {
                if (lastCase[activity] != k) {
                    lastCase[activity] = k;
                    counts[activity]++;
                }
            }
        }
        Map<String, Integer> byName = new HashMap<>();
        for (int a = 0; a < counts.length; a++) {
            byName.put(names.get(a), counts[a]);
        }
        return byName;
    }
}
