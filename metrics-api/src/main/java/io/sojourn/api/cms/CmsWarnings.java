package io.sojourn.api.cms;

import io.sojourn.api.resources.Json;
import java.util.ArrayList;
import java.util.List;

/** What a reader has to know before a report is published, in plain words. */
final class CmsWarnings {
    private CmsWarnings() {}

    /** @param areSmallHidden whether no counts but those of the report may be told */
    static List<String> of(CmsReport report, Tally all, boolean areSmallHidden) {
        List<String> warnings = new ArrayList<>();
        Long asOf = report.snapshot().asOf();
        if (asOf == null || asOf < report.year().to()) {
            warnings.add("The year is not over in the data: the figures will change.");
        }
        Long retain = report.snapshot().history().retainMicros();
        if (asOf != null && retain != null && report.year().from() < asOf - retain) {
            warnings.add("Cases without an event since " + Json.instant(asOf - retain)
                    + " may have been let go (retain in the definition): the year may be incomplete.");
        }
        if (areSmallHidden) {
            return warnings;
        }
        if (report.strays() > 0) {
            warnings.add(report.strays()
                    + " decisions in the year belong to no request that was received; they are in no figure.");
        }
        if (all.decidedAgain() > 0) {
            warnings.add(all.decidedAgain()
                    + " counted requests were decided more than once before an appeal: see the choice \"decision\".");
        }
        for (Figure f : Figure.values()) {
            if (f.needs() != null && !report.rule().has(f.needs())) {
                warnings.add("\"" + f.title() + "\" (item " + f.item() + ") can't be said: the definition has no "
                        + f.needs() + ".");
            }
        }
        return warnings;
    }
}
