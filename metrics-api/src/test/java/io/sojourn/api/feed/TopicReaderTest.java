package io.sojourn.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.mining.results.ResultTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final ResultTopics TOPICS = ResultTopics.defaults();
    private static final ProcessDefinition FIRST = definition(1);
    private static final ProcessDefinition SECOND = definition(2);
    private final ResultJson writer = ResultJson.of(List.of(FIRST, SECOND));

    @Test
    void whatComesBeforeAResultOfAnUnknownVersionIsHeardWhenItIsReadAgain() {
        List<ProcessDefinition> known = new ArrayList<>();
        Supplier<List<ProcessDefinition>> more = () -> {
            if (known.isEmpty()) {
                known.add(SECOND);
                throw new SojournException(ErrorCode.BUSY, "the brokers are away");
            }
            return known;
        };
        TopicReader reader = new TopicReader(ResultJson.of(List.of(FIRST), more), Map.of());
        reader.open(TOPICS.facts(), 1);
        Result asOf = new Result(Result.Kind.AS_OF, null, new Object[] {Result.Lane.CASES.name(), 0L, 1L, 77L}, 5);
        Object[] row =
                new Object[TableSchema.of(FactTable.STAYS, SECOND).columns().size()];
        row[0] = "p";
        row[1] = 2L;
        row[2] = "case";
        Result stay = Result.upsert(FactTable.STAYS, row, 3, 5);
        ConsumerRecords<byte[], byte[]> records = records(asOf, stay);

        assertThatThrownBy(() -> reader.read(records, TOPICS, 0)).hasMessageContaining("the brokers are away");
        assertThat(reader.position(TOPICS.facts(), 0)).isEqualTo(-1);
        TopicReader.Batch batch = reader.read(records, TOPICS, 0);
        assertThat(batch.results()).containsExactly(asOf, stay);
        assertThat(reader.position(TOPICS.facts(), 0)).isEqualTo(2);
    }

    private ConsumerRecords<byte[], byte[]> records(Result... results) {
        TopicPartition partition = new TopicPartition(TOPICS.facts(), 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Result r : results) {
            records.add(new ConsumerRecord<>(partition.topic(), 0, records.size(), writer.key(r), writer.write(r)));
        }
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }

    private static ProcessDefinition definition(int number) {
        return Definitions.compile("p.yaml", "process: p\nversion: " + number + "\n")
                .definition();
    }
}
