package io.sojourn.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.sojourn.api.access.Callers;
import io.sojourn.api.access.Scope;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Staleness;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what changes in a process to its listeners: a snapshot of its main documents, at most one a second, when the store has a new
 * commit; each clock that was breached or got at risk; whether the figures stand still. All of it is computed and written as text once for
 * all listeners with equal scopes, and only while someone listens. Events are numbered, so that who comes back gets what it has missed. A
 * listener has a bounded queue and no thread; one that stops reading is dropped after a while and holds up nobody.
 */
public final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    /** How often is looked whether there is something to tell. */
    private static final long LOOK_MILLIS = 50;

    private static final long TEND_MILLIS = 500;
    /** For so long a channel without listeners remembers, for those who come back. */
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Documents documents;
    private final Store store;
    private final ObjectMapper mapper;
    private final Staleness staleness;
    private final LiveOptions options;
    private final String epoch;
    /** Who listens, and whether they still may. */
    private final Map<LiveClient, BooleanSupplier> clients = new ConcurrentHashMap<>();
    /** Guarded by itself. */
    private final Map<String, LiveChannel> channels = new TreeMap<>();

    private long channelsMade;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "live-stream");
        thread.setDaemon(true);
        return thread;
    });

    /** @param epoch a word that no other run of this server has: ids of events begin with it */
    public LiveStream(
            Documents documents,
            Store store,
            ObjectMapper mapper,
            Staleness staleness,
            LiveOptions options,
            String epoch) {
        this.documents = documents;
        this.store = store;
        this.mapper = mapper;
        this.staleness = staleness;
        this.options = options;
        this.epoch = epoch;
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(this::tend, TEND_MILLIS, TEND_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a new listener. Refuses a process that is not here, and one listener too many as {@code busy}, before the answer begins.
     */
    public void open(Context ctx) throws IOException {
        Documents seen = documents.as(Callers.of(ctx));
        Scope scope = seen.scope();
        String process = seen.named(ctx.queryParam("process")).process();
        LiveChannel channel;
        LiveClient client;
        synchronized (channels) {
            if (clients.size() >= options.clients()) {
                throw new SojournException(
                        ErrorCode.BUSY,
                        options.clients() + " clients listen already.",
                        "Maybe close a page that is open.");
            }
            channel = channels.computeIfAbsent(process + '\0' + scope.key(), key -> {
                channelsMade++;
                return new LiveChannel(process, seen, epoch + "." + channelsMade);
            });
            client = LiveClient.start(ctx, gone -> {
                clients.remove(gone);
                channel.remove(gone);
            });
            clients.put(client, Callers.stillGood(ctx));
            channel.add(client, ctx.header("Last-Event-ID"));
        }
        client.listen();
    }

    /** How many listen. */
    public int clients() {
        return clients.size();
    }

    /** How many were dropped because they did not read. */
    public long dropped() {
        return dropped.get();
    }

    /** How many snapshots could not be made. */
    public long failures() {
        return failures.get();
    }

    private List<LiveChannel> listened() {
        long now = System.nanoTime();
        synchronized (channels) {
            channels.values().removeIf(channel -> channel.idleNanos(now) > IDLE_NANOS);
            return channels.values().stream()
                    .filter(channel -> channel.idleNanos(now) == 0)
                    .toList();
        }
    }

    private void look() {
        for (LiveChannel channel : listened()) {
            long now = System.nanoTime();
            // Read before: a commit while it is computed makes the next snapshot due.
            long commit = store.commits();
            if (channel.isDue(commit, now, options.period().toNanos())) {
                channel.begin(commit, now);
                tell(channel);
            }
        }
    }

    private void tell(LiveChannel channel) {
        try {
            Long asOf = tellDeadlines(channel);
            Map<String, Object> snapshot = channel.documents().snapshot(channel.process());
            channel.tellSnapshot(mapper.writeValueAsString(snapshot));
            if (isOlder(snapshot, asOf)) {
                channel.again();
            }
        } catch (JsonProcessingException | RuntimeException e) {
            channel.again();
            failures.incrementAndGet();
            LOG.error("no live snapshot of {} this time", channel.process(), e);
        }
    }

    /** True where a document that takes long was kept from before: without another commit nobody would see the last one. */
    private static boolean isOlder(Map<String, Object> snapshot, Long asOf) {
        return asOf != null
                && snapshot.values().stream()
                        .map(document -> ((Map<?, ?>) document).get("as_of"))
                        .anyMatch(of -> of == null
                                || ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse((String) of)) < asOf);
    }

    /** @return as of when they are */
    private Long tellDeadlines(LiveChannel channel) throws JsonProcessingException {
        Map<String, Object> deadlines = channel.documents().deadlines(channel.process(), channel.toldUpTo());
        channel.toldUpTo((Long) deadlines.get("as_of_us"));
        tellEach(channel, "at_risk", deadlines.get("at_risk"));
        tellEach(channel, "breach", deadlines.get("breaches"));
        long more = (Long) deadlines.get("more");
        if (more > 0) {
            channel.tell("dropped", "{\"count\":" + more + "}");
        }
        return (Long) deadlines.get("as_of_us");
    }

    private void tellEach(LiveChannel channel, String type, Object clocks) throws JsonProcessingException {
        for (Object one : (List<?>) clocks) {
            channel.tell(type, mapper.writeValueAsString(one));
        }
    }

    /** Says what became stale, lets go who is stuck, and shows itself to who has heard nothing. */
    private void tend() {
        try {
            boolean stale = staleness.isStale();
            listened().forEach(channel -> channel.becomes(stale));
            for (LiveClient client : clients.keySet()) {
                if (!clients.getOrDefault(client, () -> true).getAsBoolean()) {
                    client.abort();
                } else if (client.isStuck(options.stuck().toNanos())) {
                    dropped.incrementAndGet();
                    client.abort();
                } else {
                    client.breakSilence(options.silence().toNanos());
                }
            }
        } catch (RuntimeException e) {
            LOG.error("live clients could not be tended this time", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.keySet().forEach(LiveClient::abort);
    }
}
