package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.EventPack;
import io.sojourn.stream.wire.PackedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Flink keeps of a case: its accepted events since the last time that it left, packed, and how far they were told.
 */
final class CaseState {
    /** Epoch of a case that no operator has touched yet. */
    static final long UNTOUCHED = Long.MIN_VALUE;

    private record Target(String source, String eventId) {}

    /** Appended events, in order. */
    final EventPack appended;
    /** Corrections and retractions, in order of arrival. */
    final List<Event> corrections;
    /** The part of the case that left the state, or null. */
    Base base;
    /** As of when the facts were last told; {@link Long#MIN_VALUE} before the first time. */
    long toldAsOf = Long.MIN_VALUE;
    /** Epoch of the operator that last touched the case. */
    long epoch;
    /** When the armed timer fires; {@link Long#MAX_VALUE} when none is. */
    long timerAt = Long.MAX_VALUE;

    long duplicates;
    long conflicts;
    /** True when the batch engine owns the case: its events pass through. */
    boolean handedOver;

    CaseState(long epoch) {
        this(new EventPack(), new ArrayList<>(0));
        this.epoch = epoch;
    }

    CaseState(EventPack appended, List<Event> corrections) {
        this.appended = appended;
        this.corrections = corrections;
    }

    CaseState copy() {
        CaseState c = new CaseState(appended.copy(), new ArrayList<>(corrections));
        c.base = base;
        c.toldAsOf = toldAsOf;
        c.epoch = epoch;
        c.timerAt = timerAt;
        c.duplicates = duplicates;
        c.conflicts = conflicts;
        c.handedOver = handedOver;
        return c;
    }

    /** True when an event came again. */
    boolean wasRepeated() {
        return duplicates + conflicts > 0;
    }

    /** True when there is nothing of the case yet. */
    boolean isNew() {
        return base == null && appended.isEmpty() && corrections.isEmpty();
    }

    int size() {
        return appended.count() + corrections.size();
    }

    /** Adds an event that comes after all appended ones. */
    void append(PackedEvent packed, Event e, EventBytes reader) {
        appended.append(packed, e, reader);
    }

    /** Puts an appended event to its place, or a correction to the others. */
    void insert(Event e, List<Event> events, EventBytes writer) {
        if (e.operation() != Operation.APPEND) {
            corrections.add(e);
            return;
        }
        int at = events.size();
        while (at > 0 && Event.ORDER.compare(events.get(at - 1), e) > 0) {
            at--;
        }
        events.add(at, e);
        appended.set(events, writer);
    }

    /** Forgets all events, those corrections apart that wait for their target. */
    void leave(Base left, List<Event> events) {
        base = left;
        corrections.removeIf(c -> target(c, events) != null);
        appended.clear();
    }

    /** The event, among appended ones, that a correction is about; or null. */
    static Event target(Event correction, List<Event> appended) {
        for (Event e : appended) {
            if (e.source().equals(correction.source()) && e.eventId().equals(correction.corrects())) {
                return e;
            }
        }
        return null;
    }

    /** The correction or retraction of this event that counts, where it is here already; or null. */
    Event correctionOf(Event e) {
        Event best = null;
        for (Event c : corrections) {
            if (c.source().equals(e.source()) && c.corrects().equals(e.eventId())) {
                best = best == null ? c : newer(best, c);
            }
        }
        return best;
    }

    private static Event newer(Event a, Event b) {
        return a.version() >= b.version() ? a : b;
    }

    /**
     * Time of the first event that counts; the least instant when none does.
     *
     * @param effective as {@link #effective} gives them
     */
    long firstTime(List<Event> effective) {
        if (base != null) {
            return base.firstTime();
        }
        return effective.isEmpty() ? Long.MIN_VALUE : effective.get(0).timeMicros();
    }

    /** Of the appended events those that count, in order: corrected, without the retracted ones. */
    List<Event> effective(List<Event> events) {
        if (corrections.isEmpty()) {
            return events;
        }
        Map<Target, Event> best = new HashMap<>();
        for (Event c : corrections) {
            best.merge(new Target(c.source(), c.corrects()), c, CaseState::newer);
        }
        List<Event> effective = new ArrayList<>(events.size());
        for (Event e : events) {
            Event c = best.get(new Target(e.source(), e.eventId()));
            if (c == null) {
                effective.add(e);
            } else if (c.operation() == Operation.CORRECT) {
                effective.add(e.correctedBy(c));
            }
        }
        effective.sort(Event.ORDER);
        return effective;
    }
}
