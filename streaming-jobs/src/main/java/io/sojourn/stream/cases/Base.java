package io.sojourn.stream.cases;

import io.sojourn.event.Event;

/**
 * What is kept of the part of a case that left the state: enough to go on, not to fold it again.
 *
 * @param episodes how many episodes there were
 * @param firstTime time of the first event: it decides to which version of the definition the case belongs
 * @param lastTime time of the last event
 * @param lastSource its source
 * @param lastSequence its sequence
 * @param lastId its id
 * @param silentUntil where silence closed the last episode, the instant of that close: an earlier event would undo it;
 *     else {@link Long#MIN_VALUE}
 * @param carried values carried forward, in the order of the expression row
 */
record Base(
        long episodes,
        long firstTime,
        long lastTime,
        String lastSource,
        long lastSequence,
        String lastId,
        long silentUntil,
        Object[] carried) {

    /** True when an event of that order would change what has left the state. */
    boolean isBehind(Event e) {
        if (e.timeMicros() != lastTime) {
            return e.timeMicros() < Math.max(lastTime, silentUntil);
        }
        int order = e.source().compareTo(lastSource);
        if (order == 0) {
            order = Long.compare(e.sequence(), lastSequence);
        }
        if (order == 0) {
            order = e.eventId().compareTo(lastId);
        }
        return order <= 0 || e.timeMicros() < silentUntil;
    }
}
