package io.sojourn.mining.log;

import java.util.Arrays;

/** Takes events in the order of their log and makes an {@link EventLog} of them. Not thread-safe. */
public final class EventLogBuilder {
    private final Dictionary cases = new Dictionary();
    private final Dictionary activities = new Dictionary();
    private final Dictionary lifecycles = new Dictionary();
    private final Dictionary resources = new Dictionary();
    private final Dictionary teams = new Dictionary();
    private final Dictionary instances = new Dictionary();
    private int size;
    private int[] caseCodes = new int[1 << 12];
    private int[] activityCodes = new int[1 << 12];
    private int[] lifecycleCodes = new int[1 << 12];
    private int[] resourceCodes = new int[1 << 12];
    private int[] teamCodes = new int[1 << 12];
    private int[] instanceCodes = new int[1 << 12];
    private long[] times = new long[1 << 12];
    private long[] starts;

    /** Adds a completed event. */
    public EventLogBuilder add(String caseId, String activity, long timeMicros) {
        return add(caseId, activity, "complete", timeMicros, null, null, null);
    }

    /**
     * Adds an event.
     *
     * @param lifecycle transition in lower case
     * @param resource who, or null
     * @param team of whom, or null
     * @param instance what pairs a start with its completion, or null
     */
    public EventLogBuilder add(
            String caseId,
            String activity,
            String lifecycle,
            long timeMicros,
            String resource,
            String team,
            String instance) {
        grow();
        caseCodes[size] = cases.code(caseId);
        activityCodes[size] = activities.code(activity);
        lifecycleCodes[size] = lifecycles.code(lifecycle);
        resourceCodes[size] = resources.code(resource);
        teamCodes[size] = teams.code(team);
        instanceCodes[size] = instances.code(instance);
        times[size] = timeMicros;
        if (starts != null) {
            starts[size] = timeMicros;
        }
        size++;
        return this;
    }

    /** Says when the event that was added last began; from then on the log has start times. */
    public EventLogBuilder startedAt(long startMicros) {
        if (starts == null) {
            starts = times.clone();
        }
        starts[size - 1] = startMicros;
        return this;
    }

    private void grow() {
        if (size < times.length) {
            return;
        }
        int longer = size + (size >> 1);
        caseCodes = Arrays.copyOf(caseCodes, longer);
        activityCodes = Arrays.copyOf(activityCodes, longer);
        lifecycleCodes = Arrays.copyOf(lifecycleCodes, longer);
        resourceCodes = Arrays.copyOf(resourceCodes, longer);
        teamCodes = Arrays.copyOf(teamCodes, longer);
        instanceCodes = Arrays.copyOf(instanceCodes, longer);
        times = Arrays.copyOf(times, longer);
        starts = starts == null ? null : Arrays.copyOf(starts, longer);
    }

    /** Number of events so far. */
    public int size() {
        return size;
    }

    /** The log of all events so far. */
    public EventLog build() {
        int[] offsets = offsets();
        int[] order = orderByCase(offsets);
        int[] spare = new int[size];
        for (int c = 0; c < cases.size(); c++) {
            StableSort.sort(order, offsets[c], offsets[c + 1], times, spare);
        }
        return new EventLog(cases.texts(), offsets, columns(order));
    }

    private LogColumns columns(int[] order) {
        int[] activity = LogColumns.pick(activityCodes, order);
        int[] lifecycle = LogColumns.pick(lifecycleCodes, order);
        int[] resource = LogColumns.pick(resourceCodes, order);
        int[] team = LogColumns.pick(teamCodes, order);
        return new LogColumns(
                activity,
                LogColumns.pick(times, order),
                starts == null ? null : LogColumns.pick(starts, order),
                lifecycle,
                resource,
                team,
                LogColumns.pick(instanceCodes, order),
                sorted(activities, activity),
                sorted(lifecycles, lifecycle),
                sorted(resources, resource),
                sorted(teams, team),
                instances.texts());
    }

    private static String[] sorted(Dictionary dictionary, int[] codes) {
        String[] texts = dictionary.texts();
        Dictionary.recode(codes, Dictionary.sort(texts));
        return texts;
    }

    private int[] offsets() {
        int[] offsets = new int[cases.size() + 1];
        for (int i = 0; i < size; i++) {
            offsets[caseCodes[i] + 1]++;
        }
        for (int c = 0; c < cases.size(); c++) {
            offsets[c + 1] += offsets[c];
        }
        return offsets;
    }

    private int[] orderByCase(int[] offsets) {
        int[] next = offsets.clone();
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[next[caseCodes[i]]++] = i;
        }
        return order;
    }
}
