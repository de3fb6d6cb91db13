package io.sojourn.api.ingest;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.RawText;
import io.sojourn.mining.format.Reading;
import io.sojourn.pseudonym.CaseIds;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes posted events. Promise: what is said to be accepted is durable in the log, what is said to be rejected is durable in
 * {@code rejected_events}; so a producer that got no answer sends the same again, and nothing counts twice: an event has its
 * identity, and a rejected one the position that its own bytes give. Whether an event was known before only the job finds
 * out.
 */
public final class Ingest {
    /** Source of events that name none. */
    public static final String SOURCE = "http";

    /** The definitions of now, and readers that were made by them. */
    private record Known(List<ProcessDefinition> definitions, Queue<EventJson> decoders) {}

    private volatile Known known;
    private final EventSink sink;
    private final ResultConsumer store;
    private final InstantSource clock;
    private final IngestOptions options;
    private final CaseIds ids;
    private final LongAdder acceptedEvents = new LongAdder();
    private final LongAdder rejectedEvents = new LongAdder();

    /** Takes events with the ids of cases as they come. */
    public Ingest(
            List<ProcessDefinition> definitions,
            EventSink sink,
            ResultConsumer store,
            InstantSource clock,
            IngestOptions options) {
        this(definitions, sink, store, clock, options, CaseIds.AS_THEY_COME);
    }

    /**
     * @param definitions of the processes whose events are taken
     * @param sink where accepted events go
     * @param store where rejected ones go
     * @param clock gives the time of receipt
     * @param ids what becomes of the ids of cases, before anything is made durable
     */
    public Ingest(
            List<ProcessDefinition> definitions,
            EventSink sink,
            ResultConsumer store,
            InstantSource clock,
            IngestOptions options,
            CaseIds ids) {
        this.ids = ids;
        this.known = new Known(List.copyOf(definitions), new ConcurrentLinkedQueue<>());
        this.sink = sink;
        this.store = store;
        this.clock = clock;
        this.options = options;
    }

    /** From now on events have the attributes of these definitions. */
    public void follow(List<ProcessDefinition> definitions) {
        sink.follow(definitions);
        known = new Known(List.copyOf(definitions), new ConcurrentLinkedQueue<>());
    }

    EventSink sink() {
        return sink;
    }

    List<ProcessDefinition> definitions() {
        return known.definitions();
    }

    /** The id of a case as it is stored; null for null. */
    String stored(String caseId) {
        return ids.caseId(caseId);
    }

    /** A reader of events for the definitions of now. */
    EventJson reader() {
        return EventJson.of(definitions(), ids);
    }

    IngestOptions options() {
        return options;
    }

    /** Posted events that were said to be accepted. */
    public long accepted() {
        return acceptedEvents.sum();
    }

    /** Posted events that were said to be rejected. */
    public long rejected() {
        return rejectedEvents.sum();
    }

    /** True when the job is too far behind to take more. */
    boolean isBehind() {
        return sink.backlogBytes() > options.backlogBytes();
    }

    /** Reads the events of a body and makes each durable where it belongs; gives what became of each, in order. */
    List<Reading> take(byte[] body, List<EventSlices.Slice> slices) {
        List<Reading> readings = read(body, slices);
        List<Event> accepted = new ArrayList<>();
        List<Result> rejected = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Reading.Accepted a) {
                accepted.add(a.event());
            } else if (readings.get(i) instanceof Reading.Rejected r) {
                rejected.add(row(r, body, slices.get(i), place(i, slices.size())));
            }
        }
        if (!rejected.isEmpty()) {
            store.accept(rejected);
            store.flush();
        }
        sink.append(accepted);
        acceptedEvents.add(accepted.size());
        rejectedEvents.add(rejected.size());
        return readings;
    }

    private List<Reading> read(byte[] body, List<EventSlices.Slice> slices) {
        Known by = known;
        EventJson idle = by.decoders().poll();
        EventJson json = idle == null ? EventJson.of(by.definitions(), ids) : idle;
        long now = nowMicros();
        List<Reading> readings = new ArrayList<>(slices.size());
        for (int i = 0; i < slices.size(); i++) {
            Origin origin = new Origin(SOURCE, now + i, now);
            readings.add(json.read(body, slices.get(i).offset(), slices.get(i).length(), origin));
        }
        by.decoders().add(json);
        return readings;
    }

    /** Now, in microseconds. */
    long nowMicros() {
        return micros(clock.instant());
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    /** Where somebody finds it who has the request. */
    private String place(int index, int events) {
        return " Event " + (index + 1) + " of " + events + " in a request of "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    private Result row(Reading.Rejected r, byte[] body, EventSlices.Slice slice, String place) {
        ProcessDefinition of = definition(r.process());
        Object[] values = {
            of == null ? FactTable.NONE : of.process(),
            of == null ? 0L : (long) of.version(),
            SOURCE,
            position(body, slice, ids),
            r.code().word(),
            r.eventId() == null ? FactTable.NONE : r.eventId(),
            r.caseId(),
            r.message() + place,
            ids.raw(RawText.kept(body, slice.offset(), slice.length()))
        };
        return Result.upsert(FactTable.REJECTED_EVENTS, values, 0);
    }

    /** The definition by which a row is shown: the only one, or that of the process that was read; null: of none. */
    private ProcessDefinition definition(String process) {
        List<ProcessDefinition> all = definitions();
        return all.size() == 1
                ? all.get(0)
                : all.stream()
                        .filter(d -> d.process().equals(process))
                        .findFirst()
                        .orElse(null);
    }

    /** A number made from the bytes: the same event posted again is the same rejected row. */
    static long position(byte[] body, EventSlices.Slice slice, CaseIds ids) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body, slice.offset(), slice.length());
            return ByteBuffer.wrap(ids.hash(digest.digest())).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(ErrorCode.BROKEN + ": every Java has SHA-256", e);
        }
    }
}
