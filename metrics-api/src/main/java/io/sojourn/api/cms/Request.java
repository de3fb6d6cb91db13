package io.sojourn.api.cms;

import io.sojourn.api.resources.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request for authorization: from its receipt by the payer to its decision, and to what became of an appeal.
 *
 * @param ordinal of the case's requests, from 1
 * @param payer at the receipt
 * @param urgency at the receipt
 * @param received in microseconds, as all times
 * @param ended when it was decided or withdrawn; null: it is open
 * @param outcome of the decision that counts; null: it is not decided
 * @param decisions how many there were before an appeal
 * @param notes what happened to it, where that was asked for
 */
record Request(
        String caseId,
        int ordinal,
        String payer,
        boolean isCovered,
        Urgency urgency,
        long received,
        Long ended,
        Outcome outcome,
        boolean isExtended,
        int decisions,
        Appeal appeal,
        List<Note> notes) {

    /** How soon it has to be decided; unknown where the definition says neither or both. */
    enum Urgency {
        STANDARD,
        EXPEDITED,
        UNKNOWN
    }

    /** What was decided; unknown where the definition says none or several. */
    enum Outcome {
        APPROVED,
        PARTIAL,
        DENIED,
        UNKNOWN
    }

    /** What became of an appeal; null: there was none. */
    enum Appeal {
        FILED,
        UPHELD,
        OVERTURNED
    }

    /**
     * An event of a request.
     *
     * @param texts values of the parts of {@code pas}, in the order of the definition
     */
    record Note(long time, int marks, List<String> texts) {}

    boolean isDecided() {
        return outcome != null;
    }

    boolean isWithdrawn() {
        return outcome == null && ended != null;
    }

    /** Denied in full or in part: only such a decision is appealed. */
    boolean isDenied() {
        return outcome == Outcome.DENIED || outcome == Outcome.PARTIAL;
    }

    private static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    Map<String, Object> json() {
        return Json.object(
                "case_id",
                caseId,
                "request",
                ordinal,
                "payer",
                payer,
                "urgency",
                word(urgency),
                "received_at",
                Json.instant(received),
                "ended_at",
                Json.instant(ended),
                "outcome",
                isWithdrawn() ? "withdrawn" : word(outcome),
                "extended",
                isExtended,
                "decisions",
                decisions,
                "appeal",
                word(appeal));
    }
}
