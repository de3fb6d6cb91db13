package io.sojourn.api.ingest;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Accepted events go to the topic that the job reads. Promise: what {@link #append} returned for is on all replicas in sync.
 * Where the brokers don't answer within {@value #DELIVERY_SECONDS} s it fails, and nobody knows which of the events they
 * have: they are to be sent again, and count once, by their identity. Price: one producer, and up to 32 MiB of its buffer.
 */
public final class KafkaEventSink implements EventSink, AutoCloseable {
    /** Header: the number of the definition's version by which the event is written; the job looks for it. */
    static final String DEFINITION = "definition";

    private static final int DELIVERY_SECONDS = 10;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** The definitions of now, their numbers, and writers that were made by them. */
    private record Known(List<ProcessDefinition> definitions, Map<String, byte[]> numbers, Queue<EventJson> encoders) {
        static Known of(List<ProcessDefinition> definitions) {
            Map<String, byte[]> numbers = new HashMap<>();
            for (ProcessDefinition d : definitions) {
                numbers.put(d.process(), Integer.toString(d.version()).getBytes(StandardCharsets.UTF_8));
            }
            return new Known(List.copyOf(definitions), numbers, new ConcurrentLinkedQueue<>());
        }
    }

    private final Properties client;
    private final String topic;
    private volatile Known known;
    private final AtomicLong unanswered = new AtomicLong();
    private KafkaProducer<byte[], byte[]> producer;
    private boolean closed;

    /**
     * @param client properties of the producer; {@code bootstrap.servers} at least
     * @param topic of the events
     */
    public KafkaEventSink(Properties client, String topic, List<ProcessDefinition> definitions) {
        this.client = new Properties();
        this.client.putAll(client);
        this.client.putIfAbsent("delivery.timeout.ms", Integer.toString(DELIVERY_SECONDS * 1_000));
        this.client.putIfAbsent("request.timeout.ms", "5000");
        this.client.putIfAbsent("max.block.ms", "5000");
        this.client.putIfAbsent("compression.type", "lz4");
        this.client.setProperty("max.request.size", Integer.toString(2 * Limits.LINE_LENGTH));
        // Not to be changed from outside: the promise rests on them.
        this.client.setProperty("acks", "all");
        this.client.setProperty("enable.idempotence", "true");
        this.topic = topic;
        follow(definitions);
    }

    @Override
    public void follow(List<ProcessDefinition> definitions) {
        known = Known.of(definitions);
    }

    @Override
    public void append(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        List<ProducerRecord<byte[], byte[]>> records = records(events);
        List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
        try {
            KafkaProducer<byte[], byte[]> to = producer();
            for (ProducerRecord<byte[], byte[]> r : records) {
                answers.add(send(to, r));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw away(e.getCause());
        } catch (KafkaException e) {
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    private Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> to, ProducerRecord<byte[], byte[]> r) {
        long bytes = r.value().length;
        unanswered.addAndGet(bytes);
        try {
            return to.send(r, (where, failure) -> unanswered.addAndGet(-bytes));
        } catch (RuntimeException e) {
            unanswered.addAndGet(-bytes);
            throw e;
        }
    }

    private SojournException away(Throwable cause) {
        return new SojournException(
                ErrorCode.BUSY,
                "the brokers have not acknowledged events for the topic " + topic + ": " + cause.getMessage() + ".",
                "Maybe they don't run, or there is no such topic yet.",
                cause);
    }

    private List<ProducerRecord<byte[], byte[]>> records(List<Event> events) {
        Known by = known;
        EventJson idle = by.encoders().poll();
        EventJson json = idle == null ? EventJson.of(by.definitions()) : idle;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
        for (Event e : events) {
            byte[] key = (e.process() + "|" + e.caseId()).getBytes(StandardCharsets.UTF_8);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, json.write(e));
            record.headers().add(DEFINITION, by.numbers().get(e.process()));
            records.add(record);
        }
        by.encoders().add(json);
        return records;
    }

    /** Made when it is needed: names of brokers that can't be resolved yet must not keep the server from starting. */
    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (closed) {
            throw new SojournException(ErrorCode.BUSY, "the server is stopping: it takes no more events.");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** Bytes that the brokers have not answered for. */
    @Override
    public long backlogBytes() {
        return unanswered.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSE);
        }
    }
}
