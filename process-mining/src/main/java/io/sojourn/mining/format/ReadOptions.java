package io.sojourn.mining.format;

import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How to read a log. A null column is recognised by its usual names; a null time format means ISO-8601.
 *
 * @param caseColumn column that names the case
 * @param activityColumn column that names the activity; in XES also a classifier
 * @param timeColumn column with the time (of completion, where there is a start too)
 * @param startColumn column with the start time
 * @param resourceColumn column that names the resource
 * @param lifecycleColumn column with the lifecycle transition
 * @param timeFormat {@code epoch_s}, {@code epoch_ms}, {@code epoch_us}, or a pattern such as {@code dd.MM.yyyy HH:mm}
 * @param zone zone of times without an offset; null means UTC
 */
public record ReadOptions(
        String caseColumn,
        String activityColumn,
        String timeColumn,
        String startColumn,
        String resourceColumn,
        String lifecycleColumn,
        String timeFormat,
        ZoneId zone)
        implements Serializable {

    public ReadOptions {
        zone = zone == null ? ZoneOffset.UTC : zone;
    }

    /** Recognise every column, ISO-8601 times, UTC. */
    public static ReadOptions defaults() {
        return new ReadOptions(null, null, null, null, null, null, null, ZoneOffset.UTC);
    }
}
