package io.sojourn.sample;

import io.sojourn.sample.Deadline.Rule;
import io.sojourn.sample.Draws.Purpose;

/** The provider's side, from receipt to submission: eligibility, intake, documents, the specialist's work. */
final class Preparation {
    private static final double INCOMPLETE = 0.18;
    private static final int ELIGIBILITY_TRIES = 3;

    private final World world;
    private final Draws draws;
    private final Recorder recorder;
    private final Ledger ledger;

    Preparation(World world) {
        this.world = world;
        this.draws = world.draws;
        this.recorder = world.recorder;
        this.ledger = world.ledger;
    }

    /** A request arrives now. */
    void receive(long n) {
        Request r = new Request(n);
        r.payer = Parameters.PAYERS.get(draws.pick(Parameters.PAYER_WEIGHTS, n, Purpose.PAYER, 0));
        r.serviceLine = draws.pick(Parameters.SERVICE_LINE_WEIGHTS, n, Purpose.SERVICE_LINE, 0);
        r.facility = draws.pick(Parameters.FACILITY_WEIGHTS, n, Purpose.FACILITY, 0);
        r.urgency = draws.pick(Parameters.URGENCY_WEIGHTS, n, Purpose.URGENCY, 0);
        r.channel = draws.pick(Parameters.CHANNEL_WEIGHTS, n, Purpose.CHANNEL, 0);
        double leadDays = r.routine() ? draws.lognormal(14, 0.6, n, Purpose.SERVICE_DATE, 0) : 2;
        r.serviceDate = WorkCalendar.startOfDay(
                WorkCalendar.localDay(world.now()).plusDays(1 + (long) Math.min(120, leadDays)));
        double dollars = draws.lognormal(1400, 1.1, n, Purpose.AMOUNT, 0);
        ledger.arrived++;
        recorder.note(r, "RECEIVED")
                .by("ehr", "system")
                .team("ordering")
                .related("referral:REF-" + r.caseId.substring(3))
                .set(PriorAuthorization.PAYER_CLASS, r.payer.payerClass())
                .set(PriorAuthorization.PAYER, r.payer.name())
                .set(PriorAuthorization.SERVICE_LINE, r.serviceLineName())
                .set(PriorAuthorization.FACILITY, Parameters.FACILITIES.get(r.facility))
                .set(PriorAuthorization.URGENCY, Parameters.URGENCIES.get(r.urgency))
                .set(PriorAuthorization.CHANNEL, Parameters.CHANNELS.get(r.channel))
                .set(PriorAuthorization.AMOUNT, Math.round(Math.min(250_000, dollars) * 100) / 100.0)
                .set(PriorAuthorization.SERVICE_DATE, r.serviceDate)
                .write();
        ledger.instant(r, "ordering", world.now());
        ledger.start(r, Rule.INTAKE_DONE, world.now());
        planWithdrawal(r);
        world.later(r, world.systemDelay(r), () -> checkEligibility(r, 0));
    }

    /** Some requests are withdrawn whatever happens; others when the wait gets long. */
    private void planWithdrawal(Request r) {
        double days = Parameters.ABANDON_SCALE_DAYS
                * StrictMath.pow(draws.exponential(1, r.n, Purpose.ABANDONMENT, 0), 1 / Parameters.ABANDON_SHAPE);
        String reason = "AUTH_DELAY";
        if (world.chance(Parameters.WITHDRAWN, r, Purpose.WITHDRAWAL, 0)) {
            double soon = draws.lognormal(2, 1, r.n, Purpose.WITHDRAWAL_TIME, 0);
            reason = soon < days ? "CLINICAL_CHANGE" : reason;
            days = Math.min(days, soon);
        }
        if (days < Parameters.LONGEST_WAIT_DAYS) {
            String why = reason;
            world.later(r, Units.of(days, Units.DAY), () -> withdraw(r, why));
        }
    }

    private void withdraw(Request r, String reason) {
        if (r.decided) {
            return;
        }
        recorder.note(r, "WITHDRAWN")
                .by("patient", "patient")
                .team("patient")
                .exception("PATIENT_DECLINED")
                .reason(reason)
                .write();
        ledger.exception("PATIENT_DECLINED");
        ledger.instant(r, "patient", world.now());
        world.close(r);
    }

