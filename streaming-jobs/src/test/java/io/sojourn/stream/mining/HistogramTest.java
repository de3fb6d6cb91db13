package io.sojourn.stream.mining;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.stream.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final Piece.Group ARC = Piece.Group.arc(3, 1_000_000);

    @Test
    void greaterValuesNeverHaveALowerBucketAndBucketsAreNarrow() {
        long[] values = {-100_000_000_000L, -64, -63, -1, 0, 1, 31, 32, 63, 64, 65, 127, 128, 1_000_003, 4L << 60};
        for (int i = 1; i < values.length; i++) {
            assertThat(Histogram.bucket(values[i])).isGreaterThanOrEqualTo(Histogram.bucket(values[i - 1]));
        }
        assertThat(Histogram.bucket(1_000_000)).isEqualTo(Histogram.bucket(1_000_001));
        assertThat(Histogram.bucket(1_040_000)).isGreaterThan(Histogram.bucket(1_000_000));
        assertThat(Histogram.bucket(-1_040_000)).isLessThan(Histogram.bucket(-1_000_000));
    }

    @Test
    void questionsAndAnswersGiveTheDistributionOfAllValues() {
        long seed = Seeds.from(5);
        System.out.println("seed " + seed + " (again with -Dsojourn.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 500; run++) {
            long[] values = random.longs(random.nextInt(1, 60), -50, 1L << random.nextInt(3, 50))
                    .toArray();
            Histogram first = new Histogram();
            Histogram second = new Histogram();
            for (long value : values) {
                (random.nextBoolean() ? first : second).add(value, 1);
            }
            Histogram together = new Histogram();
            together.add(second.numbers());
            together.add(first.numbers());
            Piece summary = Summary.of(ARC, together);
            assertThat(Summary.distribution(summary, answers(summary, values)))
                    .isEqualTo(Distribution.ofMicros(values, 0, values.length));
        }
    }

    /** What sorting all values of a bucket says. */
    private static long[] answers(Piece summary, long[] values) {
        long[] answers = new long[4];
        for (Piece question : Summary.questions(summary)) {
            long[] n = question.numbers();
            long[] inBucket = Arrays.stream(values)
                    .filter(v -> Histogram.bucket(v) == n[0])
                    .sorted()
                    .toArray();
            answers[(int) n[2]] = inBucket[(int) n[1]];
        }
        return answers;
    }

    @Test
    void groupsKeepTheirCodes() {
        assertThat(ARC.isArc()).isTrue();
        assertThat(ARC.from()).isEqualTo(3);
        assertThat(ARC.to()).isEqualTo(1_000_000);
        Piece.Group variant = Piece.Group.variant(new int[] {1, 2});
        assertThat(variant.isVariant()).isTrue();
        assertThat(variant).isEqualTo(Piece.Group.variant(new int[] {1, 2}));
        assertThat(variant).isNotEqualTo(new Piece.Group(variant.id(), new int[] {2, 1}));
        assertThat(Piece.Group.CASES.isArc() || Piece.Group.CASES.isVariant() || Piece.Group.CASES.isService())
                .isFalse();
    }
}
