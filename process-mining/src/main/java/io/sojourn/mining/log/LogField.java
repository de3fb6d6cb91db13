package io.sojourn.mining.log;

/** The columns of a log whose texts are codes. */
public enum LogField {
    CASE,
    ACTIVITY,
    LIFECYCLE,
    RESOURCE,
    TEAM,
    INSTANCE
}
