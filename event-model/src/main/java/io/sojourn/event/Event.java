package io.sojourn.event;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * One row of an event log.
 *
 * <p>Identity (within a case of a process): an appended event is {@code (source, eventId)}; a correction or retraction is {@code
 * (source, corrects, version)}. Order inside a case: {@code (timeMicros, source, sequence)}, see {@link #ORDER}.
 *
 * @param process name of the process that the case is a run of; never null or empty
 * @param caseId the case; never null or empty
 * @param eventId the producer's id; a reader whose log has none gives {@code "#" + sequence}; never null
 * @param source who produced it: a file's SHA-256, or the name that a live producer gave; never null
 * @param sequence position in the source, or the producer's own dense number
 * @param operation append, correct or retract
 * @param corrects the {@code eventId} that a correction or retraction is about; null for an appended event
 * @param version of a correction or retraction, from 1: the highest wins; 0 for an appended event
 * @param activity what was done; null only for a retraction
 * @param lifecycle XES transition in lower case ({@code schedule}, {@code start}, {@code complete}, ...); never null
 * @param timeMicros when it happened: microseconds since 1970-01-01T00:00Z
 * @param resource who did it, or null
 * @param resourceKind {@code person}, {@code bot}, {@code payer}, {@code patient}, {@code system}, or null (unknown)
 * @param team the group that the resource belongs to, or null
 * @param queue the queue that the source system names, or null
 * @param outcome result of the activity, or null
 * @param exception category of an exception, or null
 * @param reason reason code, or null
 * @param instance XES {@code concept:instance}: pairs start and complete, or null
 * @param related other cases, {@code relation:case} separated by blanks, or null
 * @param receivedMicros when it reached us, in microseconds; 0 when unknown
 * @param attributes values of the definition's attributes in their declared order: {@link String}, {@link Long}
 *     (integer, and time in microseconds), {@link Double}, {@link Boolean}, or null
 */
public record Event(
        String process,
        String caseId,
        String eventId,
        String source,
        long sequence,
        Operation operation,
        String corrects,
        int version,
        String activity,
        String lifecycle,
        long timeMicros,
        String resource,
        String resourceKind,
        String team,
        String queue,
        String outcome,
        String exception,
        String reason,
        String instance,
        String related,
        long receivedMicros,
        Object[] attributes)
        implements Serializable {

    /** The order inside a case: time, then source, then sequence; the id decides where a producer gave one number twice. */
    public static final Comparator<Event> ORDER = Event::compareInCase;

    private static final Object[] NONE = new Object[0];

    public Event {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(lifecycle, "lifecycle");
        attributes = attributes == null ? NONE : attributes;
        if (operation == Operation.APPEND ? (corrects != null || version != 0) : (corrects == null || version < 1)) {
            throw new IllegalArgumentException(
                    operation + " with corrects=" + corrects + " and version=" + version + " is not a valid event");
        }
        if (activity == null && operation != Operation.RETRACT) {
            throw new IllegalArgumentException("activity is missing in event " + eventId);
        }
    }

    private static int compareInCase(Event a, Event b) {
        int order = Long.compare(a.timeMicros, b.timeMicros);
        if (order == 0) {
            order = a.source.compareTo(b.source);
        }
        if (order == 0) {
            order = Long.compare(a.sequence, b.sequence);
        }
        return order == 0 ? a.eventId.compareTo(b.eventId) : order;
    }

    /** True when both rows claim the same place in the log: the later one is a duplicate, or a conflict. */
    public boolean sameIdentity(Event other) {
        return version == other.version
                && source.equals(other.source)
                && (operation == Operation.APPEND ? eventId.equals(other.eventId) : corrects.equals(other.corrects));
    }

    /** True when the content is the same too; the place in the source and the time of receipt are not content. */
    public boolean sameContent(Event o) {
        return operation == o.operation
                && timeMicros == o.timeMicros
                && Objects.equals(activity, o.activity)
                && lifecycle.equals(o.lifecycle)
                && Objects.equals(resource, o.resource)
                && Objects.equals(resourceKind, o.resourceKind)
                && Objects.equals(team, o.team)
                && Objects.equals(queue, o.queue)
                && Objects.equals(outcome, o.outcome)
                && Objects.equals(exception, o.exception)
                && Objects.equals(reason, o.reason)
                && Objects.equals(instance, o.instance)
                && Objects.equals(related, o.related)
                && sameAttributes(attributes, o.attributes);
    }

    /** One row may have been read under an older version of its definition, which had fewer attributes. */
    private static boolean sameAttributes(Object[] a, Object[] b) {
        int common = Math.min(a.length, b.length);
        return Arrays.equals(a, 0, common, b, 0, common) && isEmpty(a, common) && isEmpty(b, common);
    }

    private static boolean isEmpty(Object[] values, int from) {
        for (int i = from; i < values.length; i++) {
            if (values[i] != null) {
                return false;
            }
        }
        return true;
    }

    /** Begins a copy with other values. */
    public EventEdit edit() {
        return new EventEdit(this);
    }

    /** This event with the content of a correction; identity and sequence stay this event's own. */
    public Event correctedBy(Event c) {
        return c.edit()
                .caseId(caseId)
                .eventId(eventId)
                .source(source)
                .sequence(sequence)
                .operation(Operation.APPEND, null, 0)
                .event();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event o
                && process.equals(o.process)
                && caseId.equals(o.caseId)
                && sequence == o.sequence
                && sameIdentity(o)
                && sameContent(o)
                && receivedMicros == o.receivedMicros;
    }

    @Override
    public int hashCode() {
        return Objects.hash(caseId, source, eventId, corrects, version, timeMicros, activity);
    }
}
