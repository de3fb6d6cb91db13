package io.sojourn.api.cms;

import io.sojourn.definition.CmsChoice;

/** The same as {@link Figure#isOf} and {@link Figure#isMeant}, as conditions over the columns of {@code requests} in {@link TwinRequests}. */
final class FigureSql {
    private static final String DENIED = "outcome IN ('denied', 'partial')";

    private FigureSql() {}

    static String denominator(Figure figure, Choices choices) {
        String of = figure.urgency() == null
                ? "TRUE"
                : figure.urgency() == Request.Urgency.STANDARD ? "is_standard" : "NOT is_standard";
        if (figure == Figure.EXTENDED_THEN_APPROVED && choices.is(CmsChoice.EXTENDED_OF, "extended")) {
            return "extended";
        }
        if (figure == Figure.STANDARD_APPROVED_AFTER_APPEAL && !choices.is(CmsChoice.AFTER_APPEAL_OF, "requests")) {
            return of + " AND " + DENIED + (choices.is(CmsChoice.AFTER_APPEAL_OF, "appeals") ? " AND ruled" : "");
        }
        return of;
    }

    static String numerator(Figure figure, Choices choices) {
        return switch (figure) {
            case STANDARD_APPROVED, EXPEDITED_APPROVED -> approved(choices);
            case STANDARD_DENIED, EXPEDITED_DENIED ->
                choices.is(CmsChoice.PARTIAL, "denied") ? DENIED : "outcome = 'denied'";
            case STANDARD_APPROVED_AFTER_APPEAL -> DENIED + " AND overturned";
            case EXTENDED_THEN_APPROVED -> "extended AND " + approved(choices);
            case STANDARD_PARTIAL, EXPEDITED_PARTIAL -> "outcome = 'partial'";
            default -> "TRUE";
        };
    }

    private static String approved(Choices choices) {
        return choices.is(CmsChoice.PARTIAL, "approved")
                ? "outcome IN ('approved', 'partial')"
                : "outcome = 'approved'";
    }
}
