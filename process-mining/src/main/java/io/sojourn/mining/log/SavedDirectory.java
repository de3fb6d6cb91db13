package io.sojourn.mining.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sojourn.event.ColumnType;
import java.util.List;

/**
 * What a saved log has: the directory at its end, as JSON.
 *
 * @param rejected rows of the original that could not be used
 * @param notApplied corrections and retractions in the original
 */
record SavedDirectory(
        @JsonProperty("events") int events,
        @JsonProperty("cases") int cases,
        @JsonProperty("rejected") long rejected,
        @JsonProperty("not_applied") long notApplied,
        @JsonProperty("columns") List<Column> columns) {

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
            @JsonProperty("name") String name,
            @JsonProperty("type") ColumnType type,
            @JsonProperty("per") Per per,
            @JsonProperty("kind") Kind kind,
            @JsonProperty("constant") int constant,
            @JsonProperty("values") Section values,
            @JsonProperty("text_ends") Section textEnds,
            @JsonProperty("texts") Section texts) {}

    /**
     * Bytes of the file.
     *
     * @param crc32c of each stretch of {@link #STRETCH} bytes
     */
    record Section(
            @JsonProperty("offset") long offset,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("crc32c") List<Integer> crc32c) {
        static final int STRETCH = 4 << 20;

        int stretches() {
            return (int) ((bytes + STRETCH - 1) / STRETCH);
        }
    }
}
