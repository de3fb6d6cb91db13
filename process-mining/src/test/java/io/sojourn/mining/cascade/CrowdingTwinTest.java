package io.sojourn.mining.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.spectrum.Passages;
import io.sojourn.mining.spectrum.SegmentPassages;
import io.sojourn.mining.spectrum.Steps;
import io.sojourn.mining.spectrum.WindowWidth;
import io.sojourn.mining.spectrum.Windows;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Loads and crowdings against going through every passage for every window. */
class CrowdingTwinTest {
    private static final CascadeOptions OPTIONS =
            new CascadeOptions(ZoneOffset.UTC, WindowWidth.SECOND, 1, 2, 2, 1, 0.05);

    @Test
    void loadsAndCrowdingsAreWhatGoingThroughEverythingSays() {
        SplittableRandom random = Steps.random(81);
        int crowdings = 0;
        for (int round = 0; round < 100; round++) {
            Passages all = Passages.of(
                    Steps.log(Steps.rows(random.split(), round % 2 == 0)).all());
            for (int s = 0; s < all.segments(); s++) {
                Windows windows = Windows.of(WindowWidth.SECOND, all.firstMicros(), all.lastMicros(), ZoneOffset.UTC);
                SegmentPassages passages = all.of(s);
                SegmentLoad load = new SegmentLoad(passages, windows);
                assertLoad(load, passages, windows);
                List<Crowding> found = Crowding.of(passages.segment(), load, windows.size(), OPTIONS);
                assertThat(found.stream().map(c -> c.first() + "-" + c.last()).toList())
                        .isEqualTo(runs(load, windows.size()));
                for (Crowding c : found) {
                    assertThat(c.micros())
                            .isEqualTo(IntStream.rangeClosed(c.first(), c.last())
                                    .mapToLong(load::micros)
                                    .sum());
                }
                crowdings += found.size();
            }
        }
        assertThat(crowdings).isGreaterThan(50);
    }

    private static void assertLoad(SegmentLoad load, SegmentPassages passages, Windows windows) {
        long total = 0;
        for (int w = 0; w < windows.size(); w++) {
            long micros = 0;
            int present = 0;
            for (int i = 0; i < passages.size(); i++) {
                long from = Math.max(passages.entered()[i], windows.begin(w));
                long to = Math.min(passages.left()[i], windows.begin(w + 1));
                boolean forward = passages.left()[i] >= passages.entered()[i];
                micros += forward ? Math.max(0, to - from) : 0;
                present += forward
                                && passages.entered()[i] < windows.begin(w + 1)
                                && passages.left()[i] >= windows.begin(w)
                        ? 1
                        : 0;
            }
            assertThat(load.micros(w)).isEqualTo(micros);
            assertThat(load.present(w)).isEqualTo(present);
            total += micros;
        }
        long waits = IntStream.range(0, passages.size())
                .mapToLong(i -> Math.max(0, passages.left()[i] - passages.entered()[i]))
                .sum();
        assertThat(total).isEqualTo(waits);
    }

    private static List<String> runs(SegmentLoad load, int windows) {
        double[] standing = IntStream.range(0, windows)
                .mapToDouble(w -> load.micros(w) / 1e6)
                .toArray();
        double median = median(standing);
        double mad = median(IntStream.range(0, windows)
                .mapToDouble(w -> Math.abs(standing[w] - median))
                .toArray());
        double mean = IntStream.range(0, windows).mapToDouble(w -> standing[w]).sum() / windows;
        assertThat(load.usual()).isCloseTo(median, within(1e-12));
        List<Integer> full = IntStream.range(0, windows)
                .filter(w -> standing[w] > median + 1.4826 * mad && standing[w] >= 1.5 * mean && load.present(w) >= 2)
                .boxed()
                .toList();
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < full.size(); ) {
            int end = i;
            while (end + 1 < full.size() && full.get(end + 1) - full.get(end) <= 2) {
                end++;
            }
            runs.add(full.get(i) + "-" + full.get(end));
            i = end + 1;
        }
        return runs;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
