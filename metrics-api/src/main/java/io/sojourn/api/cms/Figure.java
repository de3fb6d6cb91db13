package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Appeal;
import io.sojourn.api.cms.Request.Outcome;
import io.sojourn.api.cms.Request.Urgency;
import io.sojourn.definition.CmsChoice;
import java.util.List;
import java.util.Locale;

/**
 * The public figures, in the order of the rule's list. A share is numerator / denominator; a mean has the sum of the times as
 * numerator, a median has none. Only decided requests of the year count whose urgency and outcome are known.
 */
enum Figure {
    STANDARD_APPROVED(2, "Standard requests approved", Kind.SHARE, Urgency.STANDARD),
    STANDARD_DENIED(3, "Standard requests denied", Kind.SHARE, Urgency.STANDARD),
    STANDARD_APPROVED_AFTER_APPEAL(4, "Standard requests approved after appeal", Kind.SHARE, Urgency.STANDARD),
    EXTENDED_THEN_APPROVED(5, "Requests whose time was extended, and that were approved", Kind.SHARE, null),
    EXPEDITED_APPROVED(6, "Expedited requests approved", Kind.SHARE, Urgency.EXPEDITED),
    EXPEDITED_DENIED(7, "Expedited requests denied", Kind.SHARE, Urgency.EXPEDITED),
    STANDARD_MEAN_TIME(8, "Average time to decide a standard request", Kind.MEAN, Urgency.STANDARD),
    STANDARD_MEDIAN_TIME(8, "Median time to decide a standard request", Kind.MEDIAN, Urgency.STANDARD),
    EXPEDITED_MEAN_TIME(9, "Average time to decide an expedited request", Kind.MEAN, Urgency.EXPEDITED),
    EXPEDITED_MEDIAN_TIME(9, "Median time to decide an expedited request", Kind.MEDIAN, Urgency.EXPEDITED),
    STANDARD_REQUESTS(0, "Standard requests decided", Kind.COUNT, Urgency.STANDARD),
    EXPEDITED_REQUESTS(0, "Expedited requests decided", Kind.COUNT, Urgency.EXPEDITED),
    REQUESTS(0, "Requests decided, standard and expedited", Kind.COUNT, null),
    STANDARD_PARTIAL(0, "Standard requests approved in part", Kind.SHARE, Urgency.STANDARD),
    EXPEDITED_PARTIAL(0, "Expedited requests approved in part", Kind.SHARE, Urgency.EXPEDITED);

    /** How a figure is made. */
    enum Kind {
        SHARE,
        COUNT,
        MEAN,
        MEDIAN
    }

    private final int item;
    private final String title;
    private final Kind kind;
    private final Urgency urgency;

    Figure(int item, String title, Kind kind, Urgency urgency) {
        this.item = item;
        this.title = title;
        this.kind = kind;
        this.urgency = urgency;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its number in the rule's list; 0: it is beside the list. */
    int item() {
        return item;
    }

    String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }

    /** Of which requests it is; null: of both kinds. */
    Urgency urgency() {
        return urgency;
    }

    boolean isTime() {
        return kind == Kind.MEAN || kind == Kind.MEDIAN;
    }

    String unit() {
        return isTime() ? urgency == Urgency.STANDARD ? "days" : "hours" : kind == Kind.SHARE ? "share" : "requests";
    }

    /** The part of the definition without which it can't be said; null: none. */
    String needs() {
        return switch (this) {
            case STANDARD_APPROVED_AFTER_APPEAL -> Mark.APPEAL_DECIDED.part();
            case EXTENDED_THEN_APPROVED -> Mark.EXTENDED.part();
            default -> null;
        };
    }

    /** The questions whose answers decide it. */
    List<CmsChoice> choices() {
        return switch (this) {
            case STANDARD_APPROVED, STANDARD_DENIED, EXPEDITED_APPROVED, EXPEDITED_DENIED ->
                List.of(CmsChoice.PARTIAL, CmsChoice.DECISION, CmsChoice.COUNTED_BY);
            case STANDARD_APPROVED_AFTER_APPEAL ->
                List.of(CmsChoice.AFTER_APPEAL_OF, CmsChoice.DECISION, CmsChoice.COUNTED_BY);
            case EXTENDED_THEN_APPROVED ->
                List.of(CmsChoice.EXTENDED_OF, CmsChoice.PARTIAL, CmsChoice.DECISION, CmsChoice.COUNTED_BY);
            case STANDARD_MEAN_TIME -> List.of(CmsChoice.DAYS, CmsChoice.DECISION, CmsChoice.COUNTED_BY);
            case STANDARD_MEDIAN_TIME ->
                List.of(CmsChoice.MEDIAN, CmsChoice.DAYS, CmsChoice.DECISION, CmsChoice.COUNTED_BY);
            case EXPEDITED_MEDIAN_TIME -> List.of(CmsChoice.MEDIAN, CmsChoice.DECISION, CmsChoice.COUNTED_BY);
            default -> List.of(CmsChoice.DECISION, CmsChoice.COUNTED_BY);
        };
    }

    /** Whether a counted request is in the denominator. */
    boolean isOf(Request r, Choices choices) {
        if (urgency != null && r.urgency() != urgency) {
            return false;
        }
        return switch (this) {
            case STANDARD_APPROVED_AFTER_APPEAL -> isOfAppeals(r, choices);
            case EXTENDED_THEN_APPROVED -> r.isExtended() || choices.is(CmsChoice.EXTENDED_OF, "requests");
            default -> true;
        };
    }

    private static boolean isOfAppeals(Request r, Choices choices) {
        if (choices.is(CmsChoice.AFTER_APPEAL_OF, "requests")) {
            return true;
        }
        boolean isDecided = r.appeal() == Appeal.UPHELD || r.appeal() == Appeal.OVERTURNED;
        return r.isDenied() && (isDecided || choices.is(CmsChoice.AFTER_APPEAL_OF, "denied"));
    }

    /** Whether a request of the denominator is in the numerator; of times all are. */
    boolean isMeant(Request r, Choices choices) {
        return switch (this) {
            case STANDARD_APPROVED, EXPEDITED_APPROVED -> isApproved(r, choices);
            case STANDARD_DENIED, EXPEDITED_DENIED ->
                r.outcome() == Outcome.DENIED
                        || r.outcome() == Outcome.PARTIAL && choices.is(CmsChoice.PARTIAL, "denied");
            case STANDARD_APPROVED_AFTER_APPEAL -> r.isDenied() && r.appeal() == Appeal.OVERTURNED;
            case EXTENDED_THEN_APPROVED -> r.isExtended() && isApproved(r, choices);
            case STANDARD_PARTIAL, EXPEDITED_PARTIAL -> r.outcome() == Outcome.PARTIAL;
            default -> true;
        };
    }

    private static boolean isApproved(Request r, Choices choices) {
        return r.outcome() == Outcome.APPROVED
                || r.outcome() == Outcome.PARTIAL && choices.is(CmsChoice.PARTIAL, "approved");
    }
}
