package io.sojourn.api.cms;

import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Cursors;
import io.sojourn.api.resources.Json;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The requests behind a number, in pages: those of a figure's numerator or denominator, or those that were left out for a reason. */
final class CmsRequestList {
    private static final int DEFAULT_ROWS = 100;

    /** Which part of a figure. */
    private enum Part {
        NUMERATOR,
        DENOMINATOR
    }

    private CmsRequestList() {}

    static Map<String, Object> of(CmsReport report, Asked asked, Cursors cursors) {
        String figure = asked.needed("figure", Figure.STANDARD_DENIED.id());
        Part part = asked.one("part", Part.class, Part.NUMERATOR);
        Predicate<Request> condition = condition(report, figure, part);
        List<Request> all = report.requests().stream().filter(condition).toList();
        String question = Cursors.digest("cms-0057 requests\0"
                + report.definition().process() + '\0'
                + report.snapshot().tables().sight().scope().key() + '\0' + asked.key("process", "cursor", "limit"));
        String cursor = asked.text("cursor");
        int from = cursor == null ? 0 : behind(all, cursors.read(question, cursor));
        int to = Math.min(all.size(), from + asked.limit(DEFAULT_ROWS));
        return Json.object(
                "as_of",
                Json.instant(report.snapshot().asOf()),
                "figure",
                figure,
                "part",
                Asked.word(part),
                "total",
                all.size(),
                "next_cursor",
                to == all.size() ? null : cursors.write(question, place(all.get(to - 1))),
                "requests",
                all.subList(from, to).stream().map(Request::json).toList());
    }

    private static Predicate<Request> condition(CmsReport report, String id, Part part) {
        for (LeftOut why : LeftOut.values()) {
            if (why.id().equals(id)) {
                return r -> LeftOut.of(r) == why;
            }
        }
        Figure figure = report.figures().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(report, id));
        return r -> LeftOut.of(r) == null
                && figure.isOf(r, report.choices())
                && (part == Part.DENOMINATOR || figure.isMeant(r, report.choices()));
    }

    private static SojournException unknown(CmsReport report, String id) {
        List<String> known = new ArrayList<>();
        report.figures().forEach(f -> known.add(f.id()));
        known.addAll(LeftOut.ids());
        return new SojournException(
                ErrorCode.NOT_FOUND,
                "there is no figure \"" + id + "\".",
                "Maybe one of " + String.join(", ", known) + ".");
    }

    private static List<Object> place(Request r) {
        return Arrays.asList(r.received(), r.caseId(), (long) r.ordinal());
    }

    /** The index of the first request behind a place. */
    private static int behind(List<Request> all, List<Object> place) {
        int from = 0;
        while (from < all.size() && !isBehind(all.get(from), place)) {
            from++;
        }
        return from;
    }

    private static boolean isBehind(Request r, List<Object> place) {
        List<Object> own = place(r);
        for (int i = 0; i < own.size(); i++) {
            int order = i == 1
                    ? ((String) own.get(i)).compareTo((String) place.get(i))
                    : Long.compare((Long) own.get(i), (Long) place.get(i));
            if (order != 0) {
                return order > 0;
            }
        }
        return false;
    }
}
