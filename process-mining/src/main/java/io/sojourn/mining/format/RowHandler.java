package io.sojourn.mining.format;

/** Takes the rows of a log. */
public interface RowHandler {
    /** A usable row. The object is reused: read it before returning. */
    void row(LogRow row);

    /** A row that can't be used. */
    void rejected(RejectedRow row);

    /** False when no attribute will be read, which lets a reader skip them. */
    default boolean wantsAttributes() {
        return true;
    }
}
