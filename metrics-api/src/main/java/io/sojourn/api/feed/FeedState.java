package io.sojourn.api.feed;

import io.sojourn.event.SojournException;

/**
 * How a feed is.
 *
 * @param status what it does
 * @param message why it waits or has failed, or null
 * @param failure the failure, or null
 * @param results read since the start
 * @param lagRecords records that are in the topics and not read yet, as last heard
 * @param lagMillis age of the last record that was read, while there are more; 0 when none is left
 */
public record FeedState(
        Status status, String message, SojournException failure, long results, long lagRecords, long lagMillis) {
    /** What a feed does. */
    public enum Status {
        /** It reads, or there is nothing to read. */
        READING,
        /** The brokers or topics aren't there: it tries again. */
        WAITING,
        /** It has stopped for good. */
        FAILED
    }
}
