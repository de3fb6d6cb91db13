package io.sojourn.sample;

import java.time.LocalDate;

/**
 * The working floor: people come and go by their calendars, take the next piece of work, put it down at the end of a
 * shift and go on with it in the next one.
 */
final class Floor {
    private final Agenda agenda;
    private final Recorder recorder;
    private final Ledger ledger;
    private long offered;

    Floor(Agenda agenda, Recorder recorder, Ledger ledger) {
        this.agenda = agenda;
        this.recorder = recorder;
        this.ledger = ledger;
    }

    /** Lets a person come to work from t on. */
    void employ(Person p, long t) {
        long[] presence = p.presence(t);
        agenda.at(presence[0], () -> begin(p, presence[1]));
    }

    /** New work: it enters its queue now, and is taken as soon as someone is free (or at the team's next release). */
    void offer(Team team, Work work) {
        long now = agenda.now();
        work.offeredAt = now;
        work.number = offered++;
        work.request.works.add(work);
        if (work.queue != null) {
            recorder.note(work.request, work.activity, "schedule")
                    .team(team.name)
                    .queue(work.queue)
                    .instance(work.instance)
                    .write();
            ledger.enter(work.request, work.queue, work.instance, now);
        }
        long release = nextRelease(team, now);
        if (release == now) {
            makeReady(team, work);
        } else {
            agenda.at(release, () -> makeReady(team, work));
        }
    }

    private static long nextRelease(Team team, long now) {
        if (team.releases.length == 0) {
            return now;
        }
        for (LocalDate day = WorkCalendar.localDay(now); ; day = day.plusDays(1)) {
            for (int hour : team.releases) {
                long at = Units.micros(
                        day.atTime(hour, 0).atZone(WorkCalendar.ZONE).toInstant());
                if (at >= now) {
                    return at;
                }
            }
        }
    }

    private void makeReady(Team team, Work work) {
        if (work.state != Work.State.WAITING) {
            return;
        }
        Person free = team.idle.pollFirst();
        if (free == null) {
            team.waiting.add(work);
        } else {
            take(free, work);
        }
    }

    /** The request is over: its work leaves every list and hand. */
    void cancel(Work work) {
        Person p = work.person;
        boolean held = work.state == Work.State.ACTIVE || work.state == Work.State.SUSPENDED;
        if (work.state == Work.State.WAITING && p == null) {
            work.state = Work.State.CANCELLED;
            return;
        }
        work.state = Work.State.CANCELLED;
        if (held) {
            p.work = null;
            p.turn++;
            if (p.onShift) {
                // Not in this call: the request is still being closed.
                int turn = p.turn;
                agenda.at(agenda.now(), () -> freeIf(p, turn));
            }
        }
    }

    private void begin(Person p, long end) {
        p.onShift = true;
        p.shiftEnd = end;
        p.resting = false;
        if (!p.team.bot) {
            agenda.at(end, () -> end(p));
        }
        if (p.work != null) {
            resume(p);
        } else {
            next(p);
        }
    }

    private void end(Person p) {
        p.team.idle.remove(p);
        p.onShift = false;
        p.resting = false;
        if (p.work != null) {
            suspend(p);
        }
        employ(p, agenda.now());
    }

    private void next(Person p) {
        if (!p.onShift || p.work != null || p.resting) {
            return;
        }
        Work work = p.team.waiting.poll();
        while (work != null && work.state != Work.State.WAITING) {
            work = p.team.waiting.poll();
        }
        if (work == null) {
            p.idleSince = agenda.now();
            p.team.idle.add(p);
        } else {
            take(p, work);
        }
    }

    private void take(Person p, Work work) {
        long now = agenda.now();
        work.state = Work.State.ACTIVE;
        work.person = p;
        p.work = work;
        p.turn++;
        work.remaining = Math.max(1, (long) (work.handling * p.speed));
        note(p, work, "start").write();
        if (work.queue != null) {
            ledger.leave(work.request, work.queue, work.instance, now);
        }
        work.record = ledger.begin(work.request, p.team.name, now);
        run(p, work);
    }

    private void run(Person p, Work work) {
        work.stretchStart = agenda.now();
        long done = work.stretchStart + work.remaining;
        if (done < p.shiftEnd) {
            int turn = p.turn;
            agenda.at(done, () -> complete(p, turn));
        }
    }

    private void suspend(Person p) {
        Work work = p.work;
        long now = agenda.now();
        work.remaining = Math.max(1, work.remaining - (now - work.stretchStart));
        work.state = Work.State.SUSPENDED;
        ledger.worked(p, work.stretchStart, now);
        note(p, work, "suspend").write();
    }

    private void resume(Person p) {
        p.work.state = Work.State.ACTIVE;
        note(p, p.work, "resume").write();
        run(p, p.work);
    }

    private void complete(Person p, int turn) {
        if (p.turn != turn) {
            return;
        }
        Work work = p.work;
        long now = agenda.now();
        work.state = Work.State.DONE;
        work.request.works.remove(work);
        ledger.worked(p, work.stretchStart, now);
        note(p, work, "complete")
                .outcome(work.outcome)
                .exception(work.exception)
                .reason(work.reason)
                .write();
        ledger.complete(work.request, work.record, now);
        if (work.exception != null) {
            ledger.exception(work.exception);
        }
        p.work = null;
        work.completed.run();
        rest(p, work, turn);
    }

    private void rest(Person p, Work work, int turn) {
        long other = p.otherDuties((long) (work.handling * p.speed));
        if (other == 0) {
            next(p);
        } else if (agenda.now() + other < p.shiftEnd) {
            p.resting = true;
            agenda.at(agenda.now() + other, () -> freeIf(p, turn));
        } else {
            p.resting = true;
        }
    }

    private void freeIf(Person p, int turn) {
        if (p.turn == turn && p.onShift && p.work == null && !p.team.idle.contains(p)) {
            p.resting = false;
            next(p);
        }
    }

    private Recorder.Note note(Person p, Work work, String lifecycle) {
        return recorder.note(work.request, work.activity, lifecycle)
                .by(p.name, p.team.kind())
                .team(p.team.name)
                .queue(work.queue)
                .instance(work.instance);
    }
}
