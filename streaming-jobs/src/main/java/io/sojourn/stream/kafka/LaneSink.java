package io.sojourn.stream.kafka;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.mining.results.ResultTopics;
import io.sojourn.stream.kafka.KafkaResults.Addressed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Writes the results of one lane's operator; its watermarks become {@link Result.Kind#AS_OF} in every partition. */
final class LaneSink implements Sink<Result> {
    private static final long serialVersionUID = 1L;
    private final Result.Lane lane;
    private final KafkaSettings settings;
    private final DefinitionLook definitions;
    private final KafkaSink<Addressed> sink;

    LaneSink(Result.Lane lane, KafkaSettings settings, DefinitionLook definitions, KafkaSink<Addressed> sink) {
        this.lane = lane;
        this.settings = settings;
        this.definitions = definitions;
        this.sink = sink;
    }

    @Override
    public SinkWriter<Result> createWriter(WriterInitContext context) throws IOException {
        Map<String, Integer> partitions = new HashMap<>();
        for (String topic : settings.results().all()) {
            partitions.put(
                    topic,
                    Topics.partitions(settings, topic)
                            .orElseThrow(() -> new SojournException(
                                    ErrorCode.NOT_FOUND,
                                    "there is no topic " + topic + " at " + settings.brokers() + ".",
                                    "Maybe create it: --create-topics.")));
        }
        Object[] writer = {
            lane.name(),
            (long) context.getTaskInfo().getIndexOfThisSubtask(),
            (long) context.getTaskInfo().getNumberOfParallelSubtasks()
        };
        long epoch = context.getProcessingTimeService().getCurrentProcessingTime();
        return new Writer(sink.createWriter(context), partitions, writer, epoch);
    }

    private final class Writer implements SinkWriter<Result> {
        private final SinkWriter<Addressed> to;
        private final Map<String, Integer> partitions;
        private final Object[] writer;
        private final long epoch;
        private final ResultJson json = ResultJson.of(definitions.known().definitions(), definitions);

        Writer(SinkWriter<Addressed> to, Map<String, Integer> partitions, Object[] writer, long epoch) {
            this.to = to;
            this.partitions = partitions;
            this.writer = writer;
            this.epoch = epoch;
        }

        @Override
        public void write(Result r, Context context) throws IOException, InterruptedException {
            String topic = settings.results().of(r.lane());
            int partition = ResultTopics.partition(r, partitions.get(topic));
            to.write(new Addressed(topic, partition, json.key(r), json.write(r)), context);
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
            if (lane == Result.Lane.SOURCE || watermark.getTimestamp() == Long.MAX_VALUE) {
                return;
            }
            Object[] values = {writer[0], writer[1], writer[2], watermark.getTimestamp()};
            Result asOf = new Result(Result.Kind.AS_OF, null, values, epoch);
            byte[] key = json.key(asOf);
            byte[] value = json.write(asOf);
            String topic = settings.results().of(lane);
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
}
