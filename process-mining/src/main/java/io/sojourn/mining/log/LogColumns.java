package io.sojourn.mining.log;

/**
 * The columns of a log's events, one entry per event.
 *
 * @param times microseconds; of completion where there are starts
 * @param starts microseconds, or null in a log without start times
 */
record LogColumns(
        int[] activities,
        long[] times,
        long[] starts,
        int[] lifecycles,
        int[] resources,
        int[] teams,
        int[] instances,
        String[] activityNames,
        String[] lifecycleNames,
        String[] resourceNames,
        String[] teamNames,
        String[] instanceNames) {

    /** The events at the given places, in that order; names stay as they are. */
    LogColumns at(int[] places, long[] newStarts) {
        return new LogColumns(
                pick(activities, places),
                pick(times, places),
                newStarts,
                pick(lifecycles, places),
                pick(resources, places),
                pick(teams, places),
                pick(instances, places),
                activityNames,
                lifecycleNames,
                resourceNames,
                teamNames,
                instanceNames);
    }

    static int[] pick(int[] values, int[] places) {
        int[] picked = new int[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }

    static long[] pick(long[] values, int[] places) {
        long[] picked = new long[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }
}
