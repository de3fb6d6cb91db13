package io.sojourn.mining.facts;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One SLA clock, event by event. */
final class TwinClock {
    final TwinEpisode.Row started;
    private final SlaRule rule;
    private final WorkCalendar calendar;
    /** Active time of the stretches that are over. */
    private long used;

    private long stretchStart;
    private boolean paused;
    private boolean breached;
    long limit;
    Long dueAt;
    Long atRiskAt;
    Long stoppedAt;
    String state;

    private TwinClock(SlaRule rule, WorkCalendar calendar, ZoneId zone, TwinEpisode.Row started) {
        this.rule = rule;
        this.calendar = calendar;
        this.started = started;
        long t = started.time();
        int amount = (int) rule.within().amount();
        this.limit = switch (rule.within().unit()) {
            case ELAPSED, WORKING -> rule.within().amount();
            case CALENDAR_DAYS -> LocalDays.endOfDay(t, amount, zone) - t;
            case BUSINESS_DAYS -> calendar.endOfBusinessDay(t, amount) - t;
        };
        stretch(t);
    }

    /** All clocks of a rule in an episode, in order. */
    static List<TwinClock> of(SlaRule rule, WorkCalendar calendar, ZoneId zone, TwinEpisode episode, long asOf) {
        List<TwinClock> clocks = new ArrayList<>();
        TwinClock active = null;
        for (TwinEpisode.Row row : episode.rows()) {
            if (active != null && row.is(rule.stop())) {
                active.end(row.time(), "met");
                active = null;
            }
            if (active != null) {
                active.mark(row);
            }
            if (active == null && row.is(rule.start()) && row.isOrAbsent(rule.when())) {
                active = new TwinClock(rule, calendar, zone, row);
                clocks.add(active);
            }
        }
        if (active != null && episode.closedAt() != null) {
            active.end(episode.closedAt(), "cancelled");
        } else if (active != null) {
            active.look(asOf);
        }
        return clocks;
    }

    private void mark(TwinEpisode.Row row) {
        long t = row.time();
        if (row.is(rule.pause()) && !paused) {
            checkBreach(t);
            used += active(stretchStart, t);
            paused = true;
        }
        if (row.is(rule.resume()) && paused) {
            paused = false;
            stretch(t);
        }
        if (row.is(rule.extendWhen())) {
            extend(t);
        }
    }

    private void extend(long t) {
        if (!paused) {
            checkBreach(t);
            used += active(stretchStart, t);
        }
        if (!breached) {
            limit += rule.extendByMicros();
        }
        if (!paused) {
            stretch(t);
        }
    }

    private void end(long t, String how) {
        if (paused) {
            stretch(t);
        } else {
            checkBreach(t);
        }
        stoppedAt = t;
        state = breached ? "breached" : how;
    }

    private void look(long asOf) {
        if (!paused) {
            checkBreach(asOf);
        }
        if (breached) {
            state = "breached";
        } else if (paused) {
            state = "paused";
            dueAt = null;
            atRiskAt = null;
        } else {
            state = asOf >= atRiskAt ? "at_risk" : "running";
        }
    }

    private void checkBreach(long t) {
        breached |= dueAt < t;
    }

    /** Counting goes on at t. */
    private void stretch(long t) {
        if (breached) {
            return;
        }
        stretchStart = t;
        dueAt = add(t, Math.max(0, limit - used));
        atRiskAt = add(t, Math.max(0, limit * rule.atRiskPercent() / 100 - used));
    }

    private boolean working() {
        return rule.within().unit() == TimeLimit.Unit.WORKING;
    }

    private long active(long from, long to) {
        return working() ? calendar.between(from, to) : to - from;
    }

    private long add(long from, long micros) {
        return working() ? calendar.add(from, micros) : from + micros;
    }
}
