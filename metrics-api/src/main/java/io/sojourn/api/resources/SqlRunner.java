package io.sojourn.api.resources;

import io.sojourn.api.access.Sight;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/** Runs a query of an analyst, checked and bounded; refusals are {@link SojournException}s. */
@FunctionalInterface
public interface SqlRunner {
    /** Over all rows, as they are. */
    QueryResult run(String sql);

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
