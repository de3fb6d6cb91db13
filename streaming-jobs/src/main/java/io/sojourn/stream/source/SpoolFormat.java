package io.sojourn.stream.source;

/**
 * Bytes of a spool: the header, then records of {@code int length, byte kind, payload}. A record that the file ends in
 * the middle of was being written when its writer died: readers stop before it, the next writer cuts it off.
 */
final class SpoolFormat {
    static final byte[] HEADER = {'S', 'J', 'N', 'S', 'P', 'L', '0', '1'};
    /** A coded event. */
    static final byte EVENT = 1;
    /** Eight bytes: the feed's clock, in microseconds. */
    static final byte TICK = 2;
    /** Nothing follows: the log is complete. */
    static final byte END = 3;

    static final int MAX_RECORD = 1 << 26;
    static final int RECORD_HEAD = 5;

    private SpoolFormat() {}
}
