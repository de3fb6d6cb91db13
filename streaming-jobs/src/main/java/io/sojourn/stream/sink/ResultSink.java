package io.sojourn.stream.sink;

import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Hands results to a consumer in the same process. Guarantee: at least once, in order; a checkpoint completes only when
 * the consumer has made durable all that came before it, so that nothing is lost; what is said again after a failure has
 * the same keys. Price: each checkpoint waits for the consumer's commit.
 */
public final class ResultSink implements Sink<Result> {
    private static final long serialVersionUID = 2L;
    private final String consumer;
    private final Result.Lane lane;
    private final EpochClock clock;

    /** @param consumer name by which the consumer is registered in {@link Handovers} */
    public ResultSink(String consumer, Result.Lane lane, EpochClock clock) {
        this.consumer = consumer;
        this.lane = lane;
        this.clock = clock;
    }

    @Override
    public SinkWriter<Result> createWriter(WriterInitContext context) {
        return new Writer(Handovers.find(consumer), context.getTaskInfo(), clock.millis());
    }

    private final class Writer implements SinkWriter<Result> {
        private static final int BATCH = 1000;
        private final ResultConsumer to;
        private final TaskInfo task;
        private final long epoch;
        private List<Result> batch = new ArrayList<>(BATCH);

        Writer(ResultConsumer to, TaskInfo task, long epoch) {
            this.to = to;
            this.task = task;
            this.epoch = epoch;
        }

        @Override
        public void write(Result result, Context context) {
            batch.add(result);
            if (batch.size() >= BATCH) {
                hand();
            }
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            if (watermark.getTimestamp() != Long.MAX_VALUE) {
                batch.add(AsOf.of(lane, task, watermark.getTimestamp(), epoch));
                hand();
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            hand();
            to.flush();
        }

        private void hand() {
            if (!batch.isEmpty()) {
                to.accept(batch);
                batch = new ArrayList<>(BATCH);
            }
        }

        @Override
        public void close() {}
    }
}
