package io.sojourn.stream.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the topic of definitions, for Flink's source. */
final class DefinitionRecords implements KafkaRecordDeserializationSchema<DefinitionRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DefinitionRecord> out) {
        out.collect(new DefinitionRecord(record.offset(), record.key(), record.value()));
    }

    @Override
    public TypeInformation<DefinitionRecord> getProducedType() {
        return KafkaDefinitions.RECORD;
    }
}
