package io.sojourn.stream.kafka;

import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a record without a value into each partition of the events each second, so that as_of moves on when nothing
 * happens. Guarantee: none; a heartbeat that is lost is followed by another.
 */
final class Heartbeats {
    private static final byte[] NOTHING = new byte[0];

    private Heartbeats() {}

    static void add(StreamExecutionEnvironment env, KafkaSettings settings, int partitions) {
        DataGeneratorSource<Long> beats = new DataGeneratorSource<>(
                i -> i, Long.MAX_VALUE, RateLimiterStrategy.perSecond(partitions), Types.LONG);
        KafkaSink<Long> sink = KafkaSink.<Long>builder()
                .setBootstrapServers(settings.brokers())
                .setKafkaProducerConfig(settings.with(Map.of("acks", "1", "enable.idempotence", "false")))
                .setRecordSerializer(new Beat(settings.events(), partitions))
                .setDeliveryGuarantee(DeliveryGuarantee.NONE)
                .build();
        env.fromSource(beats, WatermarkStrategy.noWatermarks(), "heartbeats")
                .uid("heartbeats")
                .setParallelism(1)
                .sinkTo(sink)
                .name("heartbeats to Kafka")
                .uid("heartbeats-sink")
                .setParallelism(1);
    }

    private record Beat(String topic, int partitions) implements KafkaRecordSerializationSchema<Long> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(Long beat, KafkaSinkContext context, Long timestamp) {
            int partition = (int) (beat % partitions);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, NOTHING, NOTHING);
            record.headers().add(RecordReader.HEARTBEAT, NOTHING);
            return record;
        }
    }
}
