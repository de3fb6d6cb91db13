package io.sojourn.api.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.api.staffing.DemandBound.Due;
import io.sojourn.api.staffing.DemandBound.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DemandBoundTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final List<Due> BACKLOG =
            List.of(new Due(4, 30), new Due(8, 80), new Due(24, 150), new Due(40, 340));
    private static final List<Stream> ARRIVALS = List.of(new Stream(5, 8), new Stream(35, 40));

    private final DemandBound backlogOnly = new DemandBound(0.3, 0.75, BACKLOG, List.of());
    private final DemandBound withArrivals = new DemandBound(0.3, 0.75, BACKLOG, ARRIVALS);

    @Test
    void backlogAloneGivesThePublishedFigures() {
        assertThat(backlogOnly.staffAt(4, 4)).isEqualTo(3.0, EXACT);
        assertThat(backlogOnly.staffAt(8, 4)).isEqualTo(5.5, EXACT);
        assertThat(backlogOnly.staffAt(24, 4)).isEqualTo(13.0 / 3, EXACT);
        assertThat(backlogOnly.staffAt(40, 4)).isEqualTo(6.0, EXACT);
        assertThat(backlogOnly.toMeetDueTimes(4, 24)).isEqualTo(5.5, EXACT);
        assertThat(backlogOnly.toMeetDueTimes(4, 40)).isEqualTo(6.0, EXACT);
    }

    @Test
    void arrivalsAddWorkOnceTheirLimitHasPassed() {
        assertThat(withArrivals.workDueBy(8, 4)).isEqualTo(33, EXACT);
        assertThat(withArrivals.workDueBy(24, 4)).isEqualTo(102, EXACT);
        assertThat(withArrivals.workDueBy(40, 4)).isEqualTo(228, EXACT);
        assertThat(withArrivals.workDueBy(80, 4)).isEqualTo(708, EXACT);
        assertThat(withArrivals.staffAt(24, 4)).isEqualTo(17.0 / 3, EXACT);
        assertThat(withArrivals.toMeetDueTimes(4, 40)).isEqualTo(7.6, EXACT);
        assertThat(withArrivals.toMeetDueTimes(4, 80)).isEqualTo(11.8, EXACT);
        assertThat(withArrivals.toBeStable()).isEqualTo(16.0, EXACT);
    }

    @Test
    void pastDueWorkCountsAtTheFirstBucket() {
        DemandBound late = new DemandBound(0.3, 0.75, List.of(new Due(-20, 30)), List.of());

        assertThat(late.toMeetDueTimes(4, 40)).isEqualTo(3.0, EXACT);
    }

    @Test
    void twiceTheWorkNeedsTwiceTheStaff() {
        DemandBound twice = new DemandBound(0.6, 0.75, BACKLOG, ARRIVALS);

        assertThat(twice.toMeetDueTimes(4, 40)).isEqualTo(15.2, EXACT);
    }

    @Test
    void noTimeOfAFineGridNeedsMoreStaff() {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            List<Due> due = new ArrayList<>();
            for (int i = 0; i < random.nextInt(1, 8); i++) {
                due.add(new Due(random.nextDouble(-5, 60), random.nextInt(0, 100)));
            }
            Stream stream = new Stream(random.nextDouble(0, 50), random.nextDouble(0, 60));
            DemandBound bound = new DemandBound(random.nextDouble(0.1, 2), 0.75, due, List.of(stream));
            double need = bound.toMeetDueTimes(4, 40);
            double grid = 0;
            for (int i = 0; i <= 3_600; i++) {
                grid = Math.max(grid, bound.staffAt(4 + i / 100.0, 4));
            }
            assertThat(need).as("seed %d round %d", seed, round).isGreaterThanOrEqualTo(grid - 1e-9);
            assertThat(need).as("seed %d round %d", seed, round).isLessThanOrEqualTo(grid * 1.01 + 0.01);
        }
    }
}
