package io.sojourn.stream.mining;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Sees pieces sorted by key, one key behind the other, and is told when a key's pieces are over. */
abstract class RunOperator extends AbstractStreamOperator<Piece>
        implements OneInputStreamOperator<Piece, Piece>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private transient boolean begun;
    private transient long key;

    /** A piece of the present key; those of one key come in the order of their stamps. */
    abstract void take(Piece piece);

    /** The present key is over. */
    abstract void endKey();

    /** The key that a piece is sorted by. */
    abstract long keyOf(Piece piece);

    @Override
    public final void processElement(StreamRecord<Piece> element) {
        long next = keyOf(element.getValue());
        if (begun && next != key) {
            endKey();
        }
        begun = true;
        key = next;
        take(element.getValue());
    }

    @Override
    public final void endInput() {
        if (begun) {
            endKey();
        }
    }

    final void send(Piece piece) {
        output.collect(new StreamRecord<>(piece));
    }
}
