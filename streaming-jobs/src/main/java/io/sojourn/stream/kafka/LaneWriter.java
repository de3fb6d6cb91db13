package io.sojourn.stream.kafka;

import io.sojourn.fact.Result;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.mining.results.ResultTopics;
import io.sojourn.stream.kafka.KafkaResults.Addressed;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * One subtask's results of a lane to their partitions. As_of goes to every partition, and only when the brokers have acknowledged all
 * that was written before: a producer that gives up a batch, because the brokers were away for too long, sends the batches behind it
 * all the same, and as_of among them would say that what was given up had been told.
 */
final class LaneWriter implements SinkWriter<Result> {
    private static final SinkWriter.Context NO_TIME = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return null;
        }
    };

    private final Result.Lane lane;
    private final ResultTopics topics;
    private final SinkWriter<Addressed> to;
    private final Map<String, Integer> partitions;
    private final Object[] writer;
    private final long epoch;
    private final ResultJson json;

    /**
     * @param to at {@code flush} it returns when all has been acknowledged, and throws when something can't be any more
     * @param partitions of each topic
     * @param writer the first three values of an as_of
     */
    LaneWriter(
            Result.Lane lane,
            ResultTopics topics,
            SinkWriter<Addressed> to,
            Map<String, Integer> partitions,
            Object[] writer,
            long epoch,
            ResultJson json) {
        this.lane = lane;
        this.topics = topics;
        this.to = to;
        this.partitions = partitions;
        this.writer = writer;
        this.epoch = epoch;
        this.json = json;
    }

    @Override
    public void write(Result r, Context context) throws IOException, InterruptedException {
        String topic = topics.of(r.lane());
        int partition = ResultTopics.partition(r, partitions.get(topic));
        to.write(new Addressed(topic, partition, json.key(r), json.write(r)), context);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        if (lane == Result.Lane.SOURCE || watermark.getTimestamp() == Long.MAX_VALUE) {
            return;
        }
        to.flush(false);
        Object[] values = {writer[0], writer[1], writer[2], watermark.getTimestamp()};
        Result asOf = new Result(Result.Kind.AS_OF, null, values, epoch);
        byte[] key = json.key(asOf);
        byte[] value = json.write(asOf);
        String topic = topics.of(lane);
        for (int p = 0; p < partitions.get(topic); p++) {
            to.write(new Addressed(topic, p, key, value), NO_TIME);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        to.flush(endOfInput);
    }

    @Override
    public void close() throws Exception {
        to.close();
    }
}
