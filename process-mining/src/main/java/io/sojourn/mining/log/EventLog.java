package io.sojourn.mining.log;

import java.util.List;

/**
 * An immutable log in columns, sorted by case and inside a case by (time, position in the file): ties keep the file's order.
 * Activities, resources, teams and lifecycles are codes into lists sorted by Unicode code point; -1 is missing. Cases keep the
 * order of their first event in the file. The arrays that are handed out are the log's own: read them, don't write them.
 *
 * <p>Cost per event: 8 bytes of time, and for each coded column 0 to 4 bytes by the size of its dictionary; per case its id
 * and 8 bytes. At most 2,147,483,639 events.
 */
public final class EventLog {
    /** What stands for a missing resource or team where pairs are named. */
    public static final String MISSING = "__MISSING__";
    /** Events of one log. */
    static final int MOST_EVENTS = Integer.MAX_VALUE - 8;

    private final Texts caseIds;
    private final int[] offsets;
    private final LogColumns columns;
    private final AttributeTable attributes;

    /** @param columns sorted by case and canonical order already */
    EventLog(Texts caseIds, int[] offsets, LogColumns columns, AttributeTable attributes) {
        this.caseIds = caseIds;
        this.offsets = offsets;
        this.columns = columns;
        this.attributes = attributes;
    }

    LogColumns columns() {
        return columns;
    }

    /** The ids of the cases, in the log's order. */
    public Texts caseIds() {
        return caseIds;
    }

    /** Number of events. */
    public int events() {
        return columns.times().length;
    }

    /** Number of cases; each has at least one event. */
    public int cases() {
        return caseIds.size();
    }

    public String caseId(int index) {
        return caseIds.get(index);
    }

    /** Case {@code i} has the events from {@code offsets[i]} to before {@code offsets[i + 1]}. */
    public int[] offsets() {
        return offsets;
    }

    /** Names of the activities, by code; in a selection some may have no event. */
    public List<String> activityNames() {
        return columns.activityNames().list();
    }

    /** Activity code of each event. */
    public Codes activities() {
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
        return columns.resourceNames().list();
    }

    public Codes resources() {
        return columns.resources();
    }

    public List<String> teamNames() {
        return columns.teamNames().list();
    }

    public Codes teams() {
        return columns.teams();
    }

    public List<String> lifecycleNames() {
        return columns.lifecycleNames().list();
    }

    public Codes lifecycles() {
        return columns.lifecycles();
    }

    /** What pairs a start with its completion. */
    public Codes instances() {
        return columns.instances();
    }

    /** The texts of the instances, by code. */
    public Texts instanceNames() {
        return columns.instanceNames();
    }

    /** The dictionary of the column {@code activity}, {@code lifecycle}, {@code resource} or {@code team}. */
    public Texts columnTexts(String column) {
        return switch (column) {
            case "activity" -> columns.activityNames();
            case "lifecycle" -> columns.lifecycleNames();
            case "resource" -> columns.resourceNames();
            case "team" -> columns.teamNames();
            default -> throw new IllegalArgumentException(column);
        };
    }

    /** Names of the attributes that were kept, in the order in which the file first had them. */
    public List<String> attributeNames() {
        return attributes.names();
    }

    /** An attribute, read when first asked for; null when there is none of that name. */
    public Attribute attribute(String name) {
        return attributes.get(name);
    }

    /** All cases and events. */
    public Selection all() {
        return Selection.all(this);
    }
}
