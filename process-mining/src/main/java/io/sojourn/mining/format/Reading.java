package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.pseudonym.CaseIds;

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
     * @param process where it could be read and has a definition, or null
     */
    record Rejected(ErrorCode code, String message, String caseId, String eventId, String process) implements Reading {
        /** Of no process. */
        public Rejected(ErrorCode code, String message, String caseId, String eventId) {
            this(code, message, caseId, eventId, null);
        }

        /** As it is stored, and told: see {@link RejectedRow#kept}. */
        Rejected kept(CaseIds ids) {
            return new Rejected(
                    code, ids.message(message, caseId, eventId), ids.caseId(caseId), ids.eventId(eventId), process);
        }
    }
}
