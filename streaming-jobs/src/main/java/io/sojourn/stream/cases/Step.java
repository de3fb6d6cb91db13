package io.sojourn.stream.cases;

import io.sojourn.definition.Expression;
import io.sojourn.event.Event;

/** One event as the fold sees it. */
final class Step {
    private final Plan plan;
    private final Event event;
    private final Object[] row;
    private final Dimensions dimensions;
    private final long[] known;

    /**
     * @param event the effective event
     * @param row its expression row: own standard columns, attributes carried forward
     * @param dimensions carried values of the dimensions
     */
    Step(Plan plan, Event event, Object[] row, Dimensions dimensions) {
        this.plan = plan;
        this.event = event;
        this.row = row;
        this.dimensions = dimensions;
        this.known = plan.conditions.of(row);
    }

    Event event() {
        return event;
    }

    Object[] row() {
        return row;
    }

    Dimensions dimensions() {
        return dimensions;
    }

    long time() {
        return event.timeMicros();
    }

    /** True when the condition is true of the event; false where there is no condition. */
    boolean isTrue(Expression e) {
        if (e == null) {
            return false;
        }
        int index = e.index();
        return plan.conditions.knows(index) ? (known[index >> 6] >>> index & 1) != 0 : plan.isTrue(e, row);
    }
}
