package io.sojourn.stream.kafka;

/** What the clock is that travels with the events: the job's event time. */
public enum AsOf {
    /** The broker's time of appending: for live traffic. Moves on when nothing happens, by heartbeats. */
    APPENDED,
    /** The greatest event time read so far: for history that is sent through Kafka. */
    EVENTS
}
