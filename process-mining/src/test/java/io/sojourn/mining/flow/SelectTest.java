package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SelectTest {
    @Test
    void theValueAtAPlaceIsThatOfSorting() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(61));
        for (int round = 0; round < 400; round++) {
            int n = random.nextInt(1, 700);
            long[] values = values(random, n);
            long[] sorted = values.clone();
            Arrays.sort(sorted);
            int place = random.nextInt(n);
            Select.to(values, 0, n, place);
            assertThat(values[place]).isEqualTo(sorted[place]);
            assertThat(Arrays.stream(values, 0, place).allMatch(v -> v <= sorted[place]))
                    .isTrue();
            assertThat(Arrays.stream(values, place, n).allMatch(v -> v >= sorted[place]))
                    .isTrue();
        }
    }

    @Test
    void aDistributionIsThatOfTheSortedValues() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(62));
        for (int round = 0; round < 400; round++) {
            int n = random.nextInt(1, 300);
            long[] values = values(random, n);
            long[] s = values.clone();
            Arrays.sort(s);
            Distribution d = Distribution.ofMicros(values, 0, n);
            assertThat(d.median()).isEqualTo(at(s, 0.5) / 1e6);
            assertThat(d.p90()).isEqualTo(at(s, 0.9) / 1e6);
            assertThat(d.min() + d.max()).isEqualTo(s[0] / 1e6 + s[n - 1] / 1e6);
        }
    }

    private static double at(long[] sorted, double p) {
        double h = (sorted.length - 1) * p;
        int low = (int) h;
        return low + 1 == sorted.length ? sorted[low] : sorted[low] + (h - low) * (sorted[low + 1] - sorted[low]);
    }

    /** Random, few different, ascending, descending, all equal, with a peak. */
    private static long[] values(SplittableRandom random, int n) {
        int shape = random.nextInt(6);
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = switch (shape) {
                case 0 -> random.nextInt();
                case 1 -> random.nextInt(4);
                case 2 -> i;
                case 3 -> -i;
                case 4 -> 7;
                default -> Math.abs(n / 2 - i);
            };
        }
        return values;
    }
}
