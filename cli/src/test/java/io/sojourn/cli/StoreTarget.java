package io.sojourn.cli;

import io.sojourn.api.feed.FeedTarget;
import io.sojourn.api.store.Store;
import io.sojourn.fact.Result;
import java.util.List;
import java.util.Map;

/** A store that a feed fills. */
record StoreTarget(Store store) implements FeedTarget {
    @Override
    public void accept(List<Result> results, Map<String, Long> positions) {
        store.accept(results, positions);
    }

    @Override
    public Map<String, Long> positions() {
        return store.positions();
    }
}
