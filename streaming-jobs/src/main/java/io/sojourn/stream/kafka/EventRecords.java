package io.sojourn.stream.kafka;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@link RecordReader} for Flink's source. */
final class EventRecords implements KafkaRecordDeserializationSchema<KafkaRow> {
    private static final long serialVersionUID = 1L;
    private final DefinitionLook definitions;
    private transient RecordReader reader;

    EventRecords(DefinitionLook definitions) {
        this.definitions = definitions;
    }

    @Override
    public void open(InitializationContext context) {
        reader = new RecordReader(definitions.known(), definitions);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KafkaRow> out) {
        out.collect(reader.read(record));
    }

    @Override
    public TypeInformation<KafkaRow> getProducedType() {
        return KafkaEvents.ROW;
    }
}
