package io.sojourn.mining.format;

import io.sojourn.event.Operation;

/**
 * A row of a log. The object is reused by its reader: it is valid only inside {@link RowHandler#row}, its strings are not
 * reused and may be kept.
 */
public final class LogRow {
    /** Start of a row that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    long position;
    long sequence;
    String source;
    String caseId;
    String activity;
    String lifecycle;
    long timeMicros;
    long startMicros = NO_TIME;
    boolean startColumn;
    String eventId;
    String resource;
    String resourceKind;
    String team;
    String queue;
    String outcome;
    String exception;
    String reason;
    String instance;
    String related;
    long receivedMicros;
    Operation operation = Operation.APPEND;
    String corrects;
    int version;
    Attributes attributes = Attributes.NONE;

    LogRow() {}

    /** Line of CSV and JSON lines (from 1), running event number of XES (from 1), row number of Parquet (from 1). */
    public long position() {
        return position;
    }

    /** Running number of the row from 0, rejected ones counted; or what the row's own {@code sequence} says. */
    public long sequence() {
        return sequence;
    }

    /** What the row's own {@code source} says, or null: the file's. */
    public String source() {
        return source;
    }

    public String caseId() {
        return caseId;
    }

    /** Null only in a retraction. */
    public String activity() {
        return activity;
    }

    /** Lower case; {@code complete} where the row says nothing. */
    public String lifecycle() {
        return lifecycle;
    }

    /** Microseconds since 1970 UTC. */
    public long timeMicros() {
        return timeMicros;
    }

    /** Microseconds since 1970 UTC, or {@link #NO_TIME}. */
    public long startMicros() {
        return startMicros;
    }

    /** True when the log has a start time column, also where this row has no start. */
    public boolean hasStartColumn() {
        return startColumn;
    }

    /** The producer's id, or null. */
    public String eventId() {
        return eventId;
    }

    public String resource() {
        return resource;
    }

    public String resourceKind() {
        return resourceKind;
    }

    public String team() {
        return team;
    }

    public String queue() {
        return queue;
    }

    public String outcome() {
        return outcome;
    }

    public String exception() {
        return exception;
    }

    public String reason() {
        return reason;
    }

    public String instance() {
        return instance;
    }

    public String related() {
        return related;
    }

    /** Microseconds since 1970 UTC; 0 when unknown. */
    public long receivedMicros() {
        return receivedMicros;
    }

    public Operation operation() {
        return operation;
    }

    /** Event id that a correction or retraction is about, else null. */
    public String corrects() {
        return corrects;
    }

    /** Version of a correction or retraction, else 0. */
    public int version() {
        return version;
    }

    /** How many attributes the row has; an empty one may be left out or null. */
    public int attributeCount() {
        return attributes.count();
    }

    /** Name of attribute {@code i} as it stands in the log; a trace's attribute begins with {@code case:}. */
    public String attributeName(int i) {
        return attributes.name(i);
    }

    /**
     * Value of attribute {@code i}: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link java.time.Instant}
     * or null. CSV has only strings. A typed value that is no such thing is its text.
     */
    public Object attributeValue(int i) {
        return attributes.value(i);
    }
}
