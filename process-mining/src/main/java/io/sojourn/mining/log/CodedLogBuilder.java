package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes small logs of whole cases, of one large log that is not in memory as a whole: all have the names of the large one, by
 * the same codes, so that views, filters and codes mean the same as there. Not thread-safe.
 */
public final class CodedLogBuilder {
    private final Texts activityNames;
    private final Texts lifecycleNames;
    private final Texts resourceNames;
    private final Texts teamNames;
    private final boolean starts;

    private final List<String> cases = new ArrayList<>();
    private int[] offsets = new int[64];
    private final Map<String, Integer> instances = new LinkedHashMap<>();
    private final int[][] codes = new int[LogField.values().length][1 << 10];
    private long[] times = new long[1 << 10];
    private long[] startTimes = new long[1 << 10];
    private int size;

    /**
     * What occurs in the large log.
     *
     * @param activities names, each once, by Unicode code point; so are the others
     * @param starts whether its events have a start of their own
     */
    public record Names(
            List<String> activities,
            List<String> lifecycles,
            List<String> resources,
            List<String> teams,
            boolean starts) {
        /** As {@link Views#hasStartAndComplete}. */
        public boolean startAndComplete() {
            return lifecycles.contains("start") && lifecycles.contains("complete");
        }
    }

    public CodedLogBuilder(Names names) {
        this.activityNames = Texts.of(names.activities());
        this.lifecycleNames = Texts.of(names.lifecycles());
        this.resourceNames = Texts.of(names.resources());
        this.teamNames = Texts.of(names.teams());
        this.starts = names.starts();
    }

    /** Begins the next case; its events follow in the order of the case. */
    public void beginCase(String id) {
        if (cases.size() + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        cases.add(id);
        offsets[cases.size()] = size;
    }

    /**
     * Adds an event by the codes of its names, -1 for a missing one.
     *
     * @param start microseconds; the time where the event has none
     * @param instance what pairs a start with its completion, or null
     */
    public void add(long time, long start, int activity, int lifecycle, int resource, int team, String instance) {
        if (size == times.length) {
            grow();
        }
        times[size] = time;
        startTimes[size] = start;
        codes[LogField.ACTIVITY.ordinal()][size] = activity;
        codes[LogField.LIFECYCLE.ordinal()][size] = lifecycle;
        codes[LogField.RESOURCE.ordinal()][size] = resource;
        codes[LogField.TEAM.ordinal()][size] = team;
        codes[LogField.INSTANCE.ordinal()][size] = instance == null
                ? Dictionary.MISSING
                : instances.computeIfAbsent(instance, unknown -> instances.size());
        offsets[cases.size()] = ++size;
    }

    private void grow() {
        times = Arrays.copyOf(times, size * 2);
        startTimes = Arrays.copyOf(startTimes, size * 2);
        for (int f = 0; f < codes.length; f++) {
            codes[f] = Arrays.copyOf(codes[f], size * 2);
        }
    }

    /** Number of events so far. */
    public int size() {
        return size;
    }

    /** The log of the cases so far, which are forgotten. */
    public EventLog build() {
        Texts instanceNames = Texts.of(List.copyOf(instances.keySet()));
        LogColumns columns = new LogColumns(
                column(LogField.ACTIVITY, activityNames),
                Arrays.copyOf(times, size),
                starts ? Arrays.copyOf(startTimes, size) : null,
                column(LogField.LIFECYCLE, lifecycleNames),
                column(LogField.RESOURCE, resourceNames),
                column(LogField.TEAM, teamNames),
                column(LogField.INSTANCE, instanceNames),
                activityNames,
                lifecycleNames,
                resourceNames,
                teamNames,
                instanceNames);
        EventLog log =
                new EventLog(Texts.of(cases), Arrays.copyOf(offsets, cases.size() + 1), columns, AttributeTable.NONE);
        cases.clear();
        instances.clear();
        size = 0;
        return log;
    }

    private Codes column(LogField field, Texts names) {
        Codes column = Codes.room(size, names.size());
        for (int i = 0; i < size; i++) {
            column.set(i, codes[field.ordinal()][i]);
        }
        return column;
    }
}
