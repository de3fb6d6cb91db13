package io.sojourn.api.live;

import io.sojourn.api.resources.Documents;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What all listeners of one process with equal scopes get: numbered events, the latest snapshot, and the last {@link #KEPT} others for those
 * who come back. An id is {@code EPOCH-SEQUENCE}; no other channel has the epoch, before or after.
 */
final class LiveChannel {
    /** Events that are no snapshots, kept for those who come back. */
    static final int KEPT = LiveQueue.MOST;

    private static final long NEVER = -1;
    private static final long AGAIN = -2;
    private static final ByteBuffer RESET =
            EventText.of(null, "reset", "{\"because\":\"the id is unknown or too old\"}");
    private static final String STALE = "{\"stale\":true}";

    private final String process;
    private final Documents documents;
    private final String epoch;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();

    /** The rest is guarded by this object. */
    private final Deque<LiveEvent> kept = new ArrayDeque<>();

    private LiveEvent snapshot;
    private String snapshotJson;
    private long sequence;
    /** Number of the last event that is no longer kept. */
    private long forgotten;

    /** For the one thread that tells. */
    private long commit = NEVER;

    private long toldAt;
    private boolean forSomebodyNew;
    private Long toldUpTo;

    private volatile boolean stale;
    /** Somebody has no snapshot, and none is due. */
    private volatile boolean wanted;

    private volatile long idleSince = System.nanoTime();

    LiveChannel(String process, Documents documents, String epoch) {
        this.process = process;
        this.documents = documents;
        this.epoch = epoch;
    }

    String process() {
        return process;
    }

    /** As the scope of the listeners sees them. */
    Documents documents() {
        return documents;
    }

    /** As of when the deadlines are told, in microseconds; null: from now on. */
    Long toldUpTo() {
        return toldUpTo;
    }

    /** True where somebody has none, or the store has something new and the last snapshot is old enough. */
    boolean isDue(long lastCommit, long now, long periodNanos) {
        return wanted || commit != lastCommit && (commit == NEVER || now - toldAt >= periodNanos);
    }

    /** Something is about to be told of a commit. */
    void begin(long ofCommit, long now) {
        forSomebodyNew = wanted;
        wanted = false;
        commit = ofCommit;
        toldAt = now;
    }

    /** What was begun is not done: it is due again after the period. */
    void again() {
        commit = AGAIN;
    }

    /** Never back: no deadline is told twice. */
    void toldUpTo(Long micros) {
        toldUpTo = toldUpTo == null || micros != null && micros > toldUpTo ? micros : toldUpTo;
    }

    /** Says so when it changes. */
    void becomes(boolean nowStale) {
        if (stale != nowStale) {
            stale = nowStale;
            tell("stale", nowStale ? STALE : "{\"stale\":false}");
        }
    }

    /** Nanoseconds for which nobody has listened. */
    long idleNanos(long now) {
        return clients.isEmpty() ? now - idleSince : 0;
    }

    /**
     * Takes a listener and gives it what it has missed.
     *
     * @param lastId what it had got; null: nothing yet
     */
    synchronized void add(LiveClient client, String lastId) {
        boolean current = !clients.isEmpty() && snapshot != null;
        wanted |= !current;
        clients.add(client);
        if (stale) {
            client.offerAside(EventText.of(null, "stale", STALE));
        }
        if (lastId != null && !isKnown(lastId)) {
            client.offerAside(RESET);
        }
        missed(lastId).stream().filter(event -> current || !event.isSnapshot()).forEach(client::offer);
    }

    /** What somebody with this last id, or with none, gets of what is kept: in order, and the newest snapshot alone. */
    synchronized List<LiveEvent> missed(String lastId) {
        boolean known = lastId != null && isKnown(lastId);
        long last = known ? sequenceOf(lastId) : sequence;
        Stream<LiveEvent> latest = Stream.ofNullable(snapshot).filter(event -> !known || event.sequence() > last);
        return Stream.concat(kept.stream().filter(event -> event.sequence() > last), latest)
                .sorted(Comparator.comparingLong(LiveEvent::sequence))
                .toList();
    }

    /** True where all that came after the id is kept. */
    synchronized boolean isKnown(String id) {
        Long given = sequenceOf(id);
        return given != null && given >= forgotten;
    }

    /** The sequence of an id that was given here, else null. */
    private Long sequenceOf(String id) {
        String digits = id.startsWith(epoch + "-") ? id.substring(epoch.length() + 1) : "";
        if (!digits.matches("\\d{1,18}")) {
            return null;
        }
        long number = Long.parseLong(digits);
        return number > sequence ? null : Long.valueOf(number);
    }

    void remove(LiveClient client) {
        if (clients.remove(client)) {
            idleSince = System.nanoTime();
        }
    }

    /** Sends an event that stands for itself. */
    synchronized void tell(String type, String json) {
        LiveEvent event = next(type, json, false);
        if (kept.size() == KEPT) {
            forgotten = kept.remove().sequence();
        }
        kept.add(event);
        clients.forEach(client -> client.offer(event));
    }

    /** Sends a snapshot, which takes the place of those before it; one that says the same only where somebody has none. */
    synchronized void tellSnapshot(String json) {
        if (!forSomebodyNew && json.equals(snapshotJson)) {
            return;
        }
        snapshotJson = json;
        LiveEvent event = next("snapshot", json, true);
        snapshot = event;
        clients.forEach(client -> client.offer(event));
    }

    private LiveEvent next(String type, String json, boolean isSnapshot) {
        sequence++;
        return new LiveEvent(sequence, isSnapshot, EventText.of(epoch + "-" + sequence, type, json));
    }
}
