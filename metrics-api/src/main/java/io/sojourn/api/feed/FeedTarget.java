package io.sojourn.api.feed;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.Result;
import java.util.List;
import java.util.Map;

/** What a feed fills: the store. */
public interface FeedTarget {
    /** Takes results, in order; the positions become durable in the same transaction. May wait. */
    void accept(List<Result> results, Map<String, Long> positions);

    /** Definitions that are known by now; asked when a result is of a version that wasn't known before. */
    default List<ProcessDefinition> definitions() {
        return List.of();
    }

    /** The durable positions, by name. */
    Map<String, Long> positions();
}
