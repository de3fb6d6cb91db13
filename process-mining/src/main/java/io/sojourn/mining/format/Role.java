package io.sojourn.mining.format;

import java.util.List;

/** What a column of a log can mean, and the usual names of it: the first name that a log has wins. */
enum Role {
    CASE("case:concept:name", "case_id", "case id", "caseid", "_case_key", "case_key", "case", "trace_id"),
    ACTIVITY(
            "concept:name", "activity", "activity_en", "activity name", "activity_name", "event", "event_name", "task"),
    TIME(
            "time:timestamp",
            "complete timestamp",
            "complete_timestamp",
            "timestamp",
            "time",
            "time_micros",
            "eventtime",
            "event_time",
            "event time",
            "end_timestamp",
            "end timestamp",
            "end_time",
            "end time",
            "complete_time",
            "completed_at",
            "occurred_at",
            "datetime",
            "date"),
    START("start_timestamp", "start timestamp", "start_time", "start time", "starttime", "started_at"),
    LIFECYCLE("lifecycle:transition", "lifecycle", "lifecycle_id", "lifecycle transition", "transition"),
    RESOURCE("org:resource", "resource", "resource_id", "resource id", "user", "user_name"),
    RESOURCE_KIND("resource_kind"),
    TEAM("org:group", "team", "group"),
    QUEUE("queue"),
    OUTCOME("outcome"),
    EXCEPTION("exception"),
    REASON("reason"),
    INSTANCE("concept:instance", "instance", "activity_instance_id", "activity_instance"),
    RELATED("relation:case", "related"),
    RECEIVED("received_at", "received", "received_micros"),
    EVENT_ID("identity:id", "event_id"),
    SOURCE("source"),
    SEQUENCE("sequence"),
    OPERATION("operation"),
    CORRECTS("corrects"),
    VERSION("version"),
    /** Written by bupaR: the order of the rows, which the file has already. */
    ORDER(".order");

    private final List<String> names;

    Role(String... names) {
        this.names = List.of(names);
    }

    /** Usual names in lower case, best first. */
    List<String> names() {
        return names;
    }

    /** The name used in messages. */
    String word() {
        return switch (this) {
            case CASE -> "case";
            case START -> "start time";
            default -> name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }
}
