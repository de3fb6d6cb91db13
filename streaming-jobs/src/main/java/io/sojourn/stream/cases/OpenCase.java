package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.util.Arrays;
import java.util.List;

/**
 * A case that was touched lately: its state, and what is made of it for speed. After each checkpoint's barrier the state is
 * also Flink's; the rest can be made again.
 */
final class OpenCase {
    final String key;
    final String process;
    final String caseId;
    final int group;
    CaseState state;
    /** The rules that the case belongs to, by which it was told; null until they are needed. */
    Plan plan;
    /** The fold as it was last told, plus what came since; null until it is needed. */
    CaseFold fold;
    /** The state is not Flink's yet. */
    boolean dirty;
    /** Something has changed since the facts were told. */
    boolean untold;
    /** Which time between two checkpoints {@link #state} was taken in. */
    long period;

    /** Of {@link CaseTable}. */
    OpenCase next;

    boolean touched;

    private int[] identities;
    private int identityCount;

    OpenCase(String key, int group) {
        this.key = key;
        this.group = group;
        this.process = PackedEvent.process(key);
        this.caseId = PackedEvent.caseId(key);
    }

    /** The appended events, in order. */
    List<Event> events(EventBytes reader) {
        return state.appended.events(process, caseId, reader);
    }

    /** Time of the first event that counts; the least instant when none does. */
    long firstTime(EventBytes reader) {
        // Read only where no part of the case has left.
        return state.firstTime(state.base != null ? List.of() : state.effective(events(reader)));
    }

    /** The accepted event with the same identity, or null. */
    Event find(Event e, EventBytes reader) {
        if (identities == null) {
            rememberAll(reader);
        }
        int hash = identity(e);
        for (int i = 0; i < identityCount; i++) {
            if (identities[i] == hash) {
                return search(e, reader);
            }
        }
        return null;
    }

    private Event search(Event e, EventBytes reader) {
        List<Event> among = e.operation() == Operation.APPEND ? events(reader) : state.corrections;
        for (Event known : among) {
            if (known.sameIdentity(e)) {
                return known;
            }
        }
        return null;
    }

    private void rememberAll(EventBytes reader) {
        identities = new int[Math.max(8, state.size() + 2)];
        identityCount = 0;
        if (!state.appended.isEmpty()) {
            events(reader).forEach(this::remember);
        }
        state.corrections.forEach(this::remember);
    }

    /** An event that was accepted. */
    void remember(Event e) {
        if (identities == null) {
            return;
        }
        if (identityCount == identities.length) {
            identities = Arrays.copyOf(identities, identityCount * 2);
        }
        identities[identityCount++] = identity(e);
    }

    /** The events have left, or are others: what was known of them is forgotten. */
    void forget() {
        identities = null;
        fold = null;
    }

    private static int identity(Event e) {
        int id = e.operation() == Operation.APPEND
                ? e.eventId().hashCode()
                : 31 * e.corrects().hashCode() + e.version();
        return 31 * e.source().hashCode() + id;
    }
}
