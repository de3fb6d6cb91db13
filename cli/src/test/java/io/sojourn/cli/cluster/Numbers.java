package io.sojourn.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A dense sequence for each key, written all the time. What {@link CountingJob} makes of it tells whether something was lost
 * (a number is missing), counted twice (the count is above its number) or forgotten (below).
 */
final class Numbers implements AutoCloseable {
    private static final int KEYS = 20;
    private static final int PARTITIONS = 4;
    private final String brokers;
    private final AtomicLong sent = new AtomicLong();
    private final Thread writer = new Thread(this::write, "numbers");
    private volatile boolean stopped;
    private volatile Exception trouble;
    private final Map<String, TreeSet<Long>> seen = new TreeMap<>();
    private final KafkaConsumer<String, String> consumer;

    Numbers(String brokers) throws Exception {
        this.brokers = brokers;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(
                            new NewTopic(CountingJob.IN, PARTITIONS, (short) 1),
                            new NewTopic(CountingJob.OUT, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int p = 0; p < PARTITIONS; p++) {
            all.add(new TopicPartition(CountingJob.OUT, p));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        writer.start();
    }

    private void write() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers, "delivery.timeout.ms", 300_000, "linger.ms", 5);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (long number = 1; !stopped; number++) {
                for (int k = 0; k < KEYS; k++) {
                    String key = "k" + k;
                    producer.send(new ProducerRecord<>(CountingJob.IN, key, key + "," + number), (m, e) -> {
                        if (e != null) {
                            trouble = e;
                        }
                    });
                }
                producer.flush();
                sent.set(number);
            }
        }
    }

    long sent() {
        return sent.get();
    }

    /** Waits until the job's answer to something sent from now on is there; returns how long that took. */
    Duration awaitProgress() {
        long begun = System.nanoTime();
        long goal = sent() + 1;
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    read();
                    return seen.size() == KEYS && seen.values().stream().allMatch(n -> n.last() >= goal);
                });
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Ends the writing, waits for the last number, and checks all. */
    long check() throws InterruptedException {
        stopped = true;
        writer.join();
        assertThat(trouble).isNull();
        await().atMost(Duration.ofMinutes(4)).until(() -> {
            read();
            return seen.values().stream().allMatch(n -> n.last() >= sent());
        });
        seen.forEach((key, numbers) -> assertThat(numbers).as(key).hasSize((int) sent()));
        return sent() * KEYS;
    }

    /** All that is there: it must be faster than the writing. */
    private void read() {
        ConsumerRecords<String, String> some = consumer.poll(Duration.ofMillis(100));
        while (!some.isEmpty()) {
            take(some);
            some = consumer.poll(Duration.ZERO);
        }
    }

    private void take(ConsumerRecords<String, String> some) {
        for (ConsumerRecord<String, String> r : some) {
            String[] parts = r.value().split(",");
            assertThat(parts[2]).as("count of %s", r.value()).isEqualTo(parts[1]);
            seen.computeIfAbsent(parts[0], k -> new TreeSet<>()).add(Long.valueOf(parts[1]));
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        writer.join();
        consumer.close();
    }
}
