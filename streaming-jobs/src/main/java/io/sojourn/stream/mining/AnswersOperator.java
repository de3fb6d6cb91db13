package io.sojourn.stream.mining;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * In: questions and values, sorted by the bucket of a group, the questions first, then the values in ascending order.
 * Memory: the questions of one bucket. Out: the values that were asked for by their rank. A failed attempt is done again.
 */
final class AnswersOperator extends RunOperator {
    private static final long serialVersionUID = 1L;

    /** Groups and buckets that share a key by chance are told apart. */
    private record Place(Piece.Group group, int bucket) {}

    private record Question(long rank, long number) {}

    private static final class Asked {
        private final PriorityQueue<Question> questions = new PriorityQueue<>(Comparator.comparingLong(Question::rank));
        private long seen;
    }

    private transient Map<Place, Asked> asked;

    @Override
    public void open() throws Exception {
        super.open();
        asked = new HashMap<>();
    }

    @Override
    long keyOf(Piece piece) {
        return key(piece);
    }

    static long key(Piece piece) {
        return piece.group().key(bucket(piece));
    }

    private static int bucket(Piece piece) {
        long number = piece.numbers()[0];
        return piece.kind() == Piece.Kind.QUESTION ? (int) number : Histogram.bucket(number);
    }

    @Override
    void take(Piece piece) {
        boolean question = piece.kind() == Piece.Kind.QUESTION;
        if (!question && asked.isEmpty()) {
            return;
        }
        Place place = new Place(piece.group(), bucket(piece));
        if (question) {
            asked.computeIfAbsent(place, unknown -> new Asked())
                    .questions
                    .add(new Question(piece.numbers()[1], piece.numbers()[2]));
        } else if (asked.containsKey(place)) {
            answer(asked.get(place), piece);
        }
    }

    private void answer(Asked place, Piece sample) {
        place.seen += sample.numbers()[1];
        while (!place.questions.isEmpty() && place.questions.peek().rank < place.seen) {
            send(Piece.of(Piece.Kind.ANSWER, sample.group(), place.questions.poll().number, sample.numbers()[0]));
        }
    }

    @Override
    void endKey() {
        asked.clear();
    }
}
