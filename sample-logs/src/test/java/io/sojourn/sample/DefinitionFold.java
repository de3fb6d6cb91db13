package io.sojourn.sample;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.definition.expression.ExpressionPrograms;
import io.sojourn.event.Event;
import io.sojourn.event.EventColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A slow, obvious reading of docs/concepts/semantics.md over the events of one case after another: what the truth is
 * held against. Uses the definition's own expressions and the product's calendars.
 */
final class DefinitionFold {
    private static final class Doing {
        String activity;
        String instance;
        String team;
        long startedAt;
        Long completedAt;
        long sequence;
    }

    private static final class Running {
        long startedAt;
        int ordinal;
        long limit;
        long used;
        long from;
        boolean paused;
        Long breachedDue;
    }

    final List<Truth.Stay> stays = new ArrayList<>();
    final List<Truth.Handoff> handoffs = new ArrayList<>();
    final List<Deadline> deadlines = new ArrayList<>();
    final Map<String, Long> exceptions = new TreeMap<>();
    final Map<String, Truth.Rate> shares = new TreeMap<>();
    long closedByRule;

    private final ProcessDefinition definition;
    private final ExpressionProgram program;
    private final Map<String, WorkCalendar> calendars = new HashMap<>();
    private final long asOf;

    private Object[] carried;
    private String caseId;
    private int episode;
    private List<Truth.Stay> open;
    private Map<String, Integer> ordinals;
    private List<Doing> doings;
    private Map<String, Running> clocks;

    DefinitionFold(CompiledDefinition compiled, long asOf) {
        definition = compiled.definition();
        program = ExpressionPrograms.load(compiled.expressions());
        definition.calendars().forEach(c -> calendars.put(c.name(), WorkCalendar.of(c)));
        this.asOf = asOf;
    }

    void fold(List<Event> events) {
        carried = new Object[definition.attributes().size()];
        caseId = events.get(0).caseId();
        episode = 0;
        open = null;
        long last = 0;
        for (Event e : events) {
            if (open != null && e.timeMicros() - last >= definition.closeAfterMicros()) {
                close(last + definition.closeAfterMicros());
            }
            if (open == null) {
                begin();
            }
            Object[] row = row(e);
            stays(e, row);
            clocks(e, row);
            doing(e);
            count(row);
            last = e.timeMicros();
            if (is(definition.close(), row)) {
                closedByRule++;
                close(last);
            }
        }
        if (open != null && asOf - last >= definition.closeAfterMicros()) {
            close(last + definition.closeAfterMicros());
        }
        if (open != null) {
            end(null);
        }
    }

    private void begin() {
        episode++;
        open = new ArrayList<>();
        ordinals = new HashMap<>();
        doings = new ArrayList<>();
        clocks = new HashMap<>();
    }

    private void close(long t) {
        open.forEach(s -> stays.add(ended(s, t, "closed")));
        open.clear();
        for (SlaRule rule : definition.slas()) {
            Running r = clocks.remove(rule.name());
            if (r != null) {
                finish(rule, r, t, Deadline.State.CANCELLED);
            }
        }
        end(t);
    }

    private void end(Long closedAt) {
        stays.addAll(open);
        handoffs();
        if (closedAt == null) {
            clocks.forEach((name, r) -> deadlines.add(atEnd(name, r)));
        }
        open = null;
    }

    private Object[] row(Event e) {
        for (int i = 0; i < carried.length; i++) {
            carried[i] = e.attributes()[i] == null ? carried[i] : e.attributes()[i];
        }
        Object[] row = EventColumns.row(e);
        System.arraycopy(carried, 0, row, EventColumns.FIRST_ATTRIBUTE, carried.length);
        return row;
    }

    private boolean is(Expression e, Object[] row) {
        return e != null && program.isTrue(e.index(), row);
    }

    private int next(String of) {
        return ordinals.merge(of, 1, Integer::sum);
    }

    private void stays(Event e, Object[] row) {
        for (QueueRule q : definition.queues()) {
            if (is(q.leave(), row)) {
                open.stream()
                        .filter(s -> s.queue().equals(q.name()))
                        .filter(s -> !q.perInstance() || Objects.equals(s.instance(), e.instance()))
                        .findFirst()
                        .ifPresent(s -> {
                            open.remove(s);
                            stays.add(ended(s, e.timeMicros(), "left"));
                        });
            }
            boolean inside = open.stream().anyMatch(s -> s.queue().equals(q.name()));
            if (is(q.enter(), row) && (q.perInstance() || !inside)) {
                String instance = q.perInstance() ? e.instance() : null;
                open.add(new Truth.Stay(
                        caseId, episode, q.name(), next("q:" + q.name()), instance, e.timeMicros(), null, null));
            }
        }
    }

    private static Truth.Stay ended(Truth.Stay s, long t, String how) {
        return new Truth.Stay(s.caseId(), s.episode(), s.queue(), s.ordinal(), s.instance(), s.enteredAt(), t, how);
    }

