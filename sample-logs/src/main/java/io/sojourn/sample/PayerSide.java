package io.sojourn.sample;

import io.sojourn.sample.Deadline.Rule;
import io.sojourn.sample.Draws.Purpose;
import java.time.LocalDate;

/** The payers: they decide at once, after a while, or ask for information first. */
final class PayerSide {
    private static final WorkCalendar REVIEW = WorkCalendar.of("Mon-Fri 08:00-18:00");
    private static final String[] DENIAL_REASONS = {"50", "197", "243", "96", "16", "18"};
    private static final String[] DENIAL_CATEGORIES = {
        "MEDICAL_NECESSITY",
        "AUTH_REQUIREMENT",
        "NETWORK_OR_REFERRAL",
        "BENEFIT_LIMIT_OR_NON_COVERED",
        "MISSING_INFORMATION",
        "DUPLICATE"
    };
    private static final double[] DENIAL_WEIGHTS = {0.45, 0.20, 0.12, 0.10, 0.10, 0.03};

    private final World world;
    private final Draws draws;

    PayerSide(World world) {
        this.world = world;
        this.draws = world.draws;
    }

    /** The request is with the payer now. */
    void submitted(Request r) {
        r.submitted = true;
        r.submittedAt = world.now();
        world.ledger.start(r, r.routine() ? Rule.STANDARD_DECISION : Rule.EXPEDITED_DECISION, world.now());
        waitForDecision(r, 0);
    }

    private void waitForDecision(Request r, int round) {
        world.ledger.enter(r, "payer_decision", null, world.now());
        int k = r.episode * 16 + round;
        if (round == 0 && immediate(r, k)) {
            long delay = Units.of(draws.lognormal(40, 0.7, r.n, Purpose.PAYER_TIME, k), Units.SECOND);
            world.later(r, delay, () -> decide(r, "APPROVED", null));
            return;
        }
        double days = round == 0 ? decisionDays(r, k) : decisionDays(r, k) * 0.6;
        if (asksForInformation(r, round, k)) {
            world.later(r, reviewTime(r, days * 0.6, k), () -> requestInformation(r, round));
            return;
        }
        if (round == 0 && r.routine() && days > 1 && world.chance(Parameters.EXTENSION, r, Purpose.EXTENSION, k)) {
            world.later(r, reviewTime(r, Math.min(6, days * 0.8), k), () -> extend(r, k));
            return;
        }
        world.later(r, reviewTime(r, days, k), () -> decide(r, firstOutcome(r, k), null));
    }

    private boolean immediate(Request r, int k) {
        return r.electronic() && !denies(r, k) && world.chance(Parameters.IMMEDIATE, r, Purpose.IMMEDIATE, k);
    }

    private boolean denies(Request r, int k) {
        return world.chance(r.payer.denialRate(), r, Purpose.DENIAL, k / 16);
    }

    private boolean asksForInformation(Request r, int round, int k) {
        boolean loop = r.payer.name().equals(Troubles.REWORK_PAYER)
                && r.serviceLine == Parameters.SERVICE_LINES.size() - 1
                && world.troubles.acts(Trouble.REWORK_LOOP, world.now());
        if (loop) {
            boolean again =
                    round < Troubles.REWORK_ROUNDS && world.chance(Troubles.REWORK_AGAIN, r, Purpose.INFO_REQUEST, k);
            if (again) {
                world.troubles.met(Trouble.REWORK_LOOP);
            }
            return again;
        }
        double p = round == 0 ? Parameters.INFO_REQUEST : Parameters.INFO_AGAIN;
        return round < 3 && world.chance(p, r, Purpose.INFO_REQUEST, k);
    }

    private double decisionDays(Request r, int k) {
        return r.routine()
                ? draws.lognormal(r.payer.medianDays(), Parameters.ROUTINE_SIGMA, r.n, Purpose.PAYER_TIME, k)
                : draws.lognormal(
                        Parameters.EXPEDITED_MEDIAN_DAYS, Parameters.EXPEDITED_SIGMA, r.n, Purpose.PAYER_TIME, k);
    }

    /** How long until the payer acts: routine requests in its office hours, none during an outage. */
    private long reviewTime(Request r, double days, int k) {
        long at = world.now() + Units.of(Math.min(days, Parameters.LONGEST_DECISION_DAYS), Units.DAY);
        double u = draws.uniform(r.n, Purpose.PAYER_HOUR, k);
        if (r.routine() && !REVIEW.isOpen(at)) {
            LocalDate day = WorkCalendar.localDay(at);
            boolean early = REVIEW.isWorkday(day) && at < REVIEW.shifts(day)[0];
            long[] hours = REVIEW.shifts(early ? day : REVIEW.nextWorkday(day));
            at = hours[0] + (long) ((hours[1] - hours[0]) * u);
        }
        long reachable = world.troubles.reachable(r.payer, at);
        if (reachable > at) {
            world.troubles.met(Trouble.PAYER_OUTAGE);
            at = reachable + Units.of(8 * u, Units.HOUR);
        }
        return at - world.now();
    }

