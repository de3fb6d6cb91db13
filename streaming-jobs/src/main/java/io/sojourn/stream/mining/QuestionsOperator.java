package io.sojourn.stream.mining;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** In: summaries. No memory. Out: their questions, stamped before every value. A failed attempt is done again. */
final class QuestionsOperator extends AbstractStreamOperator<Piece> implements OneInputStreamOperator<Piece, Piece> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(StreamRecord<Piece> element) {
        if (element.getValue().kind() == Piece.Kind.SUMMARY) {
            for (Piece question : Summary.questions(element.getValue())) {
                output.collect(new StreamRecord<>(question, Long.MIN_VALUE));
            }
        }
    }
}
