package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Outcome;
import io.sojourn.api.cms.Request.Urgency;
import io.sojourn.definition.CmsChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a request is in no figure. Each is in at most one; the first that fits. */
enum LeftOut {
    NOT_COVERED("The rule does not cover them (when)."),
    UNDECIDED("Received in the year, and not decided yet."),
    WITHDRAWN("Withdrawn before a decision."),
    URGENCY_UNKNOWN("Decided; the definition says neither standard nor expedited of them, or both."),
    OUTCOME_UNKNOWN("Decided; the definition says none or several of approved, partial and denied.");

    private final String title;

    LeftOut(String title) {
        this.title = title;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(LeftOut::id).toList();
    }

    String title() {
        return title;
    }

    /** Why a request of the year is left out; null: it counts. */
    static LeftOut of(Request r) {
        if (!r.isCovered()) {
            return NOT_COVERED;
        }
        if (!r.isDecided()) {
            return r.isWithdrawn() ? WITHDRAWN : UNDECIDED;
        }
        return r.urgency() == Urgency.UNKNOWN
                ? URGENCY_UNKNOWN
                : r.outcome() == Outcome.UNKNOWN ? OUTCOME_UNKNOWN : null;
    }

    /** Whether a request is of the year: by its end, or by its receipt where that is chosen or it has no end. */
    static boolean isOf(ReportYear year, Request r, Choices choices) {
        boolean byReceipt = r.ended() == null || choices.is(CmsChoice.COUNTED_BY, "received");
        return year.holds(byReceipt ? Long.valueOf(r.received()) : r.ended());
    }
}
