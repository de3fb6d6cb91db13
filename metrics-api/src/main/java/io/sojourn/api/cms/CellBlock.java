package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Appeal;
import io.sojourn.api.cms.Request.Outcome;
import io.sojourn.api.cms.Request.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Counts of requests that add up, so that one of them could be told by the others. */
enum CellBlock {
    STANDARD(outcomes(r -> r.urgency() == Urgency.STANDARD)),
    EXPEDITED(outcomes(r -> r.urgency() == Urgency.EXPEDITED)),
    APPEALS(appeals()),
    EXTENSIONS(extensions()),
    LEFT_OUT(List.of());

    private final List<Predicate<Request>> parts;

    CellBlock(List<Predicate<Request>> parts) {
        this.parts = parts;
    }

    private static List<Predicate<Request>> outcomes(Predicate<Request> of) {
        List<Predicate<Request>> all = new ArrayList<>();
        for (Outcome o : List.of(Outcome.APPROVED, Outcome.PARTIAL, Outcome.DENIED)) {
            all.add(of.and(r -> r.outcome() == o));
        }
        return all;
    }

    private static List<Predicate<Request>> appeals() {
        Predicate<Request> standard = r -> r.urgency() == Urgency.STANDARD;
        Predicate<Request> denied = standard.and(Request::isDenied);
        return List.of(
                denied.and(r -> r.appeal() == Appeal.OVERTURNED),
                denied.and(r -> r.appeal() == Appeal.UPHELD),
                denied.and(r -> r.appeal() == null || r.appeal() == Appeal.FILED),
                standard.and(r -> !r.isDenied()));
    }

    private static List<Predicate<Request>> extensions() {
        List<Predicate<Request>> all = outcomes(Request::isExtended);
        all.add(r -> !r.isExtended());
        return all;
    }

    /** Counts that exclude each other, behind their sum. */
    long[] counts(Tally tally) {
        int size = this == LEFT_OUT ? LeftOut.values().length : parts.size();
        long[] counts = new long[size + 1];
        for (int i = 0; i < size; i++) {
            counts[i + 1] = this == LEFT_OUT
                    ? tally.leftOut(LeftOut.values()[i])
                    : tally.counted().stream().filter(parts.get(i)).count();
            counts[0] += counts[i + 1];
        }
        return counts;
    }
}
