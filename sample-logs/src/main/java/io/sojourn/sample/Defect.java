package io.sojourn.sample;

/** What is wrong with a malformed row. */
public enum Defect {
    /** Its time is no time. */
    UNREADABLE_TIME,
    /** It names no activity. */
    NO_ACTIVITY,
    /** It names no case. */
    NO_CASE
}
