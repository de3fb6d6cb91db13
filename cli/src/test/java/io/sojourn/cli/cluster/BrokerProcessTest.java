package io.sojourn.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    @TempDir
    private Path folder;

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilledAndComesBackOnItsPort() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder, 0)) {
            try (Admin admin = Admin.create(settings(broker))) {
                admin.createTopics(List.of(new NewTopic("t", Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
            send(broker, "before");

            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.restart();

            send(broker, "after");
            assertThat(read(broker)).containsExactly("before", "after");
        }
    }

    @Test
    void anotherStartOverTheSameFolderHasTheSamePortAndData() throws Exception {
        int port;
        try (BrokerProcess broker = BrokerProcess.start(folder, 0)) {
            port = broker.port();
            try (Admin admin = Admin.create(settings(broker))) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (BrokerProcess broker = BrokerProcess.start(folder, 0);
                Admin admin = Admin.create(settings(broker))) {
            assertThat(broker.port()).isEqualTo(port);
            assertThat(admin.listTopics().names().get()).containsExactly("t");
        }
    }

    private static Map<String, Object> settings(BrokerProcess broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static void send(BrokerProcess broker, String text) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", text.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static List<String> read(BrokerProcess broker) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> texts = new java.util.ArrayList<>();
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(r -> texts.add(new String(r.value(), StandardCharsets.UTF_8)));
            }
            return texts;
        }
    }
}
