package io.sojourn.event;

/** Named limits of everything that comes from outside. */
public final class Limits {
    /** Earliest accepted event time: 1970-01-01T00:00Z, in microseconds. */
    public static final long MIN_TIME_MICROS = 0L;
    /** First instant that is no longer accepted: 2100-01-01T00:00Z, in microseconds. */
    public static final long MAX_TIME_MICROS = 4_102_444_800_000_000L;
    /** Characters of one text value (a case id, an activity, an attribute). */
    public static final int TEXT_LENGTH = 65_536;
    /** Bytes of one line of CSV or JSON lines. */
    public static final int LINE_LENGTH = 1_048_576;
    /** Bytes of one result on its way to the store: more than any event can grow to. */
    public static final int RESULT_BYTES = 8 << 20;
    /** Characters that are kept of what was set aside. */
    public static final int RAW_LENGTH = 1_000;
    /** Columns of a CSV file. */
    public static final int CSV_COLUMNS = 2_000;
    /** Attributes of one XES event or trace, and of a definition. */
    public static final int ATTRIBUTES = 1_000;
    /** Different attributes of all events of one log. */
    public static final int LOG_ATTRIBUTES = 3_000;
    /** Bytes of one XML tag with its attributes. */
    public static final int TAG_BYTES = 8 << 20;
    /** Cases that one event names. */
    public static final int RELATED_CASES = 1_000;
    /** Nesting of XML elements or JSON values. */
    public static final int DEPTH = 64;
    /** Digits of a number in JSON. */
    public static final int NUMBER_LENGTH = 100;
    /** Decompressed bytes per compressed byte, beyond the first {@link #GZIP_FREE_BYTES}. */
    public static final int GZIP_RATIO = 200;
    /** Decompressed bytes that are never checked against {@link #GZIP_RATIO}. */
    public static final long GZIP_FREE_BYTES = 64L << 20;
    /** Events that one case keeps in the stream's state at a time. */
    public static final int EVENTS_PER_OPEN_CASE = 50_000;
    /** Characters of an expression in a definition. */
    public static final int EXPRESSION_LENGTH = 4_096;
    /** Nesting of an expression. */
    public static final int EXPRESSION_DEPTH = 32;
    /** Characters of a process definition. */
    public static final int DEFINITION_LENGTH = 1_048_576;
    /** Versions of one process's definition. */
    public static final int DEFINITION_VERSIONS = 1_000;

    /** Processes in one deployment. */
    public static final int PROCESSES = 100;

    /** Columns of a table that the definitions of a deployment share. */
    public static final int TABLE_COLUMNS = 5_000;

    /** Events, of all processes together, that a server keeps in columns to mine them: some 50 bytes each. */
    public static final int MINED_EVENTS = 5_000_000;

    /** Activities of a picture of a process map. */
    public static final int MAP_ACTIVITIES = 150;

    /** Paths of a picture of a process map. */
    public static final int MAP_PATHS = 300;

    /** Windows that a log is cut into. */
    public static final int TIME_WINDOWS = 10_000;

    /** Lines of a picture; of more, about so many are drawn, and the picture says so. */
    public static final int DRAWN_LINES = 5_000;

    /** Dots of a picture; of more, about so many are drawn, and the picture says so. */
    public static final int DRAWN_DOTS = 20_000;

    /** Segments whose load is searched for cascades: those with the longest waits in all. */
    public static final int CASCADE_SEGMENTS = 500;

    /** Bytes of one page of a Parquet file, unpacked, and of its footer. */
    public static final int PARQUET_PAGE_BYTES = 1 << 28;

    /** Events of one case that is mined on Flink. */
    public static final int EVENTS_PER_MINED_CASE = 10_000_000;

    /** Different names of activities, of resources, of teams, of lifecycles in a log that is mined on Flink. */
    public static final int MINED_NAMES = 1_000_000;

    /** Events from which the facts at a past instant are computed while someone waits. */
    public static final int PAST_EVENTS = 1_000_000;

    /** Rows of one exported file. */
    public static final int EXPORT_ROWS = 5_000_000;

    /** Points of one series of figures. */
    public static final int SERIES_POINTS = 2_000;

    /** Rows of one page of a list. */
    public static final int PAGE_ROWS = 500;

    /** Requests for authorization of one yearly report: some 150 bytes each. */
    public static final int REPORT_REQUESTS = 2_000_000;

    /** Requests for authorization of one export in the names of PASMetricData. */
    public static final int PAS_REQUESTS = 50_000;

    /** Characters of a key or token that somebody signs in with. */
    public static final int CREDENTIAL_LENGTH = 8_192;

    /** Keys, and policies, of one file of access rules. */
    public static final int KEYS = 5_000;

    /** Browsers that are signed in at a time; the one that came first is signed out. */
    public static final int SESSIONS = 10_000;

    /** Principals, and addresses, whose rate is watched at a time; the one that was quiet for longest is forgotten. */
    public static final int RATED = 100_000;

    /** Bytes of one line of the audit log. */
    public static final int AUDIT_LINE_BYTES = 65_536;

    private Limits() {}
}
