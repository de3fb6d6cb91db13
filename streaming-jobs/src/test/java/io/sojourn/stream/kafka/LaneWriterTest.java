package io.sojourn.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.Definitions;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.mining.results.ResultTopics;
import io.sojourn.stream.kafka.KafkaResults.Addressed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;

/** The order in which a lane's results and its as_of reach the producer. */
class LaneWriterTest {
    private static final long EPOCH = 1_770_000_000_000L;
    private final Producer producer = new Producer();
    private final LaneWriter writer = writer(Result.Lane.AGES);

    @Test
    void asOfIsToldWhenTheBrokersHaveAllThatCameBeforeIt() throws Exception {
        writer.write(group(5), null);
        writer.writeWatermark(new Watermark(17));

        assertThat(producer.calls)
                .containsExactly("write replace_group to 1", "flush", "write as_of to 0", "write as_of to 1");
    }

    @Test
    void asOfIsNotToldWhenAResultBeforeItWasGivenUp() throws Exception {
        writer.write(group(5), null);
        producer.gaveUp = true;

        assertThatThrownBy(() -> writer.writeWatermark(new Watermark(17))).hasMessageContaining("gave up");
        assertThat(producer.calls).containsExactly("write replace_group to 1", "flush");
    }

    @Test
    void theSourcesLaneAndTheEndOfTheStreamTellNoAsOf() throws Exception {
        writer(Result.Lane.SOURCE).writeWatermark(new Watermark(17));
        writer.writeWatermark(Watermark.MAX_WATERMARK);

        assertThat(producer.calls).isEmpty();
    }

    private LaneWriter writer(Result.Lane lane) {
        ResultTopics topics = ResultTopics.defaults();
        ResultJson json = ResultJson.of(
                List.of(Definitions.compile("claim.yaml", "process: claim\nclose_after: 1d\nlateness: 1h\n")
                        .definition()));
        Map<String, Integer> partitions = Map.of(topics.of(lane), 2);
        return new LaneWriter(lane, topics, producer, partitions, new Object[] {lane.name(), 0L, 1L}, EPOCH, json);
    }

    private static Result group(int group) {
        return new Result(Result.Kind.REPLACE_GROUP, FactTable.QUEUE_AGING, new Object[0], group, EPOCH);
    }

    /** In the place of Kafka's producer, which buffers, and says at a flush what it could not send. */
    private static final class Producer implements SinkWriter<Addressed> {
        private final List<String> calls = new ArrayList<>();
        private boolean gaveUp;

        @Override
        public void write(Addressed record, Context context) {
            String json = new String(record.value(), StandardCharsets.UTF_8);
            String kind = json.replaceAll(".*\"kind\":\"([a-z_]*)\".*", "$1");
            calls.add("write " + kind + " to " + record.partition());
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            calls.add("flush");
            if (gaveUp) {
                throw new IOException("the producer gave up a batch");
            }
        }

        @Override
        public void close() {}
    }
}