    private Recorder.Note act(Request r, String activity) {
        world.ledger.instant(r, "payer", world.now());
        return world.recorder.note(r, activity).by(r.payer.name(), "payer").team("payer");
    }

    private void requestInformation(Request r, int round) {
        act(r, "INFO_REQUESTED")
                .exception("MISSING_INFORMATION")
                .reason("CLINICAL")
                .write();
        world.ledger.exception("MISSING_INFORMATION");
        world.ledger.leave(r, "payer_decision", null, world.now());
        r.infoRequests++;
        world.later(r, world.systemDelay(r), () -> answer(r, round));
    }

    private void answer(Request r, int round) {
        Team team = world.specialists(r);
        long handling = world.handling(r, Parameters.FOLLOW_UP_MINUTES);
        Work work = new Work(r, "INFO_RESPONSE", "info_response", null, handling, r.rank(), () -> {
            r.lastTeam = team.name;
            world.send(r, "INFO_SENT", () -> waitForDecision(r, round + 1));
        });
        world.floor.offer(team, work.ending("READY", null, null));
    }

    private void extend(Request r, int k) {
        act(r, "TIMEFRAME_EXTENDED").write();
        world.ledger.extend(r, Rule.STANDARD_DECISION, world.now(), 14 * Units.DAY);
        double days = draws.uniform(r.n, Purpose.EXTENSION_TIME, k, 2, 9);
        world.later(r, reviewTime(r, days, k), () -> decide(r, firstOutcome(r, k), null));
    }

    private String firstOutcome(Request r, int k) {
        if (denies(r, k)) {
            return "DENIED";
        }
        return world.chance(Parameters.PARTIAL, r, Purpose.PARTIAL, r.episode) ? "PARTIAL" : "APPROVED";
    }

    /** The same payer looks again, after a talk between physicians. */
    void reconsider(Request r, boolean overturned) {
        world.ledger.enter(r, "payer_decision", null, world.now());
        int k = r.episode * 16 + 15;
        double days = draws.uniform(r.n, Purpose.PAYER_TIME, k, 0.1, 1);
        world.later(
                r,
                reviewTime(r, days, k),
                () -> decide(r, overturned ? "APPROVED" : "DENIED", overturned ? "PEER_TO_PEER" : null));
    }

    private void decide(Request r, String outcome, String note) {
        boolean denied = outcome.equals("DENIED");
        int why = draws.pick(DENIAL_WEIGHTS, r.n, Purpose.DENIAL_REASON, r.episode);
        String exception = denied ? DENIAL_CATEGORIES[why] : null;
        String reason = denied ? DENIAL_REASONS[why] : note;
        act(r, "DECIDED").outcome(outcome).exception(exception).reason(reason).write();
        world.ledger.leave(r, "payer_decision", null, world.now());
        world.ledger.stop(r, Rule.STANDARD_DECISION, world.now());
        world.ledger.stop(r, Rule.EXPEDITED_DECISION, world.now());
        r.decided = true;
        r.decisions++;
        world.ledger.decision(new Truth.Decision(
                r.caseId,
                r.episode,
                r.decisions,
                r.payer.name(),
                r.payer.payerClass(),
                r.serviceLineName(),
                Parameters.URGENCIES.get(r.urgency),
                outcome,
                exception,
                reason,
                r.submittedAt,
                world.now()));
        if (denied) {
            world.ledger.exception(exception);
            world.disputes.denied(r);
        } else {
            world.close(r);
            world.disputes.approved(r);
        }
    }

    /** Decides an appeal after about nine days. */
    void decideAppeal(Request r) {
        world.ledger.enter(r, "appeal_decision", null, world.now());
        double days = Math.min(28, draws.lognormal(9, 0.6, r.n, Purpose.APPEAL_TIME, 1));
        world.later(r, reviewTime(r, days, 0), () -> {
            boolean overturned = world.chance(r.payer.overturnRate(), r, Purpose.APPEAL_OUTCOME, 0);
            act(r, "APPEAL_DECIDED")
                    .outcome(overturned ? "OVERTURNED" : "UPHELD")
                    .write();
            world.ledger.leave(r, "appeal_decision", null, world.now());
            world.ledger.rate("overturn:" + r.payer.payerClass(), overturned);
            world.close(r);
        });
    }
}
