package io.sojourn.api.mining;

import io.sojourn.api.access.Scope;
import io.sojourn.api.resources.Freshness;
import io.sojourn.api.resources.Reads;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.LogPart;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The logs of the store's processes as scopes see them, each of one as_of. A log is read again when the store has a new commit; one whose
 * reading takes long only after a multiple of that time. One is read at a time: who comes meanwhile gets the last one, which
 * says its own as_of, and waits only where there is none of the last minute and of the present definition. So an answer is never kept
 * back for a picture that is some seconds newer. The least recently used logs go where all of them have more events than may be kept.
 */
final class StoredLogs implements AutoCloseable {
    /** Of the heap, for the columns of a log that is read. */
    private static final int PART_OF_HEAP = 4;

    private final Store store;
    private final int mostEvents;
    private final long mostBytes = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    private final Reads reads;
    private final ReentrantLock reading = new ReentrantLock();
    /** The least recently used first; guarded by itself. */
    private final Map<Key, StoredLog> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long last;

    StoredLogs(Store store, int mostEvents) {
        this.store = store;
        this.mostEvents = mostEvents;
        this.reads = new Reads(store, 1);
    }

    private record Key(String process, String scope) {}

    /** The log that is kept, if it need not be read again. */
    Optional<StoredLog> fresh(DefinitionHistory history, Scope scope) {
        return kept(history, scope).filter(log -> isFresh(log, history));
    }

    private static boolean isOfTheseVersions(StoredLog log, DefinitionHistory history) {
        return log.history().versions().size() == history.versions().size();
    }

    private boolean isFresh(StoredLog log, DefinitionHistory history) {
        return isOfTheseVersions(log, history) && log.freshness().holds(store.commits());
    }

    /** True where it may be shown while a newer one is read. */
    private static boolean isUsable(StoredLog log, DefinitionHistory history) {
        return isOfTheseVersions(log, history) && log.freshness().isYoung();
    }

    private Optional<StoredLog> kept(DefinitionHistory history, Scope scope) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(new Key(history.process(), scope.key())));
        }
    }

    /** The log of a process as a scope sees it; see the class for how new it is. */
    StoredLog of(DefinitionHistory history, Scope scope) {
        Optional<StoredLog> known = kept(history, scope);
        if (known.isPresent() && isFresh(known.get(), history)) {
            return known.get();
        }
        if (known.isEmpty() || !isUsable(known.get(), history)) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return known.get();
        }
        try {
            return fresh(history, scope).orElseGet(() -> read(history, scope));
        } finally {
            reading.unlock();
        }
    }

    /** The transaction is over when the rows are read; only then they are sorted and put together. */
    private StoredLog read(DefinitionHistory history, Scope scope) {
        long begin = System.nanoTime();
        long commit = store.commits();
        Read read =
                reads.read(history, scope, s -> new Read(new LogReading(s, mostEvents, mostBytes).read(), s.asOf()));
        EventLog log = EventLogBuilder.build(List.of(read.part), LogReading.TYPES);
        return keep(scope, new StoredLog(++last, log, read.asOf, history, Freshness.since(begin, commit)));
    }

    private record Read(LogPart part, Long asOf) {}

    private StoredLog keep(Scope scope, StoredLog log) {
        synchronized (kept) {
            kept.put(new Key(log.history().process(), scope.key()), log);
            long events =
                    kept.values().stream().mapToLong(k -> k.log().events()).sum();
            for (Iterator<StoredLog> oldest = kept.values().iterator(); events > mostEvents; ) {
                events -= oldest.next().log().events();
                oldest.remove();
            }
        }
        return log;
    }

    /** Waits for the reading that is under way. */
    @Override
    public void close() {
        reads.close();
    }
}
