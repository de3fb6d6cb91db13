package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.cli.Sojourn;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.RowHandler;
import io.sojourn.stream.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A simulated log, and its way to a broker. A send counts when the broker has acknowledged it. Where the answer failed
 * nobody knows whether the broker has the event: it is sent again, until there is an answer.
 */
public final class KafkaLog {
    private static final int BATCH = 200;
    private static final int MOST_TRIES = 20;

    private final Path folder;
    private final CompiledDefinition definition;
    private final List<Event> events;
    private int unknown;

    private KafkaLog(Path folder) {
        this.folder = folder;
        this.definition = Definitions.load(definitionFile());
        this.events = read();
    }

    /** Simulates cases into {@code log.csv} of a folder. */
    public static KafkaLog generate(Path folder, int cases, int seed) {
        String[] generate = {
            "generate",
            "--cases",
            "" + cases,
            "--seed",
            "" + seed,
            "--out",
            file(folder).toString()
        };
        assertThat(Sojourn.execute(generate)).isZero();
        return new KafkaLog(folder);
    }

    private static Path file(Path folder) {
        return folder.resolve("log.csv");
    }

    public Path definitionFile() {
        return folder.resolve("prior-authorization.yaml");
    }

    public CompiledDefinition definition() {
        return definition;
    }

    /** By time. */
    public List<Event> events() {
        return events;
    }

    public long lastMicros() {
        return events.get(events.size() - 1).timeMicros();
    }

    private List<Event> read() {
        List<Event> all = new ArrayList<>();
        try (LogFile log = Logs.open(file(folder), ReadOptions.defaults())) {
            EventMapper mapper = new EventMapper(definition.definition(), log.source());
            log.read(new RowHandler() {
                @Override
                public void row(LogRow row) {
                    mapper.map(row, all::add, this::rejected);
                }

                @Override
                public void rejected(RejectedRow row) {
                    throw new AssertionError(row.message());
                }
            });
        }
        all.sort(Comparator.comparingLong(Event::timeMicros));
        return all;
    }

    /** What {@code sojourn run} makes of the same log, in {@code DATA}. */
    public void run(Path data) {
        String[] run = {
            "run", file(folder).toString(), "--definition", definitionFile().toString(), "--data", data.toString()
        };
        assertThat(Sojourn.execute(run)).isZero();
    }

    /** Sends something that is no event. */
    public void sendPoison(KafkaSettings kafka, List<byte[]> values) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            sendAll(
                    producer,
                    values.stream()
                            .map(v -> new ProducerRecord<>(kafka.events(), new byte[] {'k'}, v))
                            .toList());
        }
    }

    /** Sends events in order; returns when the broker has acknowledged each of them. */
    public void send(KafkaSettings kafka, List<Event> some) throws InterruptedException {
        EventJson json = EventJson.of(List.of(definition.definition()));
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            for (int i = 0; i < some.size(); i += BATCH) {
                List<ProducerRecord<byte[], byte[]>> records =
                        some.subList(i, Math.min(some.size(), i + BATCH)).stream()
                                .map(e -> new ProducerRecord<>(
                                        kafka.events(),
                                        (e.process() + "|" + e.caseId()).getBytes(StandardCharsets.UTF_8),
                                        json.write(e)))
                                .toList();
                sendAll(producer, records);
            }
        }
    }

    /** Says to each partition how late it is in the events' own time. */
    public void tick(KafkaSettings kafka, int partitions, long asOf) throws InterruptedException {
        List<ProducerRecord<byte[], byte[]>> ticks = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            ProducerRecord<byte[], byte[]> tick = new ProducerRecord<>(kafka.events(), i, new byte[0], new byte[0]);
            tick.headers().add("sojourn-heartbeat", new byte[0]);
            tick.headers().add("as_of", Long.toString(asOf).getBytes(StandardCharsets.UTF_8));
            ticks.add(tick);
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            sendAll(producer, ticks);
        }
    }

    private void sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        List<ProducerRecord<byte[], byte[]>> left = records;
        for (int tries = 0; !left.isEmpty(); tries++) {
            assertThat(tries)
                    .as("times that %d records were sent in vain", left.size())
                    .isLessThan(MOST_TRIES);
            List<Future<RecordMetadata>> answers =
                    left.stream().map(producer::send).toList();
            List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                try {
                    answers.get(i).get();
                } catch (ExecutionException nobodyKnows) {
                    again.add(left.get(i));
                    unknown++;
                }
            }
            left = again;
        }
    }

    /** Sends whose answer failed, so that they were done again. */
    public int unknown() {
        return unknown;
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        "acks", "all",
                        "delivery.timeout.ms", "30000",
                        "request.timeout.ms", "5000",
                        "max.request.size", "3000000")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
