package io.sojourn.sample;

import java.time.LocalDate;

/** A running deadline: written from the rules in docs/concepts/semantics.md, apart from the product's own code. */
final class Clock {
    static final WorkCalendar OFFICE = WorkCalendar.of("Mon-Fri 08:00-12:00 12:30-17:00");

    final Request request;
    final Deadline.Rule rule;
    private final int episode;
    private final int ordinal;
    private final long startedAt;
    private long limit;
    private long used;
    private long stretchFrom;
    private boolean paused;
    private boolean breached;
    private long breachedDue;

    Clock(Request request, Deadline.Rule rule, int ordinal, long t) {
        this.request = request;
        this.rule = rule;
        this.episode = request.episode;
        this.ordinal = ordinal;
        this.startedAt = t;
        this.stretchFrom = t;
        this.limit = limit(rule, t);
    }

    private static long limit(Deadline.Rule rule, long t) {
        LocalDate day = WorkCalendar.localDay(t);
        return switch (rule) {
            case INTAKE_DONE -> endOf(OFFICE.nextWorkday(OFFICE.nextWorkday(day))) - t;
            case SPECIALIST_WORK -> 9 * Units.HOUR;
            case EXPEDITED_DECISION -> 72 * Units.HOUR;
            case STANDARD_DECISION -> endOf(day.plusDays(7)) - t;
        };
    }

    private static long endOf(LocalDate day) {
        return WorkCalendar.startOfDay(day.plusDays(1));
    }

    private boolean working() {
        return rule == Deadline.Rule.SPECIALIST_WORK;
    }

    private long dueIfRunning(long from) {
        long left = limit - used;
        if (left <= 0) {
            return from;
        }
        return working() ? OFFICE.plusWorking(from, left) : from + left;
    }

    /** Freezes the clock if it was due before t. */
    private void look(long t) {
        if (!breached && !paused && dueIfRunning(stretchFrom) < t) {
            breached = true;
            breachedDue = dueIfRunning(stretchFrom);
        }
    }

    private void settle(long t) {
        used += working() ? OFFICE.workingBetween(stretchFrom, t) : t - stretchFrom;
        stretchFrom = t;
    }

    void pause(long t) {
        look(t);
        if (!breached && !paused) {
            settle(t);
            paused = true;
        }
    }

    void resume(long t) {
        if (paused) {
            paused = false;
            stretchFrom = t;
        }
    }

    void extend(long t, long by) {
        look(t);
        if (!breached) {
            if (!paused) {
                settle(t);
            }
            limit += by;
        }
    }

    Deadline stop(long t) {
        return end(t, Deadline.State.MET);
    }

    Deadline close(long t) {
        return end(t, Deadline.State.CANCELLED);
    }

    private Deadline end(long t, Deadline.State inTime) {
        look(t);
        long due = breached ? breachedDue : dueIfRunning(paused ? t : stretchFrom);
        return deadline(due, t, breached ? Deadline.State.BREACHED : inTime);
    }

    /** As it stands at an instant, still open. */
    Deadline at(long asOf) {
        look(asOf);
        if (breached) {
            return deadline(breachedDue, null, Deadline.State.BREACHED);
        }
        return paused
                ? deadline(null, null, Deadline.State.PAUSED)
                : deadline(dueIfRunning(stretchFrom), null, Deadline.State.RUNNING);
    }

    private Deadline deadline(Long due, Long stopped, Deadline.State state) {
        return new Deadline(request.caseId, episode, rule, ordinal, startedAt, due, stopped, state);
    }
}
