package io.sojourn.stream.cases;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How often each activity was done: a handful in most episodes, so two small arrays; a map beyond that. */
final class ActivityCounts {
    private static final int FEW = 24;
    private String[] activities = new String[8];
    private int[] counts = new int[8];
    private int size;
    private Map<String, Integer> many;

    /** Adds one, and returns the new count. */
    int add(String activity) {
        if (many != null) {
            return many.merge(activity, 1, Integer::sum);
        }
        for (int i = 0; i < size; i++) {
            if (activities[i].equals(activity)) {
                return ++counts[i];
            }
        }
        if (size == FEW) {
            many = new HashMap<>();
            for (int i = 0; i < size; i++) {
                many.put(activities[i], counts[i]);
            }
            return add(activity);
        }
        if (size == activities.length) {
            activities = Arrays.copyOf(activities, FEW);
            counts = Arrays.copyOf(counts, FEW);
        }
        activities[size] = activity;
        counts[size++] = 1;
        return 1;
    }
}
