package io.sojourn.mining.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HypergeometricTest {
    @Test
    void fishersTeaIsOneInSeventy() {
        Hypergeometric tea = new Hypergeometric();
        tea.add(8, 4, 4);

        assertThat(tea.atLeast(4)).isCloseTo(1 / 70.0, within(1e-12));
        assertThat(tea.atLeast(3)).isCloseTo(17 / 70.0, within(1e-12));
        assertThat(tea.atLeast(0)).isCloseTo(1, within(1e-12));
        assertThat(tea.mean()).isEqualTo(2);
    }

    /** Two urns, by going through every way to draw from both. */
    @Test
    void theSumOfUrnsIsWhatCountingSays() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            int[] all = {random.nextInt(1, 8), random.nextInt(1, 8)};
            int[] marked = {random.nextInt(0, all[0] + 1), random.nextInt(0, all[1] + 1)};
            int[] drawn = {random.nextInt(0, all[0] + 1), random.nextInt(0, all[1] + 1)};
            Hypergeometric sum = new Hypergeometric();
            sum.add(all[0], marked[0], drawn[0]);
            sum.add(all[1], marked[1], drawn[1]);
            int wanted = random.nextInt(0, 9);
            assertThat(sum.atLeast(wanted))
                    .as("%d", round)
                    .isCloseTo(counted(all, marked, drawn, wanted), within(1e-12));
        }
    }

    private static double counted(int[] all, int[] marked, int[] drawn, int wanted) {
        long ways = 0;
        long hits = 0;
        for (int a = 0; a < 1 << all[0]; a++) {
            for (int b = 0; b < 1 << all[1]; b++) {
                if (Integer.bitCount(a) == drawn[0] && Integer.bitCount(b) == drawn[1]) {
                    ways++;
                    int found = Integer.bitCount(a & (1 << marked[0]) - 1) + Integer.bitCount(b & (1 << marked[1]) - 1);
                    hits += found >= wanted ? 1 : 0;
                }
            }
        }
        return (double) hits / ways;
    }

    @Test
    void manyDrawsDontUnderflow() {
        Hypergeometric many = new Hypergeometric();
        many.add(1_000_000, 500_000, 2_000);

        assertThat(many.atLeast(1_000)).isCloseTo(0.5, within(0.02));
    }
}
