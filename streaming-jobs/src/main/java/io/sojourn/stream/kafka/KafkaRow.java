package io.sojourn.stream.kafka;

import io.sojourn.event.Event;
import io.sojourn.fact.Result;

/**
 * One record of the topic of events: an event, or one that was set aside, or (neither) a heartbeat.
 *
 * @param partition where it was
 * @param appendedMicros when the broker appended it, in microseconds
 * @param tickMicros what a heartbeat says of the events' own time, or {@link #NO_TICK}
 * @param event or null
 * @param rejected the row of rejected events, or null
 */
record KafkaRow(int partition, long appendedMicros, long tickMicros, Event event, Result rejected) {
    static final long NO_TICK = Long.MIN_VALUE;
}
