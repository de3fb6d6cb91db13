package io.sojourn.fact;

import static io.sojourn.event.ColumnType.BOOLEAN;
import static io.sojourn.event.ColumnType.INTEGER;
import static io.sojourn.event.ColumnType.TEXT;
import static io.sojourn.event.ColumnType.TIME;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of results: key columns first, then values. A definition adds columns (see {@link TableSchema}): its
 * attributes to {@link #EVENTS}, its case columns to {@link #CASES}, its dimensions to most. Names ending in {@code
 * _us} are microseconds.
 */
public enum FactTable {
    /** Accepted events, corrections and retractions, as they came; {@code event_id} of a correction is its target. */
    EVENTS(
            Owner.CASE,
            Extra.ATTRIBUTES,
            columns("case_id", TEXT, "source", TEXT, "event_id", TEXT, "revision", INTEGER),
            columns(
                    "sequence",
                    INTEGER,
                    "operation",
                    TEXT,
                    "activity",
                    TEXT,
                    "lifecycle",
                    TEXT,
                    "time",
                    TIME,
                    "resource",
                    TEXT,
                    "resource_kind",
                    TEXT,
                    "team",
                    TEXT,
                    "queue",
                    TEXT,
                    "outcome",
                    TEXT,
                    "exception",
                    TEXT,
                    "reason",
                    TEXT,
                    "instance",
                    TEXT,
                    "related",
                    TEXT,
                    "received_at",
                    TIME,
                    "late",
                    BOOLEAN)),
    /** What was not accepted, each with its place and reason. */
    REJECTED_EVENTS(
            Owner.NOBODY,
            Extra.NONE,
            columns("source", TEXT, "position", INTEGER, "code", TEXT, "event_id", TEXT),
            columns("case_id", TEXT, "message", TEXT, "raw", TEXT)),
    /** How often events of a case came again: the same, or with other content. */
    DELIVERIES(Owner.CASE, Extra.NONE, columns("case_id", TEXT), columns("duplicates", INTEGER, "conflicts", INTEGER)),
    /** One row for each episode of a case. */
    CASES(
            Owner.CASE,
            Extra.CASE,
            columns("case_id", TEXT, "episode", INTEGER),
            columns(
                    "started_at",
                    TIME,
                    "last_at",
                    TIME,
                    "closed_at",
                    TIME,
                    "closed_by",
                    TEXT,
                    "events",
                    INTEGER,
                    "touches",
                    INTEGER,
                    "rework",
                    INTEGER,
                    "handoffs",
                    INTEGER,
                    "exceptions",
                    INTEGER,
                    "reopened",
                    INTEGER,
                    "cycle_time_us",
                    INTEGER,
                    "re_enters",
                    INTEGER,
                    "stray_leaves",
                    INTEGER,
                    "open_instances",
                    INTEGER,
                    "instant_instances",
                    INTEGER,
                    "partyless_handoffs",
                    INTEGER,
                    "ties",
                    INTEGER)),
    /** A case's stays in queues. */
    STAYS(
            Owner.CASE,
            Extra.DIMENSIONS,
            columns("case_id", TEXT, "episode", INTEGER, "queue", TEXT, "ordinal", INTEGER),
            columns("instance", TEXT, "entered_at", TIME, "left_at", TIME, "ended_by", TEXT)),
    /** Running instances of SLA rules. */
    SLA_CLOCKS(
            Owner.CASE,
            Extra.DIMENSIONS,
            columns("case_id", TEXT, "episode", INTEGER, "sla", TEXT, "ordinal", INTEGER),
            columns(
                    "started_at",
                    TIME,
                    "limit_us",
                    INTEGER,
                    "at_risk_at",
                    TIME,
                    "due_at",
                    TIME,
                    "stopped_at",
                    TIME,
                    "state",
                    TEXT)),
    /** Executions of activities. */
    ACTIVITY_INSTANCES(
            Owner.CASE,
            Extra.DIMENSIONS,
            columns("case_id", TEXT, "episode", INTEGER, "ordinal", INTEGER),
            columns(
                    "activity",
                    TEXT,
                    "instance",
                    TEXT,
                    "started_at",
                    TIME,
                    "completed_at",
                    TIME,
                    "resource",
                    TEXT,
                    "resource_kind",
                    TEXT,
                    "team",
                    TEXT)),
    /** Work passing from one party to another; {@code ordinal} is that of the receiving activity instance. */
    HANDOFFS(
            Owner.CASE,
            Extra.DIMENSIONS,
            columns("case_id", TEXT, "episode", INTEGER, "ordinal", INTEGER),
            columns(
                    "from_ordinal",
                    INTEGER,
                    "from_activity",
                    TEXT,
                    "to_activity",
                    TEXT,
                    "from_party",
                    TEXT,
                    "to_party",
                    TEXT,
                    "released_at",
                    TIME,
                    "picked_up_at",
                    TIME,
                    "delay_us",
                    INTEGER)),
    /** Events that the definition calls exceptions. */
    EXCEPTIONS(
            Owner.CASE,
            Extra.DIMENSIONS,
            columns("case_id", TEXT, "episode", INTEGER, "ordinal", INTEGER),
            columns("time", TIME, "event_id", TEXT, "activity", TEXT, "category", TEXT, "reason", TEXT)),
    /** Durations of from/to measures; without {@code to_at} they are censored. */
    DURATIONS(
            Owner.CASE,
            Extra.DIMENSIONS,
            columns("case_id", TEXT, "episode", INTEGER, "measure", TEXT, "ordinal", INTEGER),
            columns("from_at", TIME, "to_at", TIME, "duration_us", INTEGER)),
    /** Measures per minute; SLA rates are measures named {@code sla:<name>}. */
    MEASURE_PANES(
            Owner.PANE,
            Extra.KEY_DIMENSIONS,
            columns("measure", TEXT, "pane", TIME),
            columns("numerator", INTEGER, "denominator", INTEGER)),
    /** Arrivals at and departures from queues per minute. */
    QUEUE_PANES(
            Owner.PANE,
            Extra.KEY_DIMENSIONS,
            columns("queue", TEXT, "pane", TIME),
            columns("arrivals", INTEGER, "departures", INTEGER)),
    /** Ages of the stays that are open at {@code as_of}; no row where none is open. */
    QUEUE_AGING(
            Owner.PANE,
            Extra.KEY_DIMENSIONS,
            columns("queue", TEXT),
            columns(
                    "as_of",
                    TIME,
                    "open",
                    INTEGER,
                    "oldest_at",
                    TIME,
                    "age_sum_s",
                    INTEGER,
                    "p50_us",
                    INTEGER,
                    "p90_us",
                    INTEGER,
                    "p95_us",
                    INTEGER,
                    "bands",
                    TEXT)),
    /**
     * Cases that events of the episode name, in the order of their first naming. {@code relation} is null where the event says
     * none, {@code related_process} where the definition doesn't say whose case it is.
     */
    CASE_RELATIONS(
            Owner.CASE,
            Extra.NONE,
            columns("case_id", TEXT, "episode", INTEGER, "ordinal", INTEGER),
            columns("relation", TEXT, "related_process", TEXT, "related_case_id", TEXT, "since", TIME));

