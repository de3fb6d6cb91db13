package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;
import java.util.List;

/**
 * What a saved log has: the directory at its end, as JSON.
 *
 * @param rejected rows of the original that could not be used
 * @param notApplied corrections and retractions in the original
 */
record SavedDirectory(int events, int cases, long rejected, long notApplied, List<Column> columns) {

    /** The places of a column in the file. */
    enum Per {
        EVENT,
        CASE
    }

    /** What a column's values are. */
    enum Kind {
        /** Codes, one byte each, of a dictionary: code + 1, 0 is missing. */
        CODE1,
        CODE2,
        CODE4,
        /** All codes are the same one. */
        CONSTANT,
        LONG,
        DOUBLE,
        INT,
        /** Only a dictionary. */
        TEXTS
    }

    /**
     * A column.
     *
     * @param name of an attribute {@code @} and its name
     * @param type of an attribute; null of the log's own columns
     * @param constant the code of a constant column
     * @param values null where there are none
     * @param textEnds where each text of the dictionary ends, 4 bytes each; null without dictionary
     * @param texts the texts as UTF-8, one behind the other
     */
    record Column(
            String name,
            ColumnType type,
            Per per,
            Kind kind,
            int constant,
            Section values,
            Section textEnds,
            Section texts) {}

    /**
     * Bytes of the file.
     *
     * @param crc32c of each stretch of {@link #STRETCH} bytes
     */
    record Section(long offset, long bytes, List<Integer> crc32c) {
        static final int STRETCH = 4 << 20;

        int stretches() {
            return (int) ((bytes + STRETCH - 1) / STRETCH);
        }
    }
}
