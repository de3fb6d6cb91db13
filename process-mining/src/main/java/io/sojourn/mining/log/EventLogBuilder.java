package io.sojourn.mining.log;

import java.util.List;

/** Takes events in the order of their log and makes an {@link EventLog} of them. Not thread-safe. */
public final class EventLogBuilder {
    private final LogAppender appender = new LogAppender();
    private final LogPart part = appender.begin();

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
        appender.set(LogField.CASE, caseId);
        appender.set(LogField.ACTIVITY, activity);
        appender.set(LogField.LIFECYCLE, lifecycle);
        appender.set(LogField.RESOURCE, resource);
        appender.set(LogField.TEAM, team);
        appender.set(LogField.INSTANCE, instance);
        appender.add(timeMicros);
        return this;
    }

    /** Says when the event that was added last began; from then on the log has start times. */
    public EventLogBuilder startedAt(long startMicros) {
        appender.startedAt(startMicros);
        return this;
    }

    /** Number of events so far. */
    public int size() {
        return part.size();
    }

    /** The log of all events so far. */
    public EventLog build() {
        return build(List.of(part), AttributeTypes.TEXT_ONLY);
    }

    /**
     * Puts parts together, in the order of the list.
     *
     * @throws io.sojourn.event.SojournException when there are too many events
     */
    public static EventLog build(List<LogPart> parts, AttributeTypes types) {
        return new LogAssembly(parts, types).assemble();
    }
}
