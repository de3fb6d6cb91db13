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
    final Cells cells = new Cells();
    private EpisodeFold current;
    private Event last;

    CaseFold(Plan plan, String caseId, Base base) {
        this.plan = plan;
        this.caseId = caseId;
        this.base = base;
        this.carried =
                base == null ? new Object[plan.eventWidth()] : base.carried().clone();
    }

    /** Folds all events at once. */
    static CaseFold of(Plan plan, String caseId, Base base, Iterable<Event> effective, long asOf) {
        CaseFold fold = new CaseFold(plan, caseId, base);
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
        current.apply(step(e));
    }

    private Step step(Event e) {
        Object[] row = EventColumns.row(e);
        for (int column : plan.dimensionColumns) {
            if (row[column] != null) {
                carried[column] = row[column];
            }
        }
        for (int i = EventColumns.FIRST_ATTRIBUTE; i < row.length; i++) {
            if (row[i] == null) {
                row[i] = carried[i];
            } else {
                carried[i] = row[i];
            }
        }
        return new Step(e, row, plan.dimensionValues(carried));
    }

    void settle(long asOf) {
        if (current != null) {
            current.settle(asOf);
        }
    }

    long nextChange(long asOf) {
        return current == null ? Long.MAX_VALUE : current.nextChange(asOf);
    }

    /** True when the last episode is over. */
    boolean isClosed() {
        return current != null && current.isClosed();
    }

    long closedAt() {
        return current.closedAt();
    }

    /** What to keep when the events leave the state; only where the case is closed. */
    Base toBase() {
        return new Base(
                current.number(),
                last.timeMicros(),
                last.source(),
                last.sequence(),
                last.eventId(),
                current.isClosedBySilence() ? current.closedAt() : Long.MIN_VALUE,
                carried.clone());
    }
}
