package io.sojourn.mining.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.View;
import io.sojourn.mining.spectrum.Steps.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    private static final long HOUR = 3_600_000_000L;

    /** Cases from A to B, as pairs of hours. */
    private static Spectrum spectrum(long... hours) {
        EventLogBuilder log = new EventLogBuilder();
        for (int i = 0; i < hours.length; i += 2) {
            log.add("c" + i, "A", hours[i] * HOUR).add("c" + i, "B", hours[i + 1] * HOUR);
        }
        return Spectrum.of(log.build().all(), View.ALL, null, SpectrumOptions.defaults());
    }

    @Test
    void linesThatCrossAreCountedAndTiesAreNot() {
        Spectrum s = spectrum(0, 10, 1, 5, 1, 20, 2, 10, 3, 4);

        // (0,10) is overtaken by (1,5), (3,4); (1,20) by (2,10), (3,4); (1,5) and (2,10) by (3,4).
        assertThat(s.crossings()).isEqualTo(new Crossings(6, 4));
    }

    @Test
    void equalWaitsAreNeverToldApart() {
        Spectrum s = spectrum(0, 3, 1, 4, 2, 5, 3, 6);

        assertThat(s.byQuartile().count(0)).isEqualTo(4);
        assertThat(s.byMedian().count(1)).isEqualTo(4);
    }

    @Test
    void classesByTheMedianBeginWhereTheOneBeforeEnds() {
        Spectrum s = spectrum(0, 4, 0, 1, 0, 2, 0, 5, 0, 6, 0, 8, 0, 12, 0, 3, 0, 3);

        // The median of 1 2 3 3 4 5 6 8 12 is 4: up to 2, 6, 8, 12.
        assertThat(IntStream.range(0, 5).mapToObj(s.byMedian()::count)).containsExactly(1L, 5L, 1L, 1L, 1L);
        assertThat(s.byMedian().upperMicros(0)).isEqualTo(2.0 * HOUR);
    }

    @Test
    void whereMostWaitForNothingEverythingLongerIsSlow() {
        Spectrum s = spectrum(0, 0, 1, 1, 2, 2, 3, 9);

        assertThat(s.byMedian().count(1)).isEqualTo(3);
        assertThat(s.byMedian().count(4)).isEqualTo(1);
    }

    @Test
    void whatIsPendingIsWhatWasAndCameAndDidNotLeave() {
        SplittableRandom random = Steps.random(51);
        for (int round = 0; round < 50; round++) {
            Passages all =
                    Passages.of(Steps.log(Steps.rows(random.split(), false)).all());
            for (int s = 0; s < all.segments(); s++) {
                Spectrum spectrum = Spectrum.of(all, s, SpectrumOptions.defaults());
                Bin before = new Bin(0, 0, 0);
                for (Bin bin : spectrum.bins()) {
                    assertThat(bin.pending()).isEqualTo(before.pending() + before.started() - before.stopped());
                    before = bin;
                }
                assertThat(before.pending() + before.started()).isEqualTo(before.stopped());
            }
        }
    }

    @Test
    void aDoubledLogDoublesItsCountsAndHasFourTimesItsCrossings() {
        SplittableRandom random = Steps.random(52);
        for (int round = 0; round < 50; round++) {
            List<Row> rows = Steps.rows(random.split(), round % 2 == 0);
            List<Row> doubled = new ArrayList<>(rows);
            rows.forEach(
                    r -> doubled.add(new Row(doubled.size(), "copy " + r.caseId(), r.activity(), r.start(), r.time())));
            Passages once = Passages.of(Steps.log(rows).all());
            Passages twice = Passages.of(Steps.log(doubled).all());
            assertThat(twice.segments()).isEqualTo(once.segments());
            for (int s = 0; s < once.segments(); s++) {
                Spectrum a = Spectrum.of(once, s, SpectrumOptions.defaults());
                Spectrum b = Spectrum.of(twice, s, SpectrumOptions.defaults());
                assertThat(b.segment()).isEqualTo(a.segment());
                assertThat(b.negative()).isEqualTo(2 * a.negative());
                assertThat(b.crossings().pairs()).isEqualTo(4 * a.crossings().pairs());
                assertThat(b.crossings().overtaken())
                        .isEqualTo(2 * a.crossings().overtaken());
                assertThat(b.passages().caseCount()).isEqualTo(2 * a.passages().caseCount());
            }
        }
    }

    @Test
    void theUsualSegmentIsTheOneWithTheLongestWaitsInAll() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("1", "A", 0).add("1", "B", HOUR).add("1", "C", 10 * HOUR);
        log.add("2", "A", 0).add("2", "B", 2 * HOUR);

        Spectrum s = Spectrum.of(log.build().all(), View.ALL, null, SpectrumOptions.defaults());

        assertThat(s.segment()).isEqualTo(new Segment("B", "C"));
        assertThat(s.shareOfWait()).isEqualTo(0.75);
        assertThat(SpectrumDocument.of(s).toString()).contains("\"from\":\"B\",\"to\":\"C\",\"passages\":1");
    }

    @Test
    void aSegmentThatNoCaseHasIsRefusedWithSomeThatAre() {
        EventLogBuilder log = new EventLogBuilder().add("1", "A", 0).add("1", "B", HOUR);

        assertThatThrownBy(() ->
                        Spectrum.of(log.build().all(), View.ALL, new Segment("B", "A"), SpectrumOptions.defaults()))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("from \"B\" right to \"A\"")
                .extracting(e -> ((SojournException) e).hint())
                .asString()
                .contains("A > B");
    }

    @Test
    void aLogWithoutAnySegmentIsRefused() {
        assertThatThrownBy(() -> Spectrum.of(
                        new EventLogBuilder().add("1", "A", 0).build().all(),
                        View.ALL,
                        null,
                        SpectrumOptions.defaults()))
                .hasMessageContaining("no case has two events");
    }
}
