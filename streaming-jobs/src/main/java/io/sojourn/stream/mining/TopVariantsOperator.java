package io.sojourn.stream.mining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * In: summaries of variants, in one task. Memory: so many as are wanted. Out: the most frequent ones, or all; how many there
 * are. A failed attempt is done again.
 */
final class TopVariantsOperator extends AbstractStreamOperator<Piece>
        implements OneInputStreamOperator<Piece, Piece>, BoundedOneInput {
    /** By (cases down, activities): codes are in the order of the names. */
    static final Comparator<Piece> ORDER = Comparator.<Piece>comparingLong(p -> -Summary.count(p))
            .thenComparing(p -> p.group().sequence(), Arrays::compare);

    private static final long serialVersionUID = 1L;

    private final int top;
    private transient PriorityQueue<Piece> best;
    private transient long variants;

    /** @param top how many; 0 for all */
    TopVariantsOperator(int top) {
        this.top = top;
    }

    @Override
    public void open() throws Exception {
        super.open();
        best = new PriorityQueue<>(ORDER.reversed());
    }

    @Override
    public void processElement(StreamRecord<Piece> element) {
        variants++;
        if (top <= 0) {
            output.collect(element);
            return;
        }
        best.add(element.getValue());
        if (best.size() > top) {
            best.poll();
        }
    }

    @Override
    public void endInput() {
        best.forEach(piece -> output.collect(new StreamRecord<>(piece)));
        output.collect(new StreamRecord<>(Piece.of(Piece.Kind.VARIANTS, variants)));
    }
}