    private void checkEligibility(Request r, int attempt) {
        long time = Units.of(
                draws.lognormalByMean(Parameters.BOT_SECONDS, 0.5, r.n, Purpose.ELIGIBILITY_TIME, attempt),
                Units.SECOND);
        boolean failed = world.chance(Parameters.INTEGRATION_FAILURE, r, Purpose.ELIGIBILITY, attempt + 1);
        boolean inactive = world.chance(Parameters.ELIGIBILITY_FAILURE, r, Purpose.ELIGIBILITY, 0);
        Work work = new Work(r, "ELIGIBILITY_CHECKED", null, null, time, r.rank(), () -> {
            if (failed && attempt + 1 < ELIGIBILITY_TRIES) {
                world.later(r, 10 * Units.MINUTE, () -> checkEligibility(r, attempt + 1));
            } else {
                world.later(r, world.systemDelay(r), () -> intake(r, failed || inactive));
            }
        });
        if (failed) {
            work.ending("FAILED", "INTEGRATION_TECHNICAL", "TIMEOUT");
        } else if (inactive) {
            work.ending("INACTIVE", "ELIGIBILITY", "COVERAGE_INACTIVE");
        } else {
            work.ending("CONFIRMED", null, null);
        }
        world.floor.offer(world.teams.automation, work);
    }

    private void intake(Request r, boolean coverageUnclear) {
        double minutes = Parameters.CHANNEL_MINUTES[r.channel] * Parameters.INTAKE_SHARE;
        if (world.troubles.acts(Trouble.ABSENT_SHIFT, world.now())) {
            world.troubles.met(Trouble.ABSENT_SHIFT);
        }
        double needs = draws.uniform(r.n, Purpose.NEEDS_DOCUMENTS, 0);
        boolean incomplete = needs < INCOMPLETE && r.incompletes == 0;
        Work work = new Work(r, "INTAKE", "intake", null, world.handling(r, minutes), r.rank(), () -> {
            if (coverageUnclear) {
                world.later(
                        r,
                        world.systemDelay(r),
                        () -> world.askPatient(r, world.teams.intake, () -> coverageAnswered(r)));
                return;
            }
            ledger.stop(r, Rule.INTAKE_DONE, world.now());
            r.incompletes += incomplete ? 1 : 0;
            world.later(r, world.systemDelay(r), () -> afterIntake(r, needs < Parameters.NEEDS_DOCUMENTS));
        });
        if (coverageUnclear) {
            work.ending("COVERAGE_UNCLEAR", null, null);
        } else if (incomplete) {
            work.ending("INCOMPLETE", "MISSING_INFORMATION", "CLINICAL");
        } else {
            work.ending("COMPLETE", null, null);
        }
        world.floor.offer(world.teams.intake, work);
    }

    private void coverageAnswered(Request r) {
        Recorder.Note note = world.patientAnswers(r);
        if (world.chance(Parameters.COVERAGE_CHANGED, r, Purpose.COVERAGE_CHANGE, 0)) {
            r.payer = Parameters.PAYERS.get(draws.pick(Parameters.PAYER_WEIGHTS, r.n, Purpose.PAYER, 1));
            note.set(PriorAuthorization.PAYER_CLASS, r.payer.payerClass())
                    .set(PriorAuthorization.PAYER, r.payer.name())
                    .outcome("NEW_COVERAGE");
        } else {
            note.outcome("COVERAGE_CONFIRMED");
        }
        note.write();
        world.later(r, world.systemDelay(r), () -> intake(r, false));
    }

    private void afterIntake(Request r, boolean documents) {
        if (r.backToIntake > 0) {
            gatherDocuments(r, 1);
            return;
        }
        double u = draws.uniform(r.n, Purpose.NEED, 0);
        boolean gold = u < Parameters.GOLD_CARD;
        boolean free = u < Parameters.GOLD_CARD + Parameters.NOT_REQUIRED;
        int count = !documents ? 0 : 1 + draws.pick(Parameters.DOCUMENTS, r.n, Purpose.DOCUMENTS, 0);
        double sure = 1 - 0.4 * StrictMath.pow(draws.uniform(r.n, Purpose.CONFIDENCE, 0), 2);
        recorder.note(r, "NEED_CHECKED")
                .by("rules", "bot")
                .team(Teams.INTAKE)
                .outcome(gold ? "EXEMPT" : free ? "NOT_REQUIRED" : "REQUIRED")
                .set(PriorAuthorization.CONFIDENCE, Math.round(sure * 1000) / 1000.0)
                .set(PriorAuthorization.GOLD_CARD, gold)
                .set(PriorAuthorization.DOCUMENTS, (long) count)
                .write();
        ledger.instant(r, Teams.INTAKE, world.now());
        if (gold || free) {
            world.close(r);
        } else if (count > 0) {
            world.later(r, world.systemDelay(r), () -> gatherDocuments(r, count));
        } else {
            world.later(r, world.systemDelay(r), () -> submit(r, 0));
        }
    }

