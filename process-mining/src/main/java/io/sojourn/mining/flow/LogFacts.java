package io.sojourn.mining.flow;

import io.sojourn.event.ErrorCode;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.log.Views;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said about a whole log beside its flow.
 *
 * @param starts whether its events have a start of their own
 * @param startAndComplete whether it has events of the lifecycles start and complete
 * @param orphans how these fit together
 * @param rejected how many rows could not be used
 * @param reasons how many of them for which reason; empty where that is not known
 * @param rejections messages of the first of them
 * @param notApplied corrections and retractions, which are left out
 */
public record LogFacts(
        boolean starts,
        boolean startAndComplete,
        Views.Orphans orphans,
        long rejected,
        Map<ErrorCode, Long> reasons,
        List<String> rejections,
        long notApplied) {
    public LogFacts {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        rejections = List.copyOf(rejections);
    }

    static LogFacts of(LogLoader.Loaded loaded) {
        return new LogFacts(
                loaded.log().hasStarts(),
                Views.hasStartAndComplete(loaded.log()),
                Views.orphans(loaded.log()),
                loaded.rejected(),
                loaded.reasons(),
                loaded.rejections().stream().map(RejectedRow::message).toList(),
                loaded.notApplied());
    }
}
