package io.sojourn.mining.versions;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of versions of definitions: compacted, of one partition, so that all readers see one order. Promise: what {@link
 * #write} returned for is on all replicas in sync; {@link #read} gives all that was written before it was called. Price: a
 * consumer while it is open. Brokers that don't answer are BUSY. For many threads.
 */
public final class DefinitionTopic implements AutoCloseable {
    /** How it is made. */
    public static final Map<String, String> SETTINGS = Map.of(
            "cleanup.policy", "compact", "max.message.bytes", Integer.toString(DefinitionJson.VALUE_BYTES + (1 << 16)));

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Properties client;
    private final TopicPartition partition;
    private KafkaConsumer<byte[], byte[]> consumer;
    private long next;

    /** @param client properties of the clients; {@code bootstrap.servers} at least */
    public DefinitionTopic(Properties client, String name) {
        this.client = new Properties();
        this.client.putAll(client);
        this.partition = new TopicPartition(name, 0);
    }

    /**
     * A record of the topic.
     *
     * @param offset where it is
     * @param version what it says, or null
     * @param trouble why it is no version of a definition, or null
     */
    public record Entry(long offset, DefinitionVersion version, SojournException trouble) {
        /** What a record says. */
        public static Entry of(long offset, byte[] key, byte[] value) {
            try {
                return new Entry(offset, DefinitionJson.read(key, value), null);
            } catch (SojournException e) {
                return new Entry(offset, null, e);
            }
        }
    }

    public String name() {
        return partition.topic();
    }

    /** With the brokers' replication. */
    private void make() {
        try (Admin admin = Admin.create(properties(Map.of(
                "default.api.timeout.ms", ANSWER.toMillis() + "", "request.timeout.ms", ANSWER.toMillis() / 2 + "")))) {
            NewTopic topic = new NewTopic(name(), Optional.of(1), Optional.empty()).configs(SETTINGS);
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw away("making", e.getCause());
            }
        } catch (KafkaException e) {
            throw away("making", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("making", e);
        }
    }

    /** Gives the records that came since the last call, up to the end as of now. */
    public synchronized void read(Consumer<Entry> reader) {
        try {
            KafkaConsumer<byte[], byte[]> from = consumer();
            long end = from.endOffsets(List.of(partition), ANSWER).get(partition);
            long give = System.nanoTime() + ANSWER.toNanos();
            while (from.position(partition, ANSWER) < end) {
                for (ConsumerRecord<byte[], byte[]> r : from.poll(POLL)) {
                    reader.accept(Entry.of(r.offset(), r.key(), r.value()));
                    next = r.offset() + 1;
                    give = System.nanoTime() + ANSWER.toNanos();
                }
                if (System.nanoTime() - give > 0) {
                    throw new KafkaException("nothing comes behind offset " + next);
                }
            }
        } catch (KafkaException e) {
            close();
            throw away("reading", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** As {@link #read}; where there is no topic it is made, and the next call will read it. */
    public void readOrMake(Consumer<Entry> reader) {
        try {
            read(reader);
        } catch (SojournException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            make();
            throw new SojournException(
                    ErrorCode.BUSY, "the topic " + name() + " was just made.", "Maybe try again.", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    properties(Map.of(
                            "enable.auto.commit", "false",
                            "auto.offset.reset", "earliest",
                            "allow.auto.create.topics", "false",
                            "max.partition.fetch.bytes", SETTINGS.get("max.message.bytes"))),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<PartitionInfo> partitions = consumer.partitionsFor(name(), ANSWER);
            if (partitions == null || partitions.isEmpty()) {
                close();
                throw new SojournException(
                        ErrorCode.NOT_FOUND,
                        "there is no topic " + name() + ".",
                        "Maybe create it: submit the job with --create-topics.");
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, next);
        }
        return consumer;
    }

    /** Writes a version; one that is there already is written again, to no effect. */
    public void write(DefinitionVersion v) {
        Properties p = properties(Map.of(
                "delivery.timeout.ms", ANSWER.toMillis() + "",
                "request.timeout.ms", ANSWER.toMillis() / 2 + "",
                "max.block.ms", ANSWER.toMillis() / 2 + "",
                "compression.type", "lz4",
                "max.request.size", SETTINGS.get("max.message.bytes")));
        // Not to be changed from outside: the promise rests on them.
        p.setProperty("acks", "all");
        p.setProperty("enable.idempotence", "true");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            name(), partition.partition(), DefinitionJson.key(v), DefinitionJson.write(v)))
                    .get();
        } catch (ExecutionException e) {
            throw away("writing", e.getCause());
        } catch (KafkaException e) {
            throw away("writing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("writing", e);
        }
    }

    /** The given properties under those of the client. */
    private Properties properties(Map<String, String> defaults) {
        Properties p = new Properties();
        p.putAll(defaults);
        p.putAll(client);
        return p;
    }

    private SojournException away(String doing, Throwable cause) {
        return new SojournException(
                ErrorCode.BUSY,
                doing + " the topic " + name() + " failed: " + cause.getMessage() + ".",
                "Maybe the brokers don't run, or the client may not use the topic.",
                cause);
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
