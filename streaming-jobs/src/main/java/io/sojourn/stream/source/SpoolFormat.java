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
    /** Nothing follows: the log, or this segment of it, is complete. */
    static final byte END = 3;
    /** In a live log, what ends each commit: {@link #COMMIT_MAGIC}, CRC-32C and length of all records since the one before. */
    static final byte COMMIT = 4;

    /** No text has these bytes: where they are, a commit ended. */
    static final long COMMIT_MAGIC = 0xFFC0_FFC1_534A_4E43L;

    static final int COMMIT_PAYLOAD = 16;

    static final int MAX_RECORD = 1 << 26;
    static final int RECORD_HEAD = 5;
    static final int COMMIT_RECORD = RECORD_HEAD + COMMIT_PAYLOAD;

    private SpoolFormat() {}
}
