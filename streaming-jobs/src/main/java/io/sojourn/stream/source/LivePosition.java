package io.sojourn.stream.source;

/**
 * A place in a live log.
 *
 * @param segment number of the segment, from 1
 * @param offset byte in it, where a record begins
 */
public record LivePosition(int segment, long offset) implements Comparable<LivePosition> {
    /** Where a new log begins. */
    static LivePosition beginningOf(int segment) {
        return new LivePosition(segment, SpoolFormat.HEADER.length);
    }

    @Override
    public int compareTo(LivePosition other) {
        return segment != other.segment ? Integer.compare(segment, other.segment) : Long.compare(offset, other.offset);
    }
}
