package io.sojourn.mining.dots;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * How a dotted chart is laid out.
 *
 * @param order of the rows
 * @param axis what is to the right
 * @param colour what colours stand for
 * @param zone of the week
 */
public record DotOptions(Order order, Axis axis, Colour colour, ZoneId zone) {
    /** Rows from the top; equal ones in the order of the log. */
    public enum Order {
        /** By the first event. */
        FIRST,
        /** By the time from the first event to the last, shortest first. */
        DURATION,
        /** By the last event. */
        LAST
    }

    /** What the place of a dot to the right says. */
    public enum Axis {
        /** When. */
        TIME,
        /** How long after the first event of its case. */
        CASE,
        /** When in the week, from Monday 0:00 local time. */
        WEEK
    }

    /** What the colour of a dot says. */
    public enum Colour {
        ACTIVITY,
        RESOURCE
    }

    /** By first event, absolute time, by activity, UTC. */
    public static DotOptions defaults() {
        return new DotOptions(Order.FIRST, Axis.TIME, Colour.ACTIVITY, ZoneOffset.UTC);
    }

    /** An option as commands and documents have it. */
    public static String word(Enum<?> option) {
        return option.name().toLowerCase(Locale.ROOT);
    }
}
