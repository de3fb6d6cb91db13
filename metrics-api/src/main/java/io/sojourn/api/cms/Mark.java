package io.sojourn.api.cms;

import io.sojourn.definition.CmsRule;
import java.util.Locale;

/** What an event can be to a request for authorization, by the keys of {@code cms_0057}; several at a time, as bits. */
enum Mark {
    WHEN,
    RECEIVED,
    STANDARD,
    EXPEDITED,
    DECIDED,
    APPROVED,
    PARTIAL,
    DENIED,
    WITHDRAWN,
    EXTENDED,
    APPEALED,
    APPEAL_DECIDED,
    OVERTURNED,
    /** The payer asks for documents. */
    REQUESTED,
    /** The documents are sent. */
    ANSWERED;

    int bit() {
        return 1 << ordinal();
    }

    boolean in(int marks) {
        return (marks & bit()) != 0;
    }

    /** Whether it says by itself that something happened; the others say of what kind that is. */
    boolean happens() {
        return switch (this) {
            case RECEIVED, DECIDED, WITHDRAWN, EXTENDED, APPEALED, APPEAL_DECIDED, REQUESTED, ANSWERED -> true;
            default -> false;
        };
    }

    boolean isOfPas() {
        return this == REQUESTED || this == ANSWERED;
    }

    /** Its key in the definition. */
    String part() {
        return (isOfPas() ? CmsRule.PAS : "") + name().toLowerCase(Locale.ROOT);
    }

    /** What holds where the definition says nothing: the rule covers everything, and nothing else happens. */
    String missing() {
        return this == WHEN ? "TRUE" : "FALSE";
    }
}
