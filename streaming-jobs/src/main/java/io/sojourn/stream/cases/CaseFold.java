package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.event.EventColumns;

/**
 * The facts of one case, as a pure function of its ordered effective events, the definition and as_of: folding the
 * events one by one as they come in order, or all at once, gives the same cells.
 */
final class CaseFold {
    private final Plan plan;
    private final String caseId;
    private final Object[] carried;
    private final Base base;
    final Cells cells;
    private EpisodeFold current;
    private Event first;
    private Event last;
    private Dimensions dimensions;

    private CaseFold(Plan plan, String caseId, Base base, Cells cells) {
        this.cells = cells;
        this.plan = plan;
        this.caseId = caseId;
        this.base = base;
        this.carried =
                base == null ? new Object[plan.eventWidth()] : base.carried().clone();
    }

    /**
     * Folds all events at once.
     *
     * @param asOf as of when, or the least instant when nothing was told yet
     * @param cells where the facts go
     */
    static CaseFold of(Plan plan, String caseId, Base base, Iterable<Event> effective, long asOf, Cells cells) {
        CaseFold fold = new CaseFold(plan, caseId, base, cells);
        effective.forEach(fold::apply);
        if (asOf != Long.MIN_VALUE) {
            fold.settle(asOf);
        }
        return fold;
    }

    /** True when the event comes after all others, and undoes nothing: then {@link #apply} is enough. */
    boolean goesOnWith(Event e) {
        if (last == null) {
            return true;
        }
        return Event.ORDER.compare(e, last) > 0
                && !(current.isClosedBySilence() && e.timeMicros() < current.silentAt());
    }

    /** Adds the next event in order. */
    void apply(Event e) {
        if (current == null) {
            current = new EpisodeFold(plan, caseId, base == null ? 1 : base.episodes() + 1, cells);
        } else {
            if (!current.isClosed() && e.timeMicros() >= current.silentAt()) {
                current.closeBySilence();
            }
            if (current.isClosed()) {
                current.settle(e.timeMicros());
                current = new EpisodeFold(plan, caseId, current.number() + 1, cells);
            }
        }
        last = e;
        first = first == null ? e : first;
        current.apply(step(e));
    }

    private Step step(Event e) {
        Object[] row = EventColumns.row(e, plan.attributes);
        boolean moved = dimensions == null;
        for (int column : plan.dimensionColumns) {
            if (row[column] != null && !row[column].equals(carried[column])) {
                carried[column] = row[column];
                moved = true;
            }
        }
        if (moved) {
            dimensions = plan.dimensionValues(carried);
        }
        for (int i = EventColumns.FIRST_ATTRIBUTE; i < row.length; i++) {
            if (row[i] == null) {
                row[i] = carried[i];
            } else {
                carried[i] = row[i];
            }
        }
        return new Step(plan, e, row, dimensions);
    }

    void settle(long asOf) {
        if (current != null) {
            current.settle(asOf);
        }
    }

    long nextChange(long asOf) {
        return current == null ? Long.MAX_VALUE : current.nextChange(asOf);
    }

    /**
     * When the case leaves the stream's state: its lateness after the close of its last episode, or after the silence that
     * will close it; the greatest instant when it never does.
     */
    long leavesAt() {
        if (current == null) {
            return Long.MAX_VALUE;
        }
        long closes = current.isClosed() ? current.closedAt() : current.silentAt();
        return closes == Long.MAX_VALUE ? closes : closes + plan.definition.latenessMicros();
    }

    /**
     * What to keep when the events leave the state; only where the case is closed.
     *
     * @param lastAppended the last of them as it came: it may have been retracted, or corrected to an earlier time
     */
    Base toBase(Event lastAppended) {
        Event end = Event.ORDER.compare(lastAppended, last) > 0 ? lastAppended : last;
        return new Base(
                current.number(),
                base == null ? first.timeMicros() : base.firstTime(),
                end.timeMicros(),
                end.source(),
                end.sequence(),
                end.eventId(),
                current.isClosedBySilence() ? current.closedAt() : Long.MIN_VALUE,
                carried.clone());
    }
}
