package io.sojourn.mining.format;

/**
 * Where a JSON event came from: what is taken where the event itself says nothing.
 *
 * @param source name of the producer
 * @param sequence position in that source
 * @param receivedMicros when it reached us, in microseconds; 0 when unknown
 */
public record Origin(String source, long sequence, long receivedMicros) {}
