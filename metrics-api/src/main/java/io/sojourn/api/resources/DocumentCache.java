package io.sojourn.api.resources;

import io.sojourn.api.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps documents by their request. One is computed again when the store has a new commit; one that takes long only
 * after a multiple of that time, so that pages on a wall don't keep the store busy. Many who ask for the same document
 * at once compute it once.
 */
final class DocumentCache {
    private static final int MOST = 200;
    /** Documents faster than this are always of the last commit. */
    private static final long FAST_NANOS = 250_000_000L;
    /** A slow document may be so many times as old as it takes. */
    private static final int REST = 10;

    private static final long OLDEST_NANOS = 60_000_000_000L;

    private final Store store;
    private final Map<String, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
            return size() > MOST;
        }
    };

    DocumentCache(Store store) {
        this.store = store;
    }

    /** Guarded by itself. */
    private static final class Slot {
        private Map<String, Object> document;
        private long commit;
        private long tookNanos;
        private long atNanos;

        private boolean isFresh(long lastCommit) {
            if (document == null) {
                return false;
            }
            long age = System.nanoTime() - atNanos;
            return commit == lastCommit || (tookNanos > FAST_NANOS && age < Math.min(OLDEST_NANOS, tookNanos * REST));
        }
    }

    Map<String, Object> get(String request, Supplier<Map<String, Object>> compute) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(request, r -> new Slot());
        }
        synchronized (slot) {
            long commit = store.commits();
            if (!slot.isFresh(commit)) {
                long begin = System.nanoTime();
                slot.document = compute.get();
                slot.commit = commit;
                slot.atNanos = System.nanoTime();
                slot.tookNanos = slot.atNanos - begin;
            }
            return slot.document;
        }
    }
}
