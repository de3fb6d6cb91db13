package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.waits.WaitCauses;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final long HOUR = 3_600_000_000L;

    /** Cases that wait for a decision, half of them after a consultation where the share says so. */
    private static WaitCauses log(long seed, double consulted, double moreHours) {
        EventLogBuilder log = new EventLogBuilder();
        Random random = new Random(seed);
        for (int c = 0; c < 300; c++) {
            long at = c * HOUR;
            log.add("c" + c, "Ask", at);
            if (random.nextDouble() < consulted) {
                at += HOUR + random.nextInt(1_000_000);
                log.add("c" + c, "Consult", at);
            }
            at += (long) ((10 + random.nextGaussian() + moreHours) * HOUR);
            log.add("c" + c, "Decide", at).add("c" + c, "Close", at + (long) (random.nextDouble() * HOUR));
        }
        return Bottlenecks.waits(log.build(), BottleneckOptions.defaults());
    }

    private static SegmentDifference of(List<SegmentDifference> all, String from, String to) {
        return all.stream()
                .filter(d -> d.segment().equals(new Place(from, to)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatChangedIsFoundAndWhatDidNotIsNot() {
        List<SegmentDifference> all = Comparison.of(log(1, 0.7, 2), log(4, 0.4, 0), BottleneckOptions.defaults());
        SegmentDifference consult = of(all, "Ask", "Consult");
        assertThat(consult.frequency().difference())
                .isCloseTo((consult.casesA() - consult.casesB()) / 300.0, within(1e-12));
        assertThat(consult.frequencyQ()).isLessThan(0.001);
        assertThat(consult.frequency().interval().contains(0.3)).isTrue();
        assertThat(consult.timeQ()).isGreaterThan(0.05);
        SegmentDifference decide = of(all, "Consult", "Decide");
        assertThat(decide.timeQ()).isLessThan(0.001);
        assertThat(decide.time().interval().times(1.0 / HOUR).contains(2)).isTrue();
        SegmentDifference close = of(all, "Decide", "Close");
        assertThat(close.frequencyQ()).isEqualTo(1);
        assertThat(close.timeQ()).isGreaterThan(0.05);
    }

    @Test
    void aLogDoesNotDifferFromItself() {
        WaitCauses log = log(3, 0.5, 0);
        assertThat(Comparison.of(log, log, BottleneckOptions.defaults())).allSatisfy(d -> {
            assertThat(d.frequencyQ()).isEqualTo(1);
            assertThat(d.timeQ()).isCloseTo(1, within(1e-6));
            assertThat(d.time().interval().contains(0)).isTrue();
        });
    }

    @Test
    void aSegmentOfOnlyOneLogIsCompared() {
        List<SegmentDifference> all = Comparison.of(log(1, 0, 0), log(2, 1, 0), BottleneckOptions.defaults());
        SegmentDifference consult = of(all, "Ask", "Consult");
        assertThat(consult.frequency().difference()).isEqualTo(-1);
        assertThat(consult.time()).isNull();
        assertThat(consult.timeQ()).isNaN();
    }
}
