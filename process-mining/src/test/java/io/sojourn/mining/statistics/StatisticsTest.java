package io.sojourn.mining.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private final long seed = Long.getLong("sojourn.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void tellSeed() {
        System.out.println("-Dsojourn.seed=" + seed);
    }

    @Test
    void theNormalTailHasKnownValues() {
        assertThat(Normal.upper(0)).isCloseTo(0.5, within(1e-7));
        assertThat(Normal.upper(Normal.Z95)).isCloseTo(0.025, within(1e-8));
        assertThat(Normal.upper(-1)).isCloseTo(0.8413447460685429, within(1e-7));
        assertThat(Normal.upper(6)).isCloseTo(9.865876e-10, within(1e-15));
        assertThat(Normal.twoSided(-2)).isCloseTo(0.0455002638963584, within(1e-7));
    }

    /** The fifteen p of the paper of Benjamini and Hochberg, 1995: at 5 %, four are found. */
    @Test
    void falseDiscoveryIsAsInItsPaper() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };
        double[] q = FalseDiscovery.q(p);
        assertThat(Arrays.stream(q).filter(x -> x <= 0.05).count()).isEqualTo(4);
        assertThat(q[3]).isCloseTo(0.0095 * 15 / 4, within(1e-12));
        assertThat(q[14]).isEqualTo(1);
    }

    /** Against the count of pairs, and against shuffled members. */
    @Test
    void rankSumsAreCountsOfPairsAndTheirProbabilityIsThatOfShuffles() {
        long[] values = random.longs(40, 0, 12).toArray();
        int members = 15;
        RankSum ranks = new RankSum(values);
        double sum = 0;
        double pairs = 0;
        for (int i = 0; i < members; i++) {
            sum += ranks.rank(i);
            for (int j = members; j < values.length; j++) {
                pairs += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
            }
        }
        assertThat(sum - members * (members + 1) / 2.0).isCloseTo(pairs, within(1e-9));
        double ranksAtThird = shuffled(ranks, values.length, members);
        int asHigh = 0;
        int shuffles = 20_000;
        for (int k = 0; k < shuffles; k++) {
            asHigh += shuffled(ranks, values.length, members) >= ranksAtThird - 1e-9 ? 1 : 0;
        }
        assertThat(ranks.greater(members, ranksAtThird)).isCloseTo(asHigh / (double) shuffles, within(0.02));
    }

    private double shuffled(RankSum ranks, int size, int members) {
        int[] order = new int[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        for (int i = 0; i < members; i++) {
            sum += ranks.rank(order[i]);
        }
        return sum;
    }

    @Test
    void equalValuesSayNothing() {
        RankSum ranks = new RankSum(new long[] {5, 5, 5, 5});
        assertThat(ranks.greater(2, 5)).isEqualTo(1);
        assertThat(ranks.twoSided(2, 5)).isEqualTo(1);
    }

    @Test
    void theShiftIsTheMedianOfAllDifferences() {
        for (int n = 0; n < 50; n++) {
            long[] x = random.longs(1 + random.nextInt(20), -50, 100).sorted().toArray();
            long[] y = random.longs(1 + random.nextInt(20), -50, 50).sorted().toArray();
            double[] all = Arrays.stream(x)
                    .mapToDouble(a -> a)
                    .flatMap(a -> Arrays.stream(y).mapToDouble(b -> a - b))
                    .sorted()
                    .toArray();
            double median = (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
            Shift shift = Shift.of(x, y);
            assertThat(shift.estimate()).isEqualTo(median);
            assertThat(shift.interval().contains(median)).isTrue();
        }
    }

    @Test
    void theIntervalOfAShiftCoversIt() {
        Random fixed = new Random(42);
        int covered = 0;
        for (int n = 0; n < 400; n++) {
            long[] x =
                    fixed.longs(30, 0, 1_000_000).map(v -> v + 300_000).sorted().toArray();
            long[] y = fixed.longs(40, 0, 1_000_000).sorted().toArray();
            covered += Shift.of(x, y).interval().contains(300_000) ? 1 : 0;
        }
        assertThat(covered).isBetween(366, 395);
    }

    @Test
    void aTrendIsTheMedianSlopeAndOutliersDoNotMakeIt() {
        double[] x = new double[20];
        double[] y = new double[20];
        for (int i = 0; i < 20; i++) {
            x[i] = i;
            y[i] = 3 * i + 1;
        }
        y[7] = 1_000;
        Trend trend = Trend.of(x, y);
        assertThat(trend.slope()).isCloseTo(3, within(1e-12));
        assertThat(trend.p()).isLessThan(1e-6);
        Arrays.fill(y, 5);
        assertThat(Trend.of(x, y)).isEqualTo(new Trend(0, 1, 20));
    }

    @Test
    void kendallsProbabilityIsThatOfShuffles() {
        double[] x = new double[12];
        double[] y = new double[12];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = random.nextInt(6);
        }
        double p = Trend.of(x, y).p();
        long asFar = 0;
        int shuffles = 5_000;
        double far = Math.abs(concordance(y));
        for (int k = 0; k < shuffles; k++) {
            for (int i = y.length - 1; i > 0; i--) {
                int at = random.nextInt(i + 1);
                double swapped = y[i];
                y[i] = y[at];
                y[at] = swapped;
            }
            asFar += Math.abs(concordance(y)) >= far ? 1 : 0;
        }
        assertThat(p).isCloseTo(asFar / (double) shuffles, within(0.05));
    }

    private static double concordance(double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = i + 1; j < y.length; j++) {
                sum += Math.signum(y[j] - y[i]);
            }
        }
        return sum;
    }

    @Test
    void twoSharesDifferAsInATable() {
        Proportions p = Proportions.of(45, 100, 30, 100);
        assertThat(p.difference()).isCloseTo(0.15, within(1e-12));
        assertThat(p.p()).isCloseTo(0.0285, within(5e-4));
        assertThat(p.interval().contains(0)).isFalse();
        assertThat(Proportions.of(10, 10, 5, 5).p()).isEqualTo(1);
    }

    @Test
    void momentsOfTheRestAreThoseOfTheRest() {
        double[] values = random.doubles(50, 1e6, 1e6 + 10).toArray();
        Moments all = new Moments();
        Moments some = new Moments();
        Moments rest = new Moments();
        for (int i = 0; i < values.length; i++) {
            all.add(values[i]);
            (i % 3 == 0 ? some : rest).add(values[i]);
        }
        Moments without = Moments.without(all, some);
        assertThat(without.count()).isEqualTo(rest.count());
        assertThat(without.mean()).isCloseTo(rest.mean(), within(1e-6));
        assertThat(without.variance()).isCloseTo(rest.variance(), within(1e-4));
    }
}
