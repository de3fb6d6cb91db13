package io.sojourn.mining.log;

import java.util.List;

/**
 * An immutable log in columns, sorted by case and inside a case by (time, position in the file): ties keep the file's order.
 * Activities, resources, teams and lifecycles are codes into lists sorted by Unicode code point; -1 is missing. Cases keep the
 * order of their first event in the file. The arrays that are handed out are the log's own: read them, don't write them.
 */
public final class EventLog {
    /** What stands for a missing resource or team where pairs are named. */
    public static final String MISSING = "__MISSING__";

    private final String[] caseIds;
    private final int[] offsets;
    private final LogColumns columns;

    /** @param columns sorted by case and canonical order already */
    EventLog(String[] caseIds, int[] offsets, LogColumns columns) {
        this.caseIds = caseIds;
        this.offsets = offsets;
        this.columns = columns;
    }

    LogColumns columns() {
        return columns;
    }

    String[] caseIdArray() {
        return caseIds;
    }

    /** Number of events. */
    public int events() {
        return columns.times().length;
    }

    /** Number of cases; each has at least one event. */
    public int cases() {
        return caseIds.length;
    }

    public String caseId(int index) {
        return caseIds[index];
    }

    /** Case {@code i} has the events from {@code offsets[i]} to before {@code offsets[i + 1]}. */
    public int[] offsets() {
        return offsets;
    }

    /** Names of the activities, by code; in a view some may have no event. */
    public List<String> activityNames() {
        return List.of(columns.activityNames());
    }

    /** Activity code of each event. */
    public int[] activities() {
        return columns.activities();
    }

    /** Time of each event, microseconds; its completion in a log with starts. */
    public long[] times() {
        return columns.times();
    }

    /** True when events have a start of their own. */
    public boolean hasStarts() {
        return columns.starts() != null;
    }

    /** Start of each event, microseconds; in a log without starts its time. */
    public long[] starts() {
        return hasStarts() ? columns.starts() : columns.times();
    }

    public List<String> resourceNames() {
        return List.of(columns.resourceNames());
    }

    public int[] resources() {
        return columns.resources();
    }

    public List<String> teamNames() {
        return List.of(columns.teamNames());
    }

    public int[] teams() {
        return columns.teams();
    }

    public List<String> lifecycleNames() {
        return List.of(columns.lifecycleNames());
    }

    public int[] lifecycles() {
        return columns.lifecycles();
    }

    /** Code of what pairs a start with its completion, for each event; -1 is missing. */
    public int[] instances() {
        return columns.instances();
    }

    /**
     * The order in which work begins: the events of each case by (start, time, position), as indices of events. Without
     * starts that is the log's own order.
     */
    public int[] intervalOrder() {
        int[] order = new int[events()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (hasStarts()) {
            int[] spare = new int[order.length];
            for (int c = 0; c < cases(); c++) {
                StableSort.sort(order, offsets[c], offsets[c + 1], columns.starts(), spare);
            }
        }
        return order;
    }
}
