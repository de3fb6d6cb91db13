package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;

/** What became of one JSON event. */
public sealed interface Reading {
    /** It can be used. */
    record Accepted(Event event) implements Reading {}

    /**
     * It can't be used.
     *
     * @param code what kind of trouble
     * @param message what, which value, what to try
     * @param caseId where it could be read, or null
     * @param eventId where it could be read, or null
     */
    record Rejected(ErrorCode code, String message, String caseId, String eventId) implements Reading {}
}