    /** Value of a dimension that is null. */
    public static final String NONE = "(none)";
    /** Value of a dimension that a measure is not split by. */
    public static final String ALL = "(all)";

    /** Who rewrites its rows: a case as a whole, an aggregator by key, or nobody. */
    public enum Owner {
        CASE,
        PANE,
        NOBODY
    }

    /** Which columns a definition adds. */
    enum Extra {
        NONE,
        ATTRIBUTES,
        DIMENSIONS,
        KEY_DIMENSIONS,
        CASE
    }

    private final Owner owner;
    private final Extra extra;
    private final List<Column> key;
    private final List<Column> values;

    FactTable(Owner owner, Extra extra, List<Column> key, List<Column> values) {
        this.owner = owner;
        this.extra = extra;
        this.key = key;
        this.values = values;
    }

    /** Name in the store. */
    public String tableName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public Owner owner() {
        return owner;
    }

    /** Which operator of the job says its rows. */
    public Result.Lane lane() {
        return switch (this) {
            case MEASURE_PANES, QUEUE_PANES -> Result.Lane.PANES;
            case QUEUE_AGING -> Result.Lane.AGES;
            case REJECTED_EVENTS -> Result.Lane.SOURCE;
            default -> Result.Lane.CASES;
        };
    }

    /** Tables that the batch engine computes from {@link #EVENTS}, and {@code verify} compares. */
    public boolean isDerived() {
        return ordinal() >= CASES.ordinal();
    }

    Extra extra() {
        return extra;
    }

    List<Column> fixedKey() {
        return key;
    }

    List<Column> fixedValues() {
        return values;
    }

    private static List<Column> columns(Object... namesAndTypes) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.add(new Column((String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1]));
        }
        return List.copyOf(columns);
    }
}
