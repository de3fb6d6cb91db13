package io.sojourn.definition;

import io.sojourn.event.ColumnType;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What a log looks like, as far as {@link Drafts} needs it.
 *
 * @param process name of the process
 * @param activities its activities, the most telling ones first
 * @param hasResource some event names a resource
 * @param hasTeam some event names a team
 * @param attributes its columns beyond the standard ones
 * @param closeAfterMicros silence after which a case is taken to be over
 * @param zone zone of local days
 */
public record LogProfile(
        String process,
        List<ActivityProfile> activities,
        boolean hasResource,
        boolean hasTeam,
        List<AttributeProfile> attributes,
        long closeAfterMicros,
        ZoneId zone) {

    /**
     * An activity.
     *
     * @param activity its name
     * @param lifecycles its lifecycle transitions, in lower case
     * @param events how many events it has
     */
    public record ActivityProfile(String activity, Set<String> lifecycles, long events) {}

    /**
     * An attribute.
     *
     * @param column its column: letters, digits and {@code _}
     * @param original its name in the log
     * @param type type of its values
     * @param distinct how many different values it has
     * @param dimension whether figures are to be split by it
     */
    public record AttributeProfile(String column, String original, ColumnType type, long distinct, boolean dimension) {}
}
