package io.sojourn.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import io.sojourn.api.access.Callers;
import io.sojourn.api.access.Principal;
import io.sojourn.api.access.Scope;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a snapshot of the main documents of a process to its listeners, at most once a second, when the store has a new commit.
 * It is computed once for all who see the same ({@link Scope}), and only when someone listens. Each listener has a place for one snapshot, the latest,
 * and a thread of its own; one that stops reading is dropped after a while and holds up nobody.
 */
public final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Comparator<Topic> BY_NAME =
            Comparator.comparing(Topic::process).thenComparing(t -> t.scope().key());

    private final Documents documents;
    private final Store store;
    private final ObjectMapper mapper;
    private final int mostClients;
    private final Map<LiveClient, Topic> clients = new ConcurrentHashMap<>();
    private final Map<Topic, Sent> sent = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-stream");
        thread.setDaemon(true);
        return thread;
    });

    public LiveStream(Documents documents, Store store, ObjectMapper mapper, int mostClients) {
        this.documents = documents;
        this.store = store;
        this.mapper = mapper;
        this.mostClients = mostClients;
        clock.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What is listened to: a process, as a scope sees it. There are at most as many as clients. */
    private record Topic(String process, Scope scope) {}

    /** The last snapshot of a topic, and the commit that it is of. */
    private record Sent(long commit, String text) {}

    /**
     * Refuses a process that is not here, and one listener too many as {@code busy}; asked before the answer begins.
     *
     * @param process null: the only one
     */
    public void check(Principal who, String process) {
        documents.as(who).checkProcess(process);
        if (clients.size() >= mostClients) {
            throw new SojournException(
                    ErrorCode.BUSY, mostClients + " clients listen already.", "Maybe close a page that is open.");
        }
    }

    /** Takes a new listener. */
    public void add(SseClient connection) {
        connection.keepAlive();
        String named = connection.ctx().queryParam("process");
        Documents seen = documents.as(Callers.of(connection.ctx()));
        Topic topic = new Topic(seen.named(named).process(), seen.scope());
        LiveClient client = new LiveClient(connection, clients::remove);
        clients.put(client, topic);
        client.start();
        Sent last = sent.get(topic);
        if (last != null && last.commit() == store.commits()) {
            client.offer(last.text());
        } else {
            sent.remove(topic);
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
            for (LiveClient client : clients.keySet()) {
                if (client.isStuck()) {
                    dropped.incrementAndGet();
                    client.abort();
                }
            }
            Set<Topic> topics = new TreeSet<>(BY_NAME);
            topics.addAll(clients.values());
            if (sent.size() > mostClients) {
                sent.keySet().retainAll(topics);
            }
            for (Topic topic : topics) {
                long commit = store.commits();
                Sent last = sent.get(topic);
                if (last == null || last.commit() != commit) {
                    send(topic, commit);
                }
            }
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("no live snapshot this time", e);
        }
    }

    /** @param commit read before: one while it is computed makes the next snapshot due */
    private void send(Topic topic, long commit) throws JsonProcessingException {
        String text = mapper.writeValueAsString(documents.as(topic.scope()).snapshot(topic.process()));
        sent.put(topic, new Sent(commit, text));
        clients.forEach((client, of) -> {
            if (of.equals(topic)) {
                client.offer(text);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.keySet().forEach(LiveClient::abort);
    }
}
