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
    private final CaseKeyPlace caseKey;
    private transient RecordReader reader;

    EventRecords(DefinitionLook definitions, CaseKeyPlace caseKey) {
        this.definitions = definitions;
        this.caseKey = caseKey;
    }

    String firstProcess() {
        return definitions.known().names().get(0);
    }

    @Override
    public void open(InitializationContext context) {
        reader = new RecordReader(definitions.known(), definitions, caseKey.read());
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