    private void gatherDocuments(Request r, int count) {
        boolean slow = Parameters.CHANNELS.get(r.channel).equals("FAX")
                && world.troubles.acts(Trouble.SLOW_VARIANT, world.now());
        if (slow) {
            world.troubles.met(Trouble.SLOW_VARIANT);
        }
        if (world.troubles.acts(Trouble.BATCHING_TEAM, world.now())) {
            world.troubles.met(Trouble.BATCHING_TEAM);
        }
        double minutes = Parameters.DOCUMENT_MINUTES * (slow ? Troubles.SLOW_FACTOR : 1);
        r.openDocuments = count;
        for (int i = 0; i < count; i++) {
            String instance = "d" + (r.backToIntake * 3 + i + 1);
            Work work = new Work(
                    r,
                    Parameters.DOCUMENT_ACTIVITIES.get(i),
                    "documentation",
                    instance,
                    world.handling(r, minutes),
                    r.rank(),
                    () -> documentDone(r));
            world.floor.offer(world.teams.documentation, work.ending("FOUND", null, null));
        }
    }

    private void documentDone(Request r) {
        if (--r.openDocuments == 0) {
            world.later(r, world.systemDelay(r), () -> documentsComplete(r));
        }
    }

    private void documentsComplete(Request r) {
        boolean back = Parameters.FACILITIES.get(r.facility).equals(Troubles.PING_PONG_FACILITY)
                && world.troubles.acts(Trouble.HANDOFF_PING_PONG, world.now())
                && r.backToIntake < Troubles.BACK_ROUNDS
                && world.chance(Troubles.BACK_AGAIN, r, Purpose.PING_PONG, r.backToIntake);
        recorder.note(r, "DOC_COMPLETE")
                .by("worklist", "bot")
                .team(Teams.DOCUMENTATION)
                .outcome(back ? "RETURNED" : "COMPLETE")
                .write();
        ledger.instant(r, Teams.DOCUMENTATION, world.now());
        if (back) {
            r.backToIntake++;
            world.troubles.met(Trouble.HANDOFF_PING_PONG);
            world.later(r, world.systemDelay(r), () -> intake(r, false));
        } else {
            world.later(r, world.systemDelay(r), () -> submit(r, 0));
        }
    }

    /** The specialist's work; {@code round} counts the tries that ended with a question to the patient. */
    void submit(Request r, int round) {
        Team team = world.specialists(r);
        double minutes = Parameters.CHANNEL_MINUTES[r.channel] * (1 - Parameters.INTAKE_SHARE);
        boolean asks = round == 0 && world.chance(Parameters.NEEDS_PATIENT, r, Purpose.NEEDS_PATIENT, r.episode);
        if (r.serviceLine == 0 && world.troubles.acts(Trouble.SHORT_STAFFED_TEAM, world.now())) {
            world.troubles.met(Trouble.SHORT_STAFFED_TEAM);
        }
        Work work = new Work(r, "SUBMISSION", "specialist_work", null, world.handling(r, minutes), r.rank(), () -> {
            if (asks) {
                world.later(
                        r,
                        world.systemDelay(r),
                        () -> world.askPatient(r, team, () -> {
                            world.patientAnswers(r).outcome("INFORMED").write();
                            world.later(r, world.systemDelay(r), () -> submit(r, round + 1));
                        }));
                return;
            }
            ledger.stop(r, Rule.SPECIALIST_WORK, world.now());
            r.lastTeam = team.name;
            world.send(r, "SUBMITTED", () -> world.payers.submitted(r));
        });
        if (asks) {
            work.ending("NEEDS_PATIENT", "MISSING_INFORMATION", "DEMOGRAPHIC");
        } else {
            work.ending("READY", null, null);
        }
        world.floor.offer(team, work);
        ledger.start(r, Rule.SPECIALIST_WORK, world.now());
    }
}
