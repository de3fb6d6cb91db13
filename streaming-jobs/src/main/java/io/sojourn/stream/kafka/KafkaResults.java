package io.sojourn.stream.kafka;

import io.sojourn.event.Limits;
import io.sojourn.fact.Result;
import io.sojourn.stream.sink.ResultSinks;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Results to topics, each lane to its own. Guarantee: at least once, in order within a lane and group; a checkpoint
 * completes only when the brokers have all that came before it, on all replicas in sync. No transactions: what is said
 * again has the same keys or a greater epoch, so that a reader has it once in effect, and has it at once.
 */
final class KafkaResults implements ResultSinks {
    private static final long serialVersionUID = 1L;
    private static final int OVERHEAD = 1 << 16;
    private final KafkaSettings settings;
    private final DefinitionLook definitions;

    KafkaResults(KafkaSettings settings, DefinitionLook definitions) {
        this.settings = settings;
        this.definitions = definitions;
    }

    @Override
    public void add(DataStream<Result> results, Result.Lane lane, String name) {
        results.sinkTo(of(lane)).uid(ResultSinks.uid(name)).name(name);
    }

    Sink<Result> of(Result.Lane lane) {
        return new LaneSink(lane, settings, definitions, sink(settings));
    }

    private static KafkaSink<Addressed> sink(KafkaSettings settings) {
        Map<String, String> defaults = Map.of(
                "compression.type", "lz4",
                "linger.ms", "5",
                "max.request.size", Integer.toString(Limits.RESULT_BYTES - OVERHEAD));
        Properties properties = settings.with(defaults);
        // Not to be changed from outside: the guarantee rests on them.
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        return KafkaSink.<Addressed>builder()
                .setBootstrapServers(settings.brokers())
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(new AsAddressed())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    /** A record that is ready to go. */
    record Addressed(String topic, int partition, byte[] key, byte[] value) {}

    /** Without the stream's time: retention would take history for old at once. */
    private static final class AsAddressed implements KafkaRecordSerializationSchema<Addressed> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Addressed a, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(a.topic(), a.partition(), a.key(), a.value());
        }
    }
}
