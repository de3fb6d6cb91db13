package io.sojourn.stream.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The one split of a spool: where to read on.
 *
 * @param path the spool's file
 * @param position where the next record begins
 * @param asOfMicros greatest event time or tick so far; {@link Long#MIN_VALUE} before the first
 * @param events how many events were read so far
 */
record SpoolSplit(String path, long position, long asOfMicros, long events) implements SourceSplit {
    @Override
    public String splitId() {
        return "spool";
    }
}
