package io.sojourn.mining.log;

/**
 * The columns of a log's events, one entry per event. Names are sorted by code point.
 *
 * @param times microseconds; of completion where there are starts
 * @param starts microseconds, or null in a log without start times
 */
record LogColumns(
        Codes activities,
        long[] times,
        long[] starts,
        Codes lifecycles,
        Codes resources,
        Codes teams,
        Codes instances,
        Texts activityNames,
        Texts lifecycleNames,
        Texts resourceNames,
        Texts teamNames,
        Texts instanceNames) {}
