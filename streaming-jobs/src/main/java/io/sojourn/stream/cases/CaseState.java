package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Flink keeps of a case: its accepted events since the last time that it left, and how far they were told. */
final class CaseState {
    private record Target(String source, String eventId) {}

    /** Appended events, in order. */
    final List<Event> appended;
    /** Corrections and retractions, in order of arrival. */
    final List<Event> corrections;
    /** The part of the case that left the state, or null. */
    Base base;
    /** As of when the facts were last told; {@link Long#MIN_VALUE} before the first time. */
    long toldAsOf = Long.MIN_VALUE;
    /** Restore epoch in which the case was last touched. */
    long epoch;
    /** When the armed timer fires; {@link Long#MAX_VALUE} when none is. */
    long timerAt = Long.MAX_VALUE;

    long duplicates;
    long conflicts;
    /** True when the batch engine owns the case: its events pass through. */
    boolean handedOver;

    CaseState(long epoch) {
        this(new ArrayList<>(4), new ArrayList<>(0));
        this.epoch = epoch;
    }

    CaseState(List<Event> appended, List<Event> corrections) {
        this.appended = appended;
        this.corrections = corrections;
    }

    CaseState copy() {
        CaseState c = new CaseState(new ArrayList<>(appended), new ArrayList<>(corrections));
        c.base = base;
        c.toldAsOf = toldAsOf;
        c.epoch = epoch;
        c.timerAt = timerAt;
        c.duplicates = duplicates;
        c.conflicts = conflicts;
        c.handedOver = handedOver;
        return c;
    }

    /** The accepted event with the same identity, or null. */
    Event find(Event e) {
        List<Event> among = e.operation() == Operation.APPEND ? appended : corrections;
        for (int i = among.size() - 1; i >= 0; i--) {
            if (among.get(i).sameIdentity(e)) {
                return among.get(i);
            }
        }
        return null;
    }

    /** The appended event that a correction is about, or null. */
    Event target(Event correction) {
        for (Event e : appended) {
            if (e.source().equals(correction.source()) && e.eventId().equals(correction.corrects())) {
                return e;
            }
        }
        return null;
    }

    void add(Event e) {
        if (e.operation() != Operation.APPEND) {
            corrections.add(e);
            return;
        }
        int at = appended.size();
        while (at > 0 && Event.ORDER.compare(appended.get(at - 1), e) > 0) {
            at--;
        }
        appended.add(at, e);
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

    /** The events that count, in order: corrected, without the retracted ones. */
    List<Event> effective() {
        if (corrections.isEmpty()) {
            return appended;
        }
        Map<Target, Event> best = new HashMap<>();
        for (Event c : corrections) {
            best.merge(new Target(c.source(), c.corrects()), c, CaseState::newer);
        }
        List<Event> effective = new ArrayList<>(appended.size());
        for (Event e : appended) {
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
