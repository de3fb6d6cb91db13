package io.sojourn.api.cms;

import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Cursors;
import io.sojourn.api.resources.Documents;
import io.sojourn.definition.CmsChoice;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The documents on CMS-0057-F, as somebody sees them. The figures are shown to who may not see small counts, without those; the requests
 * behind them are not. Each goes through the process's events anew, so its cost grows with them.
 */
public final class CmsReports {
    private CmsReports() {}

    /** Parameters that all of them know. */
    public static List<String> parameters(String... more) {
        List<String> known = new ArrayList<>(List.of("process", Asked.AS_OF, "year", "payer"));
        known.addAll(CmsChoice.words());
        known.addAll(List.of(more));
        return known;
    }

    public static Map<String, Object> figures(Documents seen, Asked asked) {
        CmsCells cells = new CmsCells(seen.scope().smallestCell());
        if (cells.areAsked()) {
            refuseWhatTellsByDifference(asked);
        }
        return seen.readGuarded(
                asked.text("process"), asked.asOf(), s -> CmsDocument.of(CmsReport.of(s, asked, false), asked, cells));
    }

    /** Answers that differ by a payer, an instant, or which decision counts, taken from each other, would tell what is hidden. */
    private static void refuseWhatTellsByDifference(Asked asked) {
        for (String name : List.of("payer", Asked.AS_OF, CmsChoice.DECISION.word(), CmsChoice.COUNTED_BY.word())) {
            if (asked.text(name) != null) {
                throw new SojournException(
                        ErrorCode.REFUSED_QUERY,
                        name + " can't be chosen where small counts are not shown: the difference would tell them.",
                        "Maybe leave it out; groups has each payer.");
            }
        }
    }

    static Map<String, Object> requests(Documents seen, Asked asked, Cursors cursors) {
        return seen.read(
                asked.text("process"),
                asked.asOf(),
                s -> CmsRequestList.of(CmsReport.of(s, asked, false), asked, cursors));
    }

    static Map<String, Object> metricData(Documents seen, Asked asked) {
        return seen.read(asked.text("process"), asked.asOf(), s -> PasData.of(CmsReport.of(s, asked, true)));
    }
}
