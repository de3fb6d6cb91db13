package io.sojourn.event;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of an event that a definition's expressions can name, in the fixed order of an expression row: first
 * these, then the definition's own attributes.
 */
public final class EventColumns {
    public static final int CASE_ID = 0;
    public static final int EVENT_ID = 1;
    public static final int SOURCE = 2;
    public static final int SEQUENCE = 3;
    public static final int ACTIVITY = 4;
    public static final int LIFECYCLE = 5;
    public static final int TIME = 6;
    public static final int RESOURCE = 7;
    public static final int RESOURCE_KIND = 8;
    public static final int TEAM = 9;
    public static final int QUEUE = 10;
    public static final int OUTCOME = 11;
    public static final int EXCEPTION = 12;
    public static final int REASON = 13;
    public static final int INSTANCE = 14;
    /** Where a definition's own attributes begin. */
    public static final int FIRST_ATTRIBUTE = 15;

    /** The standard columns, in order. */
    public static final List<Column> STANDARD = Stream.of(
                    "case_id",
                    "event_id",
                    "source",
                    "sequence",
                    "activity",
                    "lifecycle",
                    "time",
                    "resource",
                    "resource_kind",
                    "team",
                    "queue",
                    "outcome",
                    "exception",
                    "reason",
                    "instance")
            .map(name -> new Column(name, typeOf(name)))
            .collect(Collectors.toUnmodifiableList());

    private EventColumns() {}

    private static ColumnType typeOf(String name) {
        return switch (name) {
            case "sequence" -> ColumnType.INTEGER;
            case "time" -> ColumnType.TIME;
            default -> ColumnType.TEXT;
        };
    }

    /** Standard columns followed by the given attributes. */
    public static List<Column> with(List<Column> attributes) {
        List<Column> all = new ArrayList<>(STANDARD);
        all.addAll(attributes);
        return List.copyOf(all);
    }

    /** The values of an event as an expression row; attributes are the event's own, not carried forward. */
    public static Object[] row(Event e) {
        return row(e, e.attributes().length);
    }

    /** The same with a number of attributes: an event may have been read under another version of its definition. */
    public static Object[] row(Event e, int attributes) {
        Object[] row = new Object[FIRST_ATTRIBUTE + attributes];
        row[CASE_ID] = e.caseId();
        row[EVENT_ID] = e.eventId();
        row[SOURCE] = e.source();
        row[SEQUENCE] = e.sequence();
        row[ACTIVITY] = e.activity();
        row[LIFECYCLE] = e.lifecycle();
        row[TIME] = e.timeMicros();
        row[RESOURCE] = e.resource();
        row[RESOURCE_KIND] = e.resourceKind();
        row[TEAM] = e.team();
        row[QUEUE] = e.queue();
        row[OUTCOME] = e.outcome();
        row[EXCEPTION] = e.exception();
        row[REASON] = e.reason();
        row[INSTANCE] = e.instance();
        System.arraycopy(e.attributes(), 0, row, FIRST_ATTRIBUTE, Math.min(attributes, e.attributes().length));
        return row;
    }
}
