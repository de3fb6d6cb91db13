package io.sojourn.api.resources;

import io.sojourn.api.access.Scope;
import io.sojourn.api.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps documents by the scope that sees them and their request. One is computed again when the store has a new commit; one that takes long only
 * after a multiple of that time, so that pages on a wall don't keep the store busy. Many who ask for the same document
 * at once compute it once: the first does, and the others get the one before meanwhile, if it is at most a second old.
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

    private record Kept(Map<String, Object> document, Freshness freshness) {}

    private record Key(String scope, String request) {}

    private static final class Slot {
        private final Lock computing = new ReentrantLock();
        private volatile Kept kept;

        Map<String, Object> current(Store store, Supplier<Map<String, Object>> compute) {
            long commit = store.commits();
            if (kept == null || !kept.freshness().holds(commit)) {
                long begin = System.nanoTime();
                kept = new Kept(compute.get(), Freshness.since(begin, commit));
            }
            return kept.document();
        }
    }

    Map<String, Object> get(Scope scope, String request, Supplier<Map<String, Object>> compute) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(new Key(scope.key(), request), r -> new Slot());
        }
        Kept kept = slot.kept;
        if (kept != null && kept.freshness().holds(store.commits())) {
            return kept.document();
        }
        if (!slot.computing.tryLock()) {
            if (kept != null && kept.freshness().isRecent()) {
                return kept.document();
            }
            slot.computing.lock();
        }
        try {
            return slot.current(store, compute);
        } finally {
            slot.computing.unlock();
        }
    }
}
