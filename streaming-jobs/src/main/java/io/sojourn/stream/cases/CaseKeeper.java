package io.sojourn.stream.cases;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to a case: an event is accepted, known already, or too late; what changed is told; the case leaves. Knows
 * nothing of Flink.
 */
final class CaseKeeper {
    private final CellSender sender;
    private final OpenCases cases;
    private final EventBytes bytes;
    private final CaseCounters counters;

    private Plans plans;

    CaseKeeper(Plans plans, CellSender sender, OpenCases cases, EventBytes bytes, CaseCounters counters) {
        this.plans = plans;
        this.sender = sender;
        this.cases = cases;
        this.bytes = bytes;
        this.counters = counters;
    }

    /** From now on cases are folded by these; {@link #move} is said of those for which that makes a difference. */
    void follow(Plans newPlans) {
        plans = newPlans;
    }

    /**
     * Judges an event.
     *
     * @param readAsOf as_of when the event was read: a case whose time to leave has come by then leaves before the event is
     *     judged, so that lateness depends on the order of the source alone, never on when a watermark was sent
     */
    void take(OpenCase c, PackedEvent packed, Event e, long readAsOf) {
        CaseState s = c.state;
        if (!s.handedOver && !s.appended.isEmpty() && readAsOf >= fold(c).leavesAt()) {
            tell(c, readAsOf);
        }
        cases.changed(c);
        if (s.handedOver) {
            counters.late().inc();
            sender.send(c, FactTable.EVENTS, Rows.event(c.plan, e, true));
            return;
        }
        Event known = c.find(e, bytes);
        if (known != null) {
            again(c, e, known);
        } else if (s.size() >= Limits.EVENTS_PER_OPEN_CASE) {
            counters.rejected().inc();
            String message = "case " + e.caseId() + " has " + Limits.EVENTS_PER_OPEN_CASE
                    + " events in the stream already: this one is not counted";
            sender.reject(Rows.rejected(c.plan, e, ErrorCode.OVER_LIMIT, message));
        } else if (isBehind(c, e) || isForgotten(c, readAsOf)) {
            counters.late().inc();
            handOver(c);
            sender.send(c, FactTable.EVENTS, Rows.event(c.plan, e, true));
        } else {
            counters.accepted().inc();
            accept(c, packed, e);
        }
    }

    /**
     * The store is told to forget what it has of the case; all that is here is told again. Of a case that was handed over
     * nothing is here: the store keeps it.
     */
    void replace(OpenCase c) {
        CaseState s = c.state;
        if (s.handedOver) {
            return;
        }
        sender.replace(c, s.base);
        if (s.wasRepeated()) {
            sender.send(c, FactTable.DELIVERIES, Rows.deliveries(c.plan, c.caseId, s));
        }
        if (s.appended.isEmpty() && s.corrections.isEmpty()) {
            return;
        }
        List<Event> events = c.events(bytes);
        allCells(c, events).tellRows(sender.of(c));
        events.forEach(e -> sender.send(c, FactTable.EVENTS, Rows.event(c.plan, e, false)));
        s.corrections.forEach(e -> sender.send(c, FactTable.EVENTS, Rows.event(c.plan, e, false)));
        cases.markUntold(c);
    }

    private void again(OpenCase c, Event e, Event known) {
        if (known.sameContent(e)) {
            counters.duplicate().inc();
            c.state.duplicates++;
        } else {
            counters.conflicting().inc();
            c.state.conflicts++;
            String message = "event " + e.eventId() + " of case " + e.caseId()
                    + " came again with other content: the first one stays";
            sender.reject(Rows.rejected(c.plan, e, ErrorCode.CONFLICTING_DUPLICATE, message));
        }
        sender.send(c, FactTable.DELIVERIES, Rows.deliveries(c.plan, e.caseId(), c.state));
    }

    /** True when what has left may be retained no longer: nobody could tell the case as one, then. */
    private static boolean isForgotten(OpenCase c, long readAsOf) {
        CaseState s = c.state;
        Long retain = c.plan.definition.retainMicros();
        return s.base != null && retain != null && s.appended.isEmpty() && s.base.lastTime() + retain < readAsOf;
    }

    /** True when the event is about the part of the case that has left the state. */
    private boolean isBehind(OpenCase c, Event e) {
        CaseState s = c.state;
        if (s.base == null) {
            return false;
        }
        if (e.operation() != Operation.APPEND) {
            return CaseState.target(e, c.events(bytes)) == null
                    || (e.operation() != Operation.RETRACT && s.base.isBehind(e));
        }
        Event waiting = s.correctionOf(e);
        boolean movedBehind =
                waiting != null && waiting.operation() == Operation.CORRECT && s.base.isBehind(e.correctedBy(waiting));
        return movedBehind || s.base.isBehind(e);
    }

    private void accept(OpenCase c, PackedEvent packed, Event e) {
        CaseState s = c.state;
        sender.accepted(c, Rows.event(c.plan, e, false));
        CaseFold fold = fold(c);
        boolean appends = e.operation() == Operation.APPEND;
        if (appends && s.appended.isEmpty()) {
            counters.open().inc();
        }
        if (appends && fold.goesOnWith(e) && s.corrections.isEmpty()) {
            s.append(packed, e, bytes);
            fold.apply(e);
        } else {
            insert(c, e);
        }
        c.remember(e);
        cases.markUntold(c);
    }

