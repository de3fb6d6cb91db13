package io.sojourn.api.resources;

import io.sojourn.api.access.Sight;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.List;

/** Runs a query of an analyst, checked and bounded; refusals are {@link io.sojourn.event.SojournException}s. */
@FunctionalInterface
public interface SqlRunner {
    /** Over all rows, as they are. */
    QueryResult run(String sql);

    /**
     * What can stand at a place of a query that is being written, of names that somebody sees.
     *
     * @param cursor number of characters before the place
     */
    default Proposals complete(String sql, int cursor, Sight sight) {
        throw new SojournException(ErrorCode.BUSY, "no proposals are made here.", null);
    }

    /**
     * Proposals.
     *
     * @param from number of characters before the word that one replaces
     */
    record Proposals(int from, List<Proposal> items) {}

    /**
     * One proposal.
     *
     * @param kind {@code column}, {@code table}, {@code alias}, {@code operator}, {@code function} or {@code word}
     * @param detail a column's type and table; else empty
     */
    record Proposal(String text, String kind, String detail) {}
    /** Over what somebody sees; a runner that can't hold it refuses. */
    default QueryResult run(String sql, Sight sight) {
        if (sight.scope().isAll()) {
            return run(sql);
        }
        throw new SojournException(
                ErrorCode.REFUSED_QUERY,
                "queries here see everything, and you may not.",
                "Maybe ask for measures, queues, handoffs or cases instead.");
    }
}