    private void clocks(Event e, Object[] row) {
        long t = e.timeMicros();
        for (SlaRule rule : definition.slas()) {
            Running r = clocks.get(rule.name());
            if (r != null && is(rule.stop(), row)) {
                finish(rule, clocks.remove(rule.name()), t, Deadline.State.MET);
                r = null;
            }
            if (r != null && is(rule.pause(), row) && look(rule, r, t) && !r.paused) {
                settle(rule, r, t);
                r.paused = true;
            }
            if (r != null && is(rule.resume(), row) && r.paused) {
                r.paused = false;
                r.from = t;
            }
            if (r != null && is(rule.extendWhen(), row) && look(rule, r, t)) {
                if (!r.paused) {
                    settle(rule, r, t);
                }
                r.limit += rule.extendByMicros();
            }
            if (r == null && is(rule.start(), row) && (rule.when() == null || is(rule.when(), row))) {
                clocks.put(rule.name(), started(rule, t));
            }
        }
    }

    private Running started(SlaRule rule, long t) {
        Running r = new Running();
        r.startedAt = t;
        r.from = t;
        r.ordinal = next("s:" + rule.name());
        int days = (int) rule.within().amount();
        r.limit = switch (rule.within().unit()) {
            case ELAPSED, WORKING -> rule.within().amount();
            case CALENDAR_DAYS -> LocalDays.endOfDay(t, days, definition.zone()) - t;
            case BUSINESS_DAYS -> calendars.get(rule.calendar()).endOfBusinessDay(t, days) - t;
        };
        return r;
    }

    private boolean working(SlaRule rule) {
        return rule.within().unit() == TimeLimit.Unit.WORKING;
    }

    private void settle(SlaRule rule, Running r, long t) {
        r.used += working(rule) ? calendars.get(rule.calendar()).between(r.from, t) : t - r.from;
        r.from = t;
    }

    private long due(SlaRule rule, Running r, long from) {
        long left = Math.max(0, r.limit - r.used);
        return working(rule) ? calendars.get(rule.calendar()).add(from, left) : from + left;
    }

    /** False when the clock is breached before t. */
    private boolean look(SlaRule rule, Running r, long t) {
        if (r.breachedDue == null && !r.paused && due(rule, r, r.from) < t) {
            r.breachedDue = due(rule, r, r.from);
        }
        return r.breachedDue == null;
    }

    private void finish(SlaRule rule, Running r, long t, Deadline.State inTime) {
        boolean sound = look(rule, r, t);
        long due = sound ? due(rule, r, r.paused ? t : r.from) : r.breachedDue;
        deadlines.add(deadline(rule.name(), r, due, t, sound ? inTime : Deadline.State.BREACHED));
    }

    private Deadline atEnd(String name, Running r) {
        SlaRule rule = definition.slas().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (!look(rule, r, asOf)) {
            return deadline(name, r, r.breachedDue, null, Deadline.State.BREACHED);
        }
        return r.paused
                ? deadline(name, r, null, null, Deadline.State.PAUSED)
                : deadline(name, r, due(rule, r, r.from), null, Deadline.State.RUNNING);
    }

    private Deadline deadline(String name, Running r, Long due, Long stopped, Deadline.State state) {
        for (Deadline.Rule rule : Deadline.Rule.values()) {
            if (rule.key().equals(name)) {
                return new Deadline(caseId, episode, rule, r.ordinal, r.startedAt, due, stopped, state);
            }
        }
        throw new IllegalStateException(name);
    }

    private void doing(Event e) {
        if (e.lifecycle().equals("complete")) {
            for (Doing d : doings) {
                if (d.completedAt == null
                        && d.activity.equals(e.activity())
                        && Objects.equals(d.instance, e.instance())) {
                    d.completedAt = e.timeMicros();
                    return;
                }
            }
        }
        if (e.lifecycle().equals("start") || e.lifecycle().equals("complete")) {
            Doing d = new Doing();
            d.activity = e.activity();
            d.instance = e.instance();
            d.team = e.team();
            d.startedAt = e.timeMicros();
            d.completedAt = e.lifecycle().equals("complete") ? e.timeMicros() : null;
            d.sequence = e.sequence();
            doings.add(d);
        }
    }

    private void handoffs() {
        doings.sort(Comparator.<Doing>comparingLong(d -> d.startedAt)
                .thenComparingLong(d -> d.completedAt == null ? Long.MAX_VALUE : d.completedAt)
                .thenComparingLong(d -> d.sequence));
        for (int i = 1; i < doings.size(); i++) {
            Doing a = doings.get(i - 1);
            Doing b = doings.get(i);
            if (a.team != null && b.team != null && !a.team.equals(b.team) && a.completedAt != null) {
                handoffs.add(new Truth.Handoff(caseId, episode, a.team, b.team, a.completedAt, b.startedAt));
            }
        }
    }

    private void count(Object[] row) {
        if (is(definition.exceptions().when(), row)) {
            Object category =
                    program.evaluate(definition.exceptions().category().index(), row);
            exceptions.merge((String) category, 1L, Long::sum);
        }
        for (Measure m : definition.measures()) {
            if (m instanceof Measure.Share s && !s.perCase() && is(s.of(), row)) {
                Truth.Rate old = shares.getOrDefault(s.name(), new Truth.Rate(0, 0));
                shares.put(s.name(), old.plus(is(s.share(), row)));
            }
        }
    }
}