    /** An event that is not the last in order: what was told is held against what is true now. */
    private void insert(OpenCase c, Event e) {
        CaseState s = c.state;
        settle(c, s.toldAsOf);
        List<Event> events = c.events(bytes);
        Cells before = allCells(c, events);
        s.insert(e, events, bytes);
        List<Event> effective = s.effective(events);
        Plan plan = plans.at(c.process, s.firstTime(effective));
        if (plan != c.plan) {
            retell(c, before, plan, events);
            return;
        }
        CaseFold now = CaseFold.of(c.plan, c.caseId, s.base, effective, s.toldAsOf, new Cells(true));
        now.cells.replace(before, sender.of(c));
        now.cells.stopCollecting();
        c.fold = now;
    }

    /** The case belongs to other rules than those by which it was told. */
    void move(OpenCase c, Plan plan) {
        if (c.state.handedOver) {
            return;
        }
        if (c.state.base != null) {
            handOver(c);
        } else {
            settle(c, c.state.toldAsOf);
            List<Event> events = c.events(bytes);
            retell(c, allCells(c, events), plan, events);
        }
    }

    /**
     * All that was told is taken back, and told by other rules; no part of the case has left.
     *
     * @param appended the appended events, in order
     */
    private void retell(OpenCase c, Cells told, Plan plan, List<Event> appended) {
        CaseState s = c.state;
        told.retract(sender.of(c));
        List<Event> effective = s.effective(appended);
        List<Event> events = new ArrayList<>(appended);
        events.addAll(s.corrections);
        events.forEach(e -> sender.remove(c, FactTable.EVENTS, Rows.event(c.plan, e, false)));
        if (s.wasRepeated()) {
            sender.remove(c, FactTable.DELIVERIES, Rows.deliveries(c.plan, c.caseId, s));
        }
        c.plan = plan;
        Cells cells = new Cells(true);
        c.fold = CaseFold.of(plan, c.caseId, null, effective, s.toldAsOf, cells);
        cells.drain(sender.of(c));
        cells.stopCollecting();
        events.forEach(e -> sender.send(c, FactTable.EVENTS, Rows.event(plan, e, false)));
        if (s.wasRepeated()) {
            sender.send(c, FactTable.DELIVERIES, Rows.deliveries(plan, c.caseId, s));
        }
        cases.markUntold(c);
    }

    /**
     * All cells of the case as they were told.
     *
     * @param appended the appended events, in order
     */
    private static Cells allCells(OpenCase c, List<Event> appended) {
        CaseState s = c.state;
        Cells cells = new Cells(true);
        CaseFold.of(c.plan, c.caseId, s.base, s.effective(appended), s.toldAsOf, cells);
        return cells;
    }

    /** The batch engine owns the case from now on: takes back what its events in the state add to aggregates. */
    private void handOver(OpenCase c) {
        CaseState s = c.state;
        settle(c, s.toldAsOf);
        List<Event> events = c.events(bytes);
        allCells(c, events).retractDeltas(sender.of(c));
        if (!s.appended.isEmpty()) {
            counters.open().dec();
        }
        events.forEach(known -> resendAsLate(c, known));
        s.corrections.forEach(known -> resendAsLate(c, known));
        sender.evict(c);
        s.appended.clear();
        s.corrections.clear();
        s.handedOver = true;
        c.forget();
    }

    private void resendAsLate(OpenCase c, Event e) {
        Object[] row = Rows.event(c.plan, e, true);
        sender.remove(c, FactTable.EVENTS, row);
        sender.send(c, FactTable.EVENTS, row);
    }

    /** The case's fold as it was last told, plus what came since. */
    CaseFold fold(OpenCase c) {
        if (c.fold == null) {
            CaseState s = c.state;
            Cells cells = new Cells(false);
            c.fold = CaseFold.of(c.plan, c.caseId, s.base, s.effective(c.events(bytes)), s.toldAsOf, cells);
            cells.markSent();
        }
        return c.fold;
    }

    /**
     * Tells what changed; a case whose time has come leaves.
     *
     * @return when something changes by itself next; the greatest instant when nothing does
     */
    long tell(OpenCase c, long asOf) {
        CaseState s = c.state;
        if (s.handedOver) {
            return Long.MAX_VALUE;
        }
        long at = settle(c, asOf);
        CaseFold fold = c.fold;
        long leaves = fold.leavesAt();
        if (at < leaves) {
            return Math.min(leaves, fold.nextChange(at));
        }
        if (!s.appended.isEmpty()) {
            List<Event> events = c.events(bytes);
            s.leave(fold.toBase(events.get(events.size() - 1)), events);
            c.forget();
            sender.evict(c);
            counters.open().dec();
        }
        return Long.MAX_VALUE;
    }

    /** Tells what changed, as of an instant that never goes back; returns it. */
    private long settle(OpenCase c, long asOf) {
        CaseState s = c.state;
        CaseFold fold = fold(c);
        // Before the first watermark there is no as_of: it is then the earliest instant there is.
        long at = Math.max(Math.max(asOf, s.toldAsOf), Limits.MIN_TIME_MICROS);
        fold.settle(at);
        fold.cells.drain(sender.of(c));
        s.toldAsOf = at;
        cases.changed(c);
        return at;
    }
}
