package io.sojourn.benchmark.stream;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.CaseRow;
import io.sojourn.definition.ExceptionRule;
import io.sojourn.definition.Measure;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One case of {@link PlainLoop}. */
final class PlainCase {
    final String id;
    long dueAt = Long.MAX_VALUE;
    private final PlainPlan plan;
    private final Object[] carried;
    private final Deque<Stay>[] stays;
    private final PlainClock[] clocks;
    private final Deque<Stay>[] unmatched;
    private final long[] columns;
    private final Map<String, Deque<Stay>> started = new HashMap<>();
    private final Map<String, Integer> executions = new HashMap<>();
    private long ordinals;
    private long events;
    private long touches;
    private long rework;
    private long handoffs;
    private long exceptions;
    private long firstAt;
    private long lastAt;
    private String lastTeam;
    private String[] dimensions;
    private boolean closed;
    private boolean told;

    private record Stay(long ordinal, String instance, long at, String[] dimensions) {}

    @SuppressWarnings("unchecked")
    PlainCase(PlainPlan plan, String id) {
        this.plan = plan;
        this.id = id;
        carried = new Object[plan.width()];
        stays = new Deque[plan.definition.queues().size()];
        clocks = new PlainClock[plan.definition.slas().size()];
        unmatched = new Deque[plan.durations.size()];
        columns = new long[plan.definition.caseColumns().size()];
    }

