package io.sojourn.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a snapshot of the main documents to all listeners, at most once a second, when the store has a new commit.
 * It is computed once for all, and only when someone listens. Each listener has a place for one snapshot, the latest,
 * and a thread of its own; one that stops reading is dropped after a while and holds up nobody.
 */
public final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final Documents documents;
    private final Store store;
    private final ObjectMapper mapper;
    private final int mostClients;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong dropped = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-stream");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String last;
    private volatile long lastCommit = -1;

    public LiveStream(Documents documents, Store store, ObjectMapper mapper, int mostClients) {
        this.documents = documents;
        this.store = store;
        this.mapper = mapper;
        this.mostClients = mostClients;
        clock.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Refuses one listener too many as {@code busy}; asked before the answer begins. */
    public void checkRoom() {
        if (clients.size() >= mostClients) {
            throw new SojournException(
                    ErrorCode.BUSY, mostClients + " clients listen already.", "Maybe close a page that is open.");
        }
    }

    /** Takes a new listener. */
    public void add(SseClient connection) {
        connection.keepAlive();
        LiveClient client = new LiveClient(connection, clients::remove);
        clients.add(client);
        client.start();
        if (last != null && lastCommit == store.commits()) {
            client.offer(last);
        } else {
            lastCommit = -1;
        }
    }

    public int clients() {
        return clients.size();
    }

    /** How many were dropped because they did not read. */
    public long dropped() {
        return dropped.get();
    }

    private void tick() {
        try {
            for (LiveClient client : clients) {
                if (client.isStuck()) {
                    dropped.incrementAndGet();
                    client.abort();
                }
            }
            long commit = store.commits();
            if (!clients.isEmpty() && commit != lastCommit) {
                send(commit);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("no live snapshot this time", e);
        }
    }

    private void send(long commit) throws JsonProcessingException {
        // Noted before: a commit while it is computed makes the next one due.
        lastCommit = commit;
        last = mapper.writeValueAsString(documents.snapshot());
        for (LiveClient client : clients) {
            client.offer(last);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.forEach(LiveClient::abort);
    }
}
