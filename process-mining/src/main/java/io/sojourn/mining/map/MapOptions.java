package io.sojourn.mining.map;

import io.sojourn.definition.CalendarRule;
import io.sojourn.mining.log.View;
import java.util.Objects;

/**
 * What a map is made of.
 *
 * @param view which events
 * @param calendar working hours, for working time; null for none
 */
public record MapOptions(View view, CalendarRule calendar) {
    public MapOptions {
        Objects.requireNonNull(view, "view");
    }

    /** Every event, without working time. */
    public static MapOptions defaults() {
        return new MapOptions(View.ALL, null);
    }
}
