package io.sojourn.fact;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;

/** The first values of a row of {@link FactTable#EVENTS}: all but {@code late}, which comes next, and the attributes. */
public final class EventRow {
    /** How many values {@link #fill} writes. */
    public static final int VALUES = 21;

    private EventRow() {}

    /**
     * Writes the values of an event into the front of a row.
     *
     * @param version of the definition, a {@link Long}
     */
    public static void fill(Object[] row, Event e, Object version) {
        int i = 0;
        row[i++] = e.process();
        row[i++] = version;
        row[i++] = e.caseId();
        row[i++] = e.source();
        row[i++] = e.operation() == Operation.APPEND ? e.eventId() : e.corrects();
        row[i++] = (long) e.version();
        row[i++] = e.sequence();
        row[i++] = e.operation().word();
        row[i++] = e.activity();
        row[i++] = e.lifecycle();
        row[i++] = e.timeMicros();
        row[i++] = e.resource();
        row[i++] = e.resourceKind();
        row[i++] = e.team();
        row[i++] = e.queue();
        row[i++] = e.outcome();
        row[i++] = e.exception();
        row[i++] = e.reason();
        row[i++] = e.instance();
        row[i++] = e.related();
        row[i] = e.receivedMicros() == 0 ? null : (Object) e.receivedMicros();
    }
}
