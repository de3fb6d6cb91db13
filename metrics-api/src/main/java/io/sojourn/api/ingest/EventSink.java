package io.sojourn.api.ingest;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Event;
import java.util.List;

/** Where accepted events go: a log that the job reads. Many threads call it. */
public interface EventSink {
    /**
     * Adds events in order; returns when they are durable.
     *
     * @throws io.sojourn.event.SojournException when they are not, and the producer has to send them again
     */
    void append(List<Event> events);

    /** From now on events have the attributes of these definitions; told before the first such event comes. */
    default void follow(List<ProcessDefinition> definitions) {}

    /** Durable bytes that the job has not read yet. */
    long backlogBytes();
}
