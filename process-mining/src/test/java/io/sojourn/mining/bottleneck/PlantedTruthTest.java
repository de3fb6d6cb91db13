package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is planted into simulated logs is found, and nothing else. The whole of it: {@code benchmarks/run.sh truth}. */
class PlantedTruthTest {
    private static final long SEED = Long.getLong("sojourn.seed", 1);

    @Test
    void plantedTroublesAreFoundAndLittleElse() {
        PlantedTruth.Search search = searches(6);
        assertThat(search.precision()).as("%s", search).isGreaterThanOrEqualTo(0.8);
        assertThat(search.recall()).as("%s", search).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    @Tag("full")
    void plantedTroublesAreFoundInThreeHundredLogs() {
        PlantedTruth.Search search = searches(300);
        assertThat(search.precision()).as("%s", search).isGreaterThanOrEqualTo(0.9);
        assertThat(search.recall()).as("%s", search).isGreaterThanOrEqualTo(0.8);
    }

    private static PlantedTruth.Search searches(int logs) {
        PlantedTruth.Search sum = new PlantedTruth.Search(0, 0, 0, 0, 0);
        for (int n = 0; n < logs; n++) {
            sum = sum.plus(PlantedTruth.search(PlantedTruth.troubles(n), SEED + n));
        }
        System.out.println("-Dsojourn.seed=" + SEED + ", " + logs + " logs: " + sum);
        return sum;
    }

    @Test
    void nothingIsFoundWhereNothingIsPlanted() {
        assertSeldomFalse(20);
    }

    @Test
    @Tag("full")
    void nothingIsFoundInThreeHundredLogsWhereNothingIsPlanted() {
        assertSeldomFalse(300);
    }

    /** Alarms in at most 5 % of logs: as many as these, or more, must not be a chance of one in a hundred or less. */
    private static void assertSeldomFalse(int logs) {
        int alarms = PlantedTruth.falseAlarms(logs, 10_000 + SEED);
        System.out.println("-Dsojourn.seed=" + SEED + ", false alarms in " + alarms + " of " + logs + " logs");
        assertThat(atLeast(alarms, logs, 0.05)).as("%d of %d", alarms, logs).isGreaterThan(0.01);
    }

    /** The exact binomial probability of so many or more. */
    private static double atLeast(int hits, int tries, double p) {
        double below = 0;
        double exactly = Math.pow(1 - p, tries);
        for (int k = 0; k < hits; k++) {
            below += exactly;
            exactly *= (tries - k) / (k + 1.0) * p / (1 - p);
        }
        return 1 - below;
    }

    @Test
    void waitsAreGivenToTheirCauses() {
        assertCauses(6);
    }

    @Test
    @Tag("full")
    void waitsOfSixtyLogsAreGivenToTheirCauses() {
        assertCauses(60);
    }

    private static void assertCauses(int logs) {
        PlantedTruth.Causes causes = new PlantedTruth.Causes();
        for (int n = 0; n < logs; n++) {
            PlantedTruth.addCauses(causes, PlantedTruth.troubles(n), SEED + n);
        }
        System.out.print("-Dsojourn.seed=" + SEED + ", causes in " + logs + " logs: " + causes);
        assertThat(causes.accuracy()).isGreaterThanOrEqualTo(0.95);
    }

    /** With 40 logs, 33 are covered or fewer with a chance of one in a hundred, were it 95 % truly. */
    @Test
    void intervalsCoverWhatIsPlanted() {
        Split truth = new Split(30, 0, 30);
        int[] covered = PlantedTruth.covered(PlantedTruth.Study.SLOW, truth, 40, SEED);
        assertThat(covered[0]).isGreaterThan(33);
        assertThat(covered[1]).isEqualTo(40);
        assertThat(covered[2]).isGreaterThan(33);
    }

    @Test
    @Tag("full")
    void intervalsOfFiveHundredLogsCoverWhatIsPlanted() {
        assertCoverage(PlantedTruth.Study.SLOW, new Split(30, 0, 30));
        assertCoverage(PlantedTruth.Study.LOOP, PlantedTruth.truth(PlantedTruth.Study.LOOP, 1_000, 500_000));
    }

    private static void assertCoverage(PlantedTruth.Study study, Split truth) {
        int logs = 500;
        int[] covered = PlantedTruth.covered(study, truth, logs, SEED);
        System.out.printf(
                "-Dsojourn.seed=%d, %s, truth %s: %d logs, covered excess %d, structure %d, speed %d%n",
                SEED, study, truth, logs, covered[0], covered[1], covered[2]);
        for (int part = 0; part < covered.length; part++) {
            boolean exact = study == PlantedTruth.Study.SLOW && part == 1;
            assertThat(covered[part] / (double) logs).isBetween(0.92, exact ? 1 : 0.98);
        }
    }
}
