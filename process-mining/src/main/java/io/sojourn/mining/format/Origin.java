package io.sojourn.mining.format;

/**
 * Where a JSON event came from: what is taken where the event itself says nothing.
 *
 * @param source name of the producer
 * @param sequence position in that source
 * @param receivedMicros when it reached us, in microseconds; 0 when unknown
 * @param eventId the producer's id, where the way in carries one beside the event; or null
 */
public record Origin(String source, long sequence, long receivedMicros, String eventId) {
    /** Without an id beside the event. */
    public Origin(String source, long sequence, long receivedMicros) {
        this(source, sequence, receivedMicros, null);
    }
}
