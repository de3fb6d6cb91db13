package io.sojourn.stream.cases;

import io.sojourn.event.Event;

/**
 * One event as the fold sees it.
 *
 * @param event the effective event
 * @param row its expression row: own standard columns, attributes carried forward
 * @param dimensions carried values of the dimensions
 */
record Step(Event event, Object[] row, String[] dimensions) {
    long time() {
        return event.timeMicros();
    }
}
