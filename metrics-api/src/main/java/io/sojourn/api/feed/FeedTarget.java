package io.sojourn.api.feed;

import io.sojourn.fact.Result;
import java.util.List;
import java.util.Map;

/** What a feed fills: the store. */
public interface FeedTarget {
    /** Takes results, in order; the positions become durable in the same transaction. May wait. */
    void accept(List<Result> results, Map<String, Long> positions);

    /** The durable positions, by name. */
    Map<String, Long> positions();
}
