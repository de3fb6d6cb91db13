package io.sojourn.api.resources;

import io.sojourn.api.access.Scope;
import io.sojourn.api.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps documents by the scope that sees them and their request. One is computed again when the store has a new commit; one that takes long only
 * after a multiple of that time, so that pages on a wall don't keep the store busy. Many who ask for the same document
 * at once compute it once.
 */
final class DocumentCache {
    private static final int MOST = 200;
    private final Store store;
    private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Slot> eldest) {
            return size() > MOST;
        }
    };

    DocumentCache(Store store) {
        this.store = store;
    }

    private record Key(String scope, String request) {}

    /** Guarded by itself. */
    private static final class Slot {
        private Map<String, Object> document;
        private Freshness freshness;
    }

    Map<String, Object> get(Scope scope, String request, Supplier<Map<String, Object>> compute) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(new Key(scope.key(), request), r -> new Slot());
        }
        synchronized (slot) {
            long commit = store.commits();
            if (slot.document == null || !slot.freshness.holds(commit)) {
                long begin = System.nanoTime();
                slot.document = compute.get();
                slot.freshness = Freshness.since(begin, commit);
            }
            return slot.document;
        }
    }
}
