package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeRanksTest {
    private static final long MOST = 1L << 51;

    @Test
    void twoReadingsGiveTheDistributionOfAllTimes() {
        long seed = Long.getLong("sojourn.seed", System.nanoTime());
        System.out.println("seed " + seed + " (again with -Dsojourn.seed=" + seed + ")");
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int threads = 1 + random.nextInt(3);
            int groups = 1 + random.nextInt(4);
            List<List<long[]>> times = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                List<long[]> own = new ArrayList<>();
                for (int g = 0; g < groups; g++) {
                    own.add(times(random));
                }
                times.add(own);
            }
            check(times, groups);
        }
    }

    @Test
    void aSumBeyondSixtyThreeBitsIsExact() {
        long[] huge = new long[3 * TimeBins.FEW];
        Arrays.fill(huge, MOST);

        check(List.of(List.of(huge)), 1);
    }

    @Test
    void binsAreInTheOrderOfTheirTimes() {
        long[] times = IntStream.range(0, 52)
                .mapToObj(e -> new long[] {(1L << e) - 1, 1L << e, (1L << e) + 1, -(1L << e), -(1L << e) - 1})
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        for (int i = 1; i < times.length; i++) {
            assertThat(TimeBins.bin(times[i])).isGreaterThanOrEqualTo(TimeBins.bin(times[i - 1]));
        }
        for (long time = -300; time < 300; time++) {
            boolean alone = TimeBins.bin(time - 1) < TimeBins.bin(time) && TimeBins.bin(time) < TimeBins.bin(time + 1);
            if (TimeBins.isNarrow(TimeBins.bin(time))) {
                assertThat(alone).as("%d", time).isTrue();
                assertThat(TimeBins.onlyTime(TimeBins.bin(time))).isEqualTo(time);
            }
        }
    }

    /** None, few or many; all alike, around one value, or of every size, negative ones too. */
    private static long[] times(Random random) {
        int[] counts = {0, 1, 2, TimeBins.FEW, TimeBins.FEW + 1, 5_000};
        long[] times = new long[counts[random.nextInt(counts.length)]];
        int kind = random.nextInt(4);
        long centre = random.nextLong() >> 12 + random.nextInt(50);
        for (int i = 0; i < times.length; i++) {
            times[i] = switch (kind) {
                case 0 -> centre;
                case 1 -> centre + random.nextInt(1_000);
                case 2 -> random.nextInt(5) == 0 ? 0 : Math.abs(random.nextLong() >> 20);
                default -> random.nextLong() >> 12 + random.nextInt(50);
            };
        }
        return times;
    }

    private static void check(List<List<long[]>> times, int groups) {
        List<TimeBins> first = times.stream().map(TimeRanksTest::binned).toList();
        List<int[]> own = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int group = g;
            // A group without times has no number of its own in that thread.
            own.add(times.stream()
                    .mapToInt(mine -> mine.get(group).length == 0 ? -1 : group)
                    .toArray());
        }
        TimeRanks ranks = new TimeRanks(first, own);
        List<TimeRanks.Second> second = new ArrayList<>();
        for (List<long[]> mine : times) {
            TimeRanks.Second again = ranks.second();
            for (int g = 0; g < groups && ranks.needsSecond(); g++) {
                for (long time : mine.get(g)) {
                    again.add(g, time);
                }
            }
            second.add(again);
        }
        Distribution[] found = ranks.distributions(second);
        for (int g = 0; g < groups; g++) {
            int group = g;
            long[] all = times.stream()
                    .flatMapToLong(t -> Arrays.stream(t.get(group)))
                    .toArray();
            assertThat(found[g]).isEqualTo(Distribution.ofMicros(all, 0, all.length));
        }
    }

    private static TimeBins binned(List<long[]> times) {
        TimeBins bins = new TimeBins(1);
        for (int g = 0; g < times.size(); g++) {
            for (long time : times.get(g)) {
                bins.add(g, time);
            }
        }
        return bins;
    }
}
