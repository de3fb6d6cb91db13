package io.sojourn.cli;

import io.sojourn.api.definitions.SharedDefinitions;
import io.sojourn.api.feed.FeedTarget;
import io.sojourn.api.store.Store;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.Result;
import java.util.List;
import java.util.Map;

/** A store that a feed fills, and that learns versions of definitions before their results come. */
record SharedTarget(Store store, SharedDefinitions shared) implements FeedTarget {
    @Override
    public void accept(List<Result> results, Map<String, Long> positions) {
        store.accept(results, positions);
    }

    @Override
    public List<ProcessDefinition> definitions() {
        return shared.definitions();
    }

    @Override
    public Map<String, Long> positions() {
        return store.positions();
    }
}
