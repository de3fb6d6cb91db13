package io.sojourn.sample;

import io.sojourn.sample.Draws.Purpose;
import java.time.LocalDate;

/** What follows a decision: a talk between physicians, an appeal, a change of an approved service. */
final class Disputes {
    private final World world;
    private final Draws draws;

    Disputes(World world) {
        this.world = world;
        this.draws = world.draws;
    }

    /** The payer said no: a talk, an appeal, or nothing more. */
    void denied(Request r) {
        if (r.decisions > 1) {
            return;
        }
        if (world.chance(Parameters.PEER_TO_PEER, r, Purpose.PEER_TO_PEER, r.episode)) {
            world.later(r, Units.HOUR + world.systemDelay(r), () -> talk(r));
        } else if (world.chance(Parameters.APPEAL / (1 - Parameters.PEER_TO_PEER), r, Purpose.APPEAL, r.episode)) {
            double days = Math.min(20, draws.lognormal(3, 0.8, r.n, Purpose.APPEAL_TIME, 0));
            world.later(r, Units.of(days, Units.DAY), () -> appeal(r));
        }
    }

    private void talk(Request r) {
        boolean overturned = world.chance(Parameters.PEER_OVERTURNED, r, Purpose.PEER_OUTCOME, r.episode);
        long handling = world.handling(r, Parameters.PEER_MINUTES);
        Work work = new Work(
                r, "P2P_HELD", "peer_to_peer", null, handling, r.rank(), () -> world.payers.reconsider(r, overturned));
        world.floor.offer(world.teams.physicians, work.ending("HELD", null, null));
    }

    private void appeal(Request r) {
        Team team = world.teams.appeals;
        long handling = world.handling(r, Parameters.APPEAL_MINUTES);
        Work work = new Work(r, "APPEAL", "appeal_preparation", null, handling, r.rank(), () -> {
            r.lastTeam = team.name;
            world.send(r, "APPEAL_FILED", () -> world.payers.decideAppeal(r));
        });
        world.floor.offer(team, work.ending("READY", null, null));
    }

    /** The payer said yes; now and then the service changes later, and the request opens again. */
    void approved(Request r) {
        if (r.episode == 2 && world.chance(Parameters.REOPENED, r, Purpose.REOPEN, 0)) {
            double days = draws.uniform(r.n, Purpose.REOPEN_TIME, 0, 3, 20);
            world.later(r, Units.of(days, Units.DAY), () -> reopen(r));
        }
    }

    private void reopen(Request r) {
        LocalDate day = WorkCalendar.localDay(r.serviceDate).plusDays(7);
        r.serviceDate = WorkCalendar.startOfDay(day);
        world.recorder
                .note(r, "CHANGE_REQUESTED")
                .by("ehr", "system")
                .team("ordering")
                .set(PriorAuthorization.SERVICE_DATE, r.serviceDate)
                .write();
        world.ledger.instant(r, "ordering", world.now());
        world.later(r, world.systemDelay(r), () -> world.preparation.submit(r, 0));
    }
}
