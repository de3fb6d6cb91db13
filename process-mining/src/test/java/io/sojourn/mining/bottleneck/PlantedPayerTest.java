package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.truth.PlantedLog;
import io.sojourn.mining.truth.PlantedProcess;
import io.sojourn.mining.truth.Setting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A payer that is slow is found by its name among the log's attributes, and nothing where all are alike. */
class PlantedPayerTest {
    private static final long SEED = Long.getLong("sojourn.seed", 1);
    private static final int CASES = 600;
    private static final double SLOW_HOURS = 24;
    private static final Set<String> PLANTED = Set.of("payer", "facility", "channel");

    private static List<PlaceDetail> details(double slowHours, long seed) {
        Setting setting = new Setting(CASES, 1, true, 0.5, List.of(), slowHours);
        PlantedLog planted = PlantedProcess.simulate(setting, seed);
        return Bottlenecks.of(planted.log(), BottleneckOptions.defaults()).details();
    }

    /** With 95 % intervals, so few of 20 cover the truth with a chance of less than one in a thousand. */
    @Test
    void theSlowPayerIsNamedWithItsHours() {
        int logs = 20;
        int covered = 0;
        for (long seed = SEED; seed < SEED + logs; seed++) {
            PlaceDetail worst = details(SLOW_HOURS, seed).get(0);
            assertThat(worst.segment().activity()).isEqualTo("Decide");
            RootCause first = worst.causes().get(0);
            assertThat(first.name()).as("-Dsojourn.seed=%d", seed).isEqualTo("payer = " + PlantedProcess.SLOW_PAYER);
            covered += first.interval().contains(SLOW_HOURS) ? 1 : 0;
        }
        assertThat(covered).as("-Dsojourn.seed=%d", SEED).isGreaterThan(14);
    }

    /** At most 5 % of places: more than these of 300 would be a chance of less than one in a hundred. */
    @Test
    void wherePayersAreAlikeNoAttributeIsNamed() {
        int places = 0;
        int alarms = 0;
        for (long seed = 20_000 + SEED; places < 300; seed++) {
            for (PlaceDetail place : details(0, seed)) {
                places++;
                alarms += place.causes().stream().anyMatch(c -> PLANTED.contains(c.attribute())) ? 1 : 0;
            }
        }
        System.out.printf("-Dsojourn.seed=%d, false attributes at %d of %d places%n", SEED, alarms, places);
        assertThat(alarms).isLessThanOrEqualTo(24);
    }
}