    void apply(Event e, PlainLoop out) {
        Object[] row = plan.carry(e, carried);
        dimensions = plan.dimensions(carried);
        long time = e.timeMicros();
        firstAt = events++ == 0 ? time : firstAt;
        lastAt = time;
        for (int i = 0; i < stays.length; i++) {
            queue(i, e, row, out);
        }
        instance(e, out);
        exception(e, row, out);
        for (int i = 0; i < unmatched.length; i++) {
            duration(i, time, row, out);
        }
        for (Measure m : plan.eventMeasures) {
            measure(m, time, row, out);
        }
        for (int i = 0; i < clocks.length; i++) {
            clock(i, time, row, out);
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] += plan.isTrue(plan.definition.caseColumns().get(i).of(), row) ? 1 : 0;
        }
        if (plan.isTrue(plan.definition.close(), row)) {
            close(time, out);
        }
    }

    private void queue(int i, Event e, Object[] row, PlainLoop out) {
        QueueRule q = plan.definition.queues().get(i);
        String instance = q.perInstance() ? e.instance() : null;
        if (plan.isTrue(q.leave(), row) && stays[i] != null) {
            for (Stay s : stays[i]) {
                if (Objects.equals(s.instance, instance)) {
                    stays[i].remove(s);
                    ended(q, s, e.timeMicros(), "left", out);
                    break;
                }
            }
        }
        if (plan.isTrue(q.enter(), row) && (q.perInstance() || stays[i] == null || stays[i].isEmpty())) {
            Stay s = new Stay(++ordinals, instance, e.timeMicros(), dimensions);
            stays[i] = stays[i] == null ? new ArrayDeque<>(2) : stays[i];
            stays[i].add(s);
            out.add(FactTable.QUEUE_PANES, q.name(), s.at, dimensions, 1, 0);
            out.waits(q.name(), dimensions, s.at, 1);
            out.row(row(s.dimensions, q.name(), s.ordinal, instance, s.at, null, null));
        }
    }

    private void ended(QueueRule q, Stay s, long time, String by, PlainLoop out) {
        out.add(FactTable.QUEUE_PANES, q.name(), time, s.dimensions, 0, 1);
        out.waits(q.name(), s.dimensions, s.at, -1);
        out.row(row(s.dimensions, q.name(), s.ordinal, s.instance, s.at, time, by));
    }

    private void instance(Event e, PlainLoop out) {
        String key = e.instance() == null ? e.activity() : e.activity() + '|' + e.instance();
        if (e.lifecycle().equals("start")) {
            started.computeIfAbsent(key, k -> new ArrayDeque<>(2))
                    .add(new Stay(++ordinals, e.resource(), e.timeMicros(), dimensions));
            executed(e, out);
        } else if (e.lifecycle().equals("complete")) {
            Deque<Stay> open = started.get(key);
            Stay s = open == null ? null : open.poll();
            if (s == null) {
                executed(e, out);
            }
            touches += "person".equals(e.resourceKind()) ? 1 : 0;
            out.row(row(
                    dimensions,
                    s == null ? ++ordinals : s.ordinal,
                    e.activity(),
                    e.instance(),
                    s == null ? e.timeMicros() : s.at,
                    e.timeMicros(),
                    e.resource(),
                    e.resourceKind(),
                    e.team()));
        }
    }

    private void executed(Event e, PlainLoop out) {
        rework += executions.merge(e.activity(), 1, Integer::sum) > 1 ? 1 : 0;
        if (lastTeam != null && e.team() != null && !lastTeam.equals(e.team())) {
            handoffs++;
            out.row(row(dimensions, ordinals, e.activity(), lastTeam, e.team(), lastAt, e.timeMicros()));
        }
        lastTeam = e.team();
    }

    private void exception(Event e, Object[] row, PlainLoop out) {
        ExceptionRule rule = plan.definition.exceptions();
        if (rule != null && plan.isTrue(rule.when(), row)) {
            Object category = plan.evaluate(rule.category(), row);
            out.row(row(dimensions, ++exceptions, lastAt, e.eventId(), e.activity(), category, e.reason()));
        }
    }

    private void duration(int i, long time, Object[] row, PlainLoop out) {
        Measure.Duration m = plan.durations.get(i);
        if (unmatched[i] != null && !unmatched[i].isEmpty() && plan.isTrue(m.to(), row)) {
            for (Stay from : unmatched[i]) {
                out.add(FactTable.MEASURE_PANES, m.name(), time, plan.splitBy(m.name(), dimensions), time - from.at, 1);
                out.row(row(dimensions, m.name(), from.ordinal, from.at, time, time - from.at));
            }
            unmatched[i].clear();
        }
        if (plan.isTrue(m.from(), row)) {
            unmatched[i] = unmatched[i] == null ? new ArrayDeque<>(2) : unmatched[i];
            unmatched[i].add(new Stay(++ordinals, null, time, dimensions));
            out.row(row(dimensions, m.name(), ordinals, time, null, null));
        }
    }

    private void measure(Measure m, long time, Object[] row, PlainLoop out) {
        if (m instanceof Measure.Share s && plan.isTrue(s.of(), row)) {
            count(m, time, plan.isTrue(s.share(), row) ? 1 : 0, out);
        } else if (m instanceof Measure.Count c && plan.isTrue(c.count(), row)) {
            count(m, time, 1, out);
        } else if (m instanceof Measure.Average a
                && plan.isTrue(a.of(), row)
                && plan.evaluate(a.average(), row) instanceof Number value) {
            count(m, time, (long) Math.floor(value.doubleValue() * 1e6 + 0.5), out);
        }
    }

    private void count(Measure m, long time, long numerator, PlainLoop out) {
        out.add(FactTable.MEASURE_PANES, m.name(), time, plan.splitBy(m.name(), dimensions), numerator, 1);
    }

    private void clock(int i, long time, Object[] row, PlainLoop out) {
        SlaRule sla = plan.definition.slas().get(i);
        PlainClock c = clocks[i];
        if (c == null) {
            if (plan.isTrue(sla.start(), row) && (sla.when() == null || plan.isTrue(sla.when(), row))) {
                clocks[i] = new PlainClock(plan, sla, time, dimensions);
            }
        } else if (plan.isTrue(sla.stop(), row)) {
            stop(i, time, "met", out);
        } else {
            if (plan.isTrue(sla.pause(), row)) {
                c.pause(time);
            }
            if (plan.isTrue(sla.resume(), row)) {
                c.resume(time);
            }
            if (plan.isTrue(sla.extendWhen(), row)) {
                c.extend(time, sla.extendByMicros());
            }
        }
    }

    private void stop(int i, long time, String state, PlainLoop out) {
        PlainClock c = clocks[i];
        c.resume(time);
        boolean breached = c.breachedBy(time);
        if (breached || state.equals("met")) {
            String name = "sla:" + plan.definition.slas().get(i).name();
            out.add(FactTable.MEASURE_PANES, name, c.due(), c.dimensions, breached ? 1 : 0, 1);
        }
        out.row(c.row(time, breached ? "breached" : state, i));
        clocks[i] = null;
    }

    private void close(long time, PlainLoop out) {
        closed = true;
        for (int i = 0; i < stays.length; i++) {
            if (stays[i] != null) {
                for (Stay s : stays[i]) {
                    ended(plan.definition.queues().get(i), s, time, "closed", out);
                }
                stays[i].clear();
            }
        }
        for (int i = 0; i < clocks.length; i++) {
            if (clocks[i] != null) {
                stop(i, time, "cancelled", out);
            }
        }
    }

    /** What the clock on the wall changes, and the row of the case. */
    void settle(long asOf, PlainLoop out) {
        if (!closed && asOf >= lastAt + silence()) {
            close(lastAt + silence(), out);
        }
        for (int i = 0; i < clocks.length; i++) {
            if (clocks[i] != null) {
                out.row(clocks[i].row(null, clocks[i].stateAt(asOf), i));
            }
        }
        out.row(row(dimensions, caseRow()));
        if (closed && !told) {
            told = true;
            for (Measure m : plan.caseMeasures) {
                ofCase(m, out);
            }
        }
    }

    private void ofCase(Measure m, PlainLoop out) {
        Object[] row = caseRow();
        if (m instanceof Measure.Share s && plan.isTrue(s.of(), row)) {
            count(m, lastAt, plan.isTrue(s.share(), row) ? 1 : 0, out);
        } else if (m instanceof Measure.Count c && plan.isTrue(c.count(), row)) {
            count(m, lastAt, 1, out);
        }
    }

    private Object[] caseRow() {
        List<CaseColumn> declared = plan.definition.caseColumns();
        Object[] row = new Object[CaseRow.FIRST_DECLARED + columns.length + dimensions.length];
        row[CaseRow.EVENTS] = events;
        row[CaseRow.TOUCHES] = touches;
        row[CaseRow.REWORK] = rework;
        row[CaseRow.HANDOFFS] = handoffs;
        row[CaseRow.EXCEPTIONS] = exceptions;
        row[CaseRow.REOPENED] = 0L;
        row[CaseRow.CYCLE_TIME] = (lastAt - firstAt) / 3.6e9;
        for (int i = 0; i < columns.length; i++) {
            boolean any = declared.get(i).kind() == CaseColumn.Kind.ANY;
            row[CaseRow.FIRST_DECLARED + i] = any ? (Object) (columns[i] > 0) : (Object) columns[i];
        }
        System.arraycopy(dimensions, 0, row, CaseRow.FIRST_DECLARED + columns.length, dimensions.length);
        return row;
    }

    private Object[] row(String[] dimensions, Object... values) {
        return plan.row(Arrays.asList(dimensions), values);
    }

    private long silence() {
        Long after = plan.definition.closeAfterMicros();
        return after == null ? Long.MAX_VALUE / 2 : after;
    }

    /** When it leaves the map. */
    long leavesAt() {
        return (closed ? lastAt : lastAt + silence()) + plan.definition.latenessMicros();
    }

    long nextChange(long asOf) {
        long next = closed ? Long.MAX_VALUE : lastAt + silence();
        for (PlainClock c : clocks) {
            next = c == null ? next : Math.min(next, c.nextChange(asOf));
        }
        return next;
    }
}
