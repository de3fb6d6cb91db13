package io.sojourn.sample;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.sample.Draws.Purpose;
import java.util.ArrayDeque;
import java.util.List;

/** What happens on journeys, and how probable it is. All numbers here are assumptions. */
final class JourneyWorld {
    private static final int REFERRAL = 0;
    private static final int AUTHORIZATION = 1;
    private static final int CLAIM = 2;
    private static final int APPEAL = 3;
    private static final List<String> PREFIXES = List.of("REF-", "PA-", "CL-", "AP-");

    final JourneyBooks books = new JourneyBooks();
    private final JourneyOptions options;
    private final Draws draws;
    private final Agenda agenda = new Agenda();
    private final ArrayDeque<Event> ready = new ArrayDeque<>();
    private final long[] sequences = new long[Journeys.PROCESSES.size()];
    private long horizon = Long.MAX_VALUE;

    JourneyWorld(JourneyOptions options) {
        this.options = options;
        this.draws = new Draws(options.seed());
        planReferral(1, Units.micros(options.start()));
    }

    Event next() {
        while (ready.isEmpty()) {
            if (agenda.nextTime() > horizon) {
                return null;
            }
            agenda.step();
        }
        return ready.poll();
    }

    private void planReferral(long n, long after) {
        double days = draws.exponential(1 / options.perDay(), n, Purpose.ARRIVAL, 0);
        agenda.at(after + Units.of(days, Units.DAY), () -> {
            if (n < options.referrals()) {
                planReferral(n + 1, agenda.now());
            } else {
                horizon = agenda.now() + options.drain().toNanos() / 1000;
            }
            refer(n);
        });
    }

    private void refer(long n) {
        String line =
                Parameters.SERVICE_LINES.get(draws.pick(Parameters.SERVICE_LINE_WEIGHTS, n, Purpose.SERVICE_LINE, 0));
        String payer = Parameters.PAYERS
                .get(draws.pick(Parameters.PAYER_WEIGHTS, n, Purpose.PAYER, 0))
                .name();
        JourneyCase referral = new JourneyCase(REFERRAL, id(REFERRAL, n, 0), n, null, line, payer);
        begin(referral, "RECEIVED");
        if (draws.chance(0.04, n, Purpose.WITHDRAWAL, REFERRAL)) {
            return;
        }
        boolean accepted = draws.chance(0.85, n, Purpose.IMMEDIATE, REFERRAL);
        double answerDays = draws.lognormal(1.5, 0.8, n, Purpose.HANDLING, REFERRAL);
        later(answerDays, () -> {
            referral.good = accepted;
            close(referral, accepted ? "ACCEPTED" : "DECLINED", null);
        });
        if (accepted && draws.chance(0.8, n, Purpose.NEED, REFERRAL)) {
            planAuthorizations(referral, answerDays);
        }
    }

    /** Some are asked for before the referral is accepted, some much too late; now and then there is a second one. */
    private void planAuthorizations(JourneyCase referral, double answerDays) {
        long n = referral.n;
        boolean early = draws.chance(0.1, n, Purpose.SYSTEM_DELAY, AUTHORIZATION);
        double days =
                early ? answerDays / 2 : answerDays + draws.lognormal(9, 1.1, n, Purpose.PAYER_TIME, AUTHORIZATION);
        later(days, () -> authorize(referral, 0));
        if (draws.chance(0.06, n, Purpose.REOPEN, AUTHORIZATION)) {
            later(days + draws.lognormal(6, 0.8, n, Purpose.REOPEN_TIME, AUTHORIZATION), () -> authorize(referral, 1));
        }
    }

    private void authorize(JourneyCase referral, int k) {
        JourneyCase authorization = follow(AUTHORIZATION, referral, k);
        begin(authorization, "REQUESTED");
        long n = referral.n;
        if (!draws.chance(0.92, n, Purpose.NEEDS_DOCUMENTS, k)) {
            if (draws.chance(0.5, n, Purpose.ABANDONMENT, k)) {
                later(
                        draws.lognormal(8, 0.5, n, Purpose.WITHDRAWAL_TIME, k),
                        () -> close(authorization, "WITHDRAWN", null));
            }
            return;
        }
        later(draws.lognormal(1, 1.4, n, Purpose.DOCUMENTS, k), () -> {
            authorization.good = true;
            write(authorization, "SUBMITTED", null, null);
            boolean approved = draws.chance(0.88, n, Purpose.DENIAL, k);
            later(draws.lognormal(4, 0.8, n, Purpose.PAYER_HOUR, k), () -> {
                authorization.approved = approved;
                close(authorization, "DECIDED", approved ? "APPROVED" : "DENIED");
                if (approved && draws.chance(0.9, n, Purpose.CONFIDENCE, k)) {
                    later(draws.lognormal(12, 0.9, n, Purpose.SERVICE_DATE, k), () -> claim(authorization, k));
                }
            });
        });
    }

    private void claim(JourneyCase authorization, int k) {
        JourneyCase claim = follow(CLAIM, authorization, k);
        begin(claim, "SENT");
        long n = claim.n;
        boolean paid = draws.chance(0.82, n, Purpose.PARTIAL, k);
        later(draws.lognormal(10, 0.6, n, Purpose.EXTENSION_TIME, k), () -> {
            claim.good = paid;
            close(claim, paid ? "PAID" : "DENIED", null);
            if (!paid && draws.chance(0.6, n, Purpose.APPEAL, k)) {
                later(draws.lognormal(5, 0.8, n, Purpose.APPEAL_TIME, k), () -> appeal(claim, k));
            }
        });
    }

    private void appeal(JourneyCase claim, int k) {
        JourneyCase appeal = follow(APPEAL, claim, k);
        begin(appeal, "FILED");
        boolean overturned = draws.chance(0.5, claim.n, Purpose.APPEAL_OUTCOME, k);
        later(
                draws.lognormal(14, 0.5, claim.n, Purpose.PEER_OUTCOME, k),
                () -> close(appeal, "RULED", overturned ? "OVERTURNED" : "UPHELD"));
    }

    private static String id(int process, long n, int k) {
        String digits = Long.toString(n);
        return PREFIXES.get(process) + "0".repeat(Math.max(0, 7 - digits.length())) + digits + (k == 0 ? "" : "-" + k);
    }

    private static JourneyCase follow(int process, JourneyCase parent, int k) {
        return new JourneyCase(process, id(process, parent.n, k), parent.n, parent, parent.serviceLine, parent.payer);
    }

    private void later(double days, Runnable action) {
        agenda.at(agenda.now() + Units.of(days, Units.DAY), action);
    }

    private void begin(JourneyCase c, String activity) {
        books.begin(c, agenda.now());
        String related = c.parent == null ? null : Journeys.PROCESSES.get(c.parent.process) + ":" + c.parent.id;
        write(c, activity, null, related);
    }

    private void close(JourneyCase c, String activity, String outcome) {
        c.closedAt = agenda.now();
        write(c, activity, outcome, null);
    }

    private void write(JourneyCase c, String activity, String outcome, String related) {
        long sequence = ++sequences[c.process];
        books.lastTime = agenda.now();
        books.events++;
        ready.add(new Event(
                Journeys.PROCESSES.get(c.process),
                c.id,
                "E" + sequence,
                "journey-simulator",
                sequence,
                Operation.APPEND,
                null,
                0,
                activity,
                "complete",
                agenda.now(),
                null,
                null,
                null,
                null,
                outcome,
                null,
                null,
                null,
                related,
                0,
                new Object[] {c.serviceLine, c.payer}));
    }
}
