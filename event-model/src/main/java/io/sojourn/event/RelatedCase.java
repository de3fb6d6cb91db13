package io.sojourn.event;

import java.util.ArrayList;
import java.util.List;

/**
 * A case that an event names in {@link Event#related()}: {@code relation:case}, or the case alone. Several are separated
 * by blanks; a blank inside a case's id is written {@code %20}, a percent sign {@code %25}.
 *
 * @param relation what the other case is to this one, such as {@code referral}; null when the event doesn't say
 * @param caseId the other case; never empty
 */
public record RelatedCase(String relation, String caseId) {

    /** The cases that a text names, in its order; empty for null. */
    public static List<RelatedCase> of(String related) {
        if (related == null) {
            return List.of();
        }
        List<RelatedCase> cases = new ArrayList<>(1);
        for (String item : related.split(" ", -1)) {
            if (!item.isEmpty()) {
                cases.add(item(item));
            }
        }
        return cases;
    }

    /** Why a text can't be taken, or null: it names more than {@link Limits#RELATED_CASES} cases. */
    public static String trouble(String related) {
        // Each case but the last takes two characters at least.
        if (related == null || related.length() < 2 * Limits.RELATED_CASES) {
            return null;
        }
        int count = of(related).size();
        return count <= Limits.RELATED_CASES
                ? null
                : "related names " + count + " cases, the limit is " + Limits.RELATED_CASES + ".";
    }

    /** Where nothing stands on one side of the colon, the colon is part of the case's id. */
    private static RelatedCase item(String item) {
        int colon = item.indexOf(':');
        return colon < 1 || colon == item.length() - 1
                ? new RelatedCase(null, plain(item))
                : new RelatedCase(item.substring(0, colon), plain(item.substring(colon + 1)));
    }

    private static String plain(String written) {
        return written.indexOf('%') < 0 ? written : written.replace("%20", " ").replace("%25", "%");
    }
}
