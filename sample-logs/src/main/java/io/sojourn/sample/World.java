package io.sojourn.sample;

import io.sojourn.sample.Draws.Purpose;

/** What the parts of the simulated world share: time, chance, the floor, the books; and what every part does. */
final class World {
    final Agenda agenda = new Agenda();
    final Recorder recorder = new Recorder(agenda);
    final Draws draws;
    final Troubles troubles;
    final Teams teams;
    final Ledger ledger;
    final Floor floor;
    final Preparation preparation;
    final PayerSide payers;
    final Disputes disputes;

    World(SimulationOptions options, TruthListener listener) {
        draws = new Draws(options.seed());
        troubles = new Troubles(options);
        teams = new Teams(options, draws, troubles);
        ledger = new Ledger(listener, recorder, troubles);
        floor = new Floor(agenda, recorder, ledger);
        preparation = new Preparation(this);
        payers = new PayerSide(this);
        disputes = new Disputes(this);
        long start = Units.micros(options.start());
        teams.all.forEach(team -> ledger.people.put(team.name, team.people.size()));
        teams.all.forEach(team -> team.people.forEach(p -> floor.employ(p, start)));
    }

    long now() {
        return agenda.now();
    }

    /** Plans what happens to a request, unless it closes before. */
    void later(Request r, long delay, Runnable action) {
        int generation = r.generation;
        agenda.at(now() + delay, () -> {
            if (r.generation == generation) {
                action.run();
            }
        });
    }

    /** The seconds that systems need between one step and the next. */
    long systemDelay(Request r) {
        return Units.of(draws.uniform(r.n, Purpose.SYSTEM_DELAY, r.counter++, 1, 20), Units.SECOND);
    }

    long handling(Request r, double meanMinutes) {
        return Units.of(
                draws.lognormalByMean(meanMinutes, Parameters.HANDLING_SIGMA, r.n, Purpose.HANDLING, r.counter++),
                Units.MINUTE);
    }

    boolean chance(double p, Request r, Purpose purpose, int k) {
        return draws.chance(p, r.n, purpose, k);
    }

    Team specialists(Request r) {
        return teams.specialists.get(r.serviceLine);
    }

    /** The request is over: what is open ends, and a later event begins a new episode. */
    void close(Request r) {
        for (Work work : r.works.toArray(new Work[0])) {
            floor.cancel(work);
        }
        r.works.clear();
        ledger.close(r, now());
        r.nextEpisode();
    }

    /**
     * Hands something over to a payer: through the gateway, which sometimes fails and tries again.
     *
     * @param activity what is recorded when it has arrived
     * @param arrived what the world does then
     */
    void send(Request r, String activity, Runnable arrived) {
        long delay = Units.of(draws.lognormal(8, 0.8, r.n, Purpose.GATEWAY_TIME, r.counter++), Units.SECOND);
        later(r, delay, () -> call(r, activity, arrived));
    }

    private void call(Request r, String activity, Runnable arrived) {
        boolean outage = troubles.reachable(r.payer, now()) > now();
        boolean failed = outage || chance(Parameters.INTEGRATION_FAILURE, r, Purpose.GATEWAY, r.counter++);
        ledger.rate("integration_failure", failed);
        Recorder.Note note = recorder.note(r, failed ? "INTEGRATION_FAILED" : activity)
                .by("gateway", "bot")
                .team(r.lastTeam);
        if (failed) {
            note.exception("INTEGRATION_TECHNICAL").reason(outage ? "UNREACHABLE" : "TIMEOUT");
        }
        note.write();
        ledger.instant(r, r.lastTeam, now());
        if (failed) {
            ledger.exception("INTEGRATION_TECHNICAL");
            if (outage) {
                troubles.met(Trouble.PAYER_OUTAGE);
            }
            later(r, (outage ? 120 : 15) * Units.MINUTE + systemDelay(r), () -> call(r, activity, arrived));
        } else {
            arrived.run();
        }
    }

    /** Asks the patient and waits: an answer goes on, silence ends the request after 14 days. */
    void askPatient(Request r, Team team, Runnable answered) {
        recorder.note(r, "PATIENT_CONTACTED")
                .by("messenger", "bot")
                .team(team.name)
                .write();
        ledger.instant(r, team.name, now());
        ledger.enter(r, "patient_info", null, now());
        ledger.pause(r, Deadline.Rule.SPECIALIST_WORK, now());
        int k = r.counter++;
        if (chance(Parameters.PATIENT_SILENT, r, Purpose.PATIENT_ANSWER, k)) {
            later(r, 14 * Units.DAY, () -> expire(r));
            return;
        }
        double days = Math.min(13, draws.lognormal(0.8, 1.0, r.n, Purpose.PATIENT_TIME, k));
        later(r, Units.of(days, Units.DAY), answered);
    }

    /** The patient's answer is here; attributes that it changes are set by the caller. */
    Recorder.Note patientAnswers(Request r) {
        ledger.instant(r, "patient", now());
        ledger.leave(r, "patient_info", null, now());
        ledger.resume(r, Deadline.Rule.SPECIALIST_WORK, now());
        return recorder.note(r, "PATIENT_RESPONDED").by("patient", "patient").team("patient");
    }

    private void expire(Request r) {
        recorder.note(r, "EXPIRED")
                .by("worklist", "system")
                .exception("PATIENT_UNREACHABLE")
                .reason("PATIENT_NO_RESPONSE")
                .write();
        ledger.exception("PATIENT_UNREACHABLE");
        ledger.instant(r, null, now());
        close(r);
    }
}
