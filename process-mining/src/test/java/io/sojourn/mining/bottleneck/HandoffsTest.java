package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.waits.ActivityInstances;
import org.junit.jupiter.api.Test;

class HandoffsTest {
    private static final long HOUR = 3_600_000_000L;

    private static void work(EventLogBuilder log, String activity, String who, int from, int to) {
        log.add("c", activity, "start", from * HOUR, who, who == null ? null : who.substring(0, 1), null);
        log.add("c", activity, "complete", to * HOUR, who, who == null ? null : who.substring(0, 1), null);
    }

    private static ActivityInstances log() {
        EventLogBuilder log = new EventLogBuilder();
        work(log, "Draft", "Ann", 0, 1);
        work(log, "Review", "Bob", 3, 4);
        work(log, "Draft", "Ann", 9, 10);
        work(log, "Review", "Bob", 10, 12);
        work(log, "Sign", "Bert", 11, 13);
        work(log, "File", null, 14, 15);
        work(log, "Send", "Ann", 16, 17);
        return ActivityInstances.of(log.build());
    }

    @Test
    void whoWaitsForWhomIsCountedWithItsDelay() {
        Handoffs handoffs = Handoffs.ofResources(log());
        assertThat(handoffs.steps()).isEqualTo(6);
        assertThat(handoffs.missing()).isEqualTo(2);
        assertThat(handoffs.count()).isEqualTo(4);
        assertThat(handoffs.pingPongs()).isEqualTo(2);
        assertThat(handoffs.pingPongCases()).isEqualTo(1);
        assertThat(handoffs.reworks()).isEqualTo(2);
        assertThat(handoffs.pairs())
                .extracting(Handoff::from, Handoff::to, Handoff::count, Handoff::totalHours)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Bob", "Ann", 1L, 5.0),
                        org.assertj.core.groups.Tuple.tuple("Ann", "Bob", 2L, 2.0),
                        org.assertj.core.groups.Tuple.tuple("Bob", "Bert", 1L, -1.0));
    }

    @Test
    void betweenTeamsWhatStaysInATeamIsNoHandoff() {
        Handoffs handoffs = Handoffs.ofTeams(log());
        assertThat(handoffs.count()).isEqualTo(3);
        assertThat(handoffs.pairs()).extracting(Handoff::from).containsExactly("B", "A");
    }
}
