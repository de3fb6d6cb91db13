package io.sojourn.event;

/** A copy of an event in the making: everything is the original's but for what is set. Begins with {@link Event#edit()}. */
public final class EventEdit {
    private final Event original;
    private String caseId;
    private String eventId;
    private String source;
    private long sequence;
    private Operation operation;
    private String corrects;
    private int version;
    private long timeMicros;
    private String team;
    private String outcome;
    private String instance;
    private String related;
    private Object[] attributes;

    EventEdit(Event original) {
        this.original = original;
        caseId = original.caseId();
        eventId = original.eventId();
        source = original.source();
        sequence = original.sequence();
        operation = original.operation();
        corrects = original.corrects();
        version = original.version();
        timeMicros = original.timeMicros();
        team = original.team();
        outcome = original.outcome();
        instance = original.instance();
        related = original.related();
        attributes = original.attributes();
    }

    public EventEdit caseId(String value) {
        caseId = value;
        return this;
    }

    public EventEdit eventId(String value) {
        eventId = value;
        return this;
    }

    public EventEdit source(String value) {
        source = value;
        return this;
    }

    public EventEdit sequence(long value) {
        sequence = value;
        return this;
    }

    /** What the row does, and to which event; null and 0 for an appended one. */
    public EventEdit operation(Operation value, String ofEvent, int withVersion) {
        operation = value;
        corrects = ofEvent;
        version = withVersion;
        return this;
    }

    public EventEdit timeMicros(long value) {
        timeMicros = value;
        return this;
    }

    public EventEdit team(String value) {
        team = value;
        return this;
    }

    public EventEdit outcome(String value) {
        outcome = value;
        return this;
    }

    public EventEdit instance(String value) {
        instance = value;
        return this;
    }

    public EventEdit related(String value) {
        related = value;
        return this;
    }

    public EventEdit attributes(Object[] value) {
        attributes = value;
        return this;
    }

    public Event event() {
        return new Event(
                original.process(),
                caseId,
                eventId,
                source,
                sequence,
                operation,
                corrects,
                version,
                original.activity(),
                original.lifecycle(),
                timeMicros,
                original.resource(),
                original.resourceKind(),
                team,
                original.queue(),
                outcome,
                original.exception(),
                original.reason(),
                instance,
                related,
                original.receivedMicros(),
                attributes);
    }
}
