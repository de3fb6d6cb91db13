package io.sojourn.stream.sink;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands results to a consumer in the same process, and its watermarks as {@link Result.Kind#AS_OF}. No state, no output.
 *
 * <p>Guarantee: at least once, in order; a checkpoint completes only when the consumer has made durable all that came
 * before it, so that nothing is lost; what is said again after a failure has the same keys. Price: a checkpoint takes as
 * long as the consumer's commit. Events go on meanwhile: the commit is awaited in the checkpoint's asynchronous part.
 */
final class HandingOver extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<Result, Void>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int BATCH = 1000;
    private final String consumer;
    private final Result.Lane lane;
    private final EpochClock clock;
    private transient ResultConsumer to;
    private transient long epoch;
    private transient List<Result> batch;
    /** Why the consumer could not make results durable: the job ends with it, not only with a checkpoint that failed. */
    private transient volatile RuntimeException failure;

    /** @param consumer name by which the consumer of results is registered in {@link Handovers} */
    HandingOver(String consumer, Result.Lane lane, EpochClock clock) {
        this.consumer = consumer;
        this.lane = lane;
        this.clock = clock;
    }

    @Override
    public void open() throws Exception {
        super.open();
        to = Handovers.find(consumer);
        epoch = clock.millis();
        batch = new ArrayList<>(BATCH);
    }

    @Override
    public void processElement(StreamRecord<Result> element) {
        batch.add(element.getValue());
        if (batch.size() >= BATCH) {
            hand();
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        super.processWatermark(watermark);
        if (watermark.getTimestamp() != Long.MAX_VALUE) {
            batch.add(AsOf.of(lane, getRuntimeContext().getTaskInfo(), watermark.getTimestamp(), epoch));
            hand();
        }
    }

    @Override
    public OperatorSnapshotFutures snapshotState(
            long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
            throws Exception {
        hand();
        OperatorSnapshotFutures futures = super.snapshotState(checkpoint, timestamp, options, storage);
        // The place of a state of its own, which this operator doesn't have.
        futures.setOperatorStateRawFuture(new FutureTask<>(() -> {
            flush();
            return SnapshotResult.empty();
        }));
        return futures;
    }

    @Override
    public void endInput() {
        hand();
        to.flush();
    }

    private void flush() {
        try {
            to.flush();
        } catch (RuntimeException e) {
            // One that was given up, as Flink gives up a checkpoint, is interrupted; the next one tries again.
            boolean givenUp = e instanceof SojournException known && known.code() == ErrorCode.BUSY;
            failure = givenUp ? failure : e;
            throw e;
        }
    }

    private void hand() {
        if (failure != null) {
            throw failure;
        }
        if (!batch.isEmpty()) {
            to.accept(batch);
            batch = new ArrayList<>(BATCH);
        }
    }
}
