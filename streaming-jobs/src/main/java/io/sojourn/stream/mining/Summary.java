package io.sojourn.stream.mining;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.Percentile;
import java.util.ArrayList;
import java.util.List;

/**
 * A group as a whole, as the numbers of a piece: count, least, greatest, sum in two halves, and where the values lie of which
 * its percentiles are made: for each question its number, bucket and rank in the bucket. Questions 0 and 1 are the neighbours
 * of the median, 2 and 3 those of the 90th percentile.
 */
final class Summary {
    /** Percentiles that are asked for. */
    private static final double[] ASKED = {0.5, 0.9};

    private static final int HEAD = 5;
    private static final int QUESTION = 3;

    private Summary() {}

    static Piece of(Piece.Group group, Histogram histogram) {
        List<Long> numbers = new ArrayList<>();
        for (long number : histogram.head()) {
            numbers.add(number);
        }
        for (int p = 0; p < ASKED.length; p++) {
            Percentile place = Percentile.of(histogram.count(), ASKED[p]);
            ask(2 * p, place.low(), histogram, numbers);
            if (place.hasNext()) {
                ask(2 * p + 1, place.low() + 1, histogram, numbers);
            }
        }
        return Piece.of(
                Piece.Kind.SUMMARY,
                group,
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    private static void ask(int question, long rank, Histogram histogram, List<Long> numbers) {
        long before = 0;
        int place = 0;
        while (before + histogram.countAt(place) <= rank) {
            before += histogram.countAt(place++);
        }
        numbers.add((long) question);
        numbers.add((long) histogram.bucketAt(place));
        numbers.add(rank - before);
    }

    /** The questions of a summary, one piece for each bucket that is asked. */
    static List<Piece> questions(Piece summary) {
        List<Piece> questions = new ArrayList<>();
        long[] n = summary.numbers();
        for (int at = HEAD; at < n.length; at += QUESTION) {
            questions.add(Piece.of(Piece.Kind.QUESTION, summary.group(), n[at + 1], n[at + 2], n[at]));
        }
        return questions;
    }

    /** Number of values. */
    static long count(Piece summary) {
        return summary.numbers()[0];
    }

    /** The distribution, given the answers by the number of their question. */
    static Distribution distribution(Piece summary, long[] answers) {
        long[] n = summary.numbers();
        Distribution.Sum sum = new Distribution.Sum();
        sum.add(n[3], n[4]);
        double median = Percentile.of(n[0], ASKED[0]).value(answers[0], answers[1]);
        double p90 = Percentile.of(n[0], ASKED[1]).value(answers[2], answers[3]);
        return Distribution.of(n[0], n[1], n[2], sum, median, p90);
    }
}
