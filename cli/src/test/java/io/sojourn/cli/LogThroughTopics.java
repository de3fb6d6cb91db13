package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.feed.FeedState;
import io.sojourn.api.feed.ResultFeed;
import io.sojourn.api.store.Store;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A log on its way through a broker: its events into the topic, and the topics of results into a store. */
public final class LogThroughTopics {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private final CompiledDefinition definition;
    private final KafkaSettings kafka;
    private final int partitions;

    public LogThroughTopics(Path definition, KafkaSettings kafka, int partitions) {
        this.definition = Definitions.load(definition);
        this.kafka = kafka;
        this.partitions = partitions;
    }

    public CompiledDefinition definition() {
        return definition;
    }

    /** Events of a log in the order of their times. */
    public List<Event> events(Path log) {
        List<Event> events = new ArrayList<>();
        try (LogFile file = Logs.open(log, ReadOptions.defaults())) {
            EventMapper mapper = new EventMapper(definition.definition(), file.source());
            file.read(new RowHandler() {
                @Override
                public void row(LogRow row) {
                    mapper.map(row, events::add, this::rejected);
                }

                @Override
                public void rejected(RejectedRow row) {
                    throw new AssertionError(row.message());
                }
            });
        }
        events.sort(Comparator.comparingLong(Event::timeMicros));
        return events;
    }

    /** Sends them in order, some twice; returns when the broker has acknowledged all. */
    public void produce(List<Event> events, Random random) {
        EventJson json = EventJson.of(List.of(definition.definition()));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Event e : events) {
                byte[] key = (e.process() + "|" + e.caseId()).getBytes(StandardCharsets.UTF_8);
                for (int n = random.nextInt(10) == 0 ? 2 : 1; n > 0; n--) {
                    producer.send(new ProducerRecord<>(kafka.events(), key, json.write(e)));
                }
            }
        }
    }

    /** How late it is, after the last event. */
    public void tick(long asOf) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < partitions; i++) {
                ProducerRecord<byte[], byte[]> tick = new ProducerRecord<>(kafka.events(), i, new byte[0], new byte[0]);
                tick.headers().add("sojourn-heartbeat", new byte[0]);
                tick.headers().add("as_of", Long.toString(asOf).getBytes(StandardCharsets.UTF_8));
                producer.send(tick);
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                kafka.with(Map.of("acks", "all", "delivery.timeout.ms", "300000", "max.block.ms", "300000")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Opens the store, feeds it until the condition holds, and closes it in the middle of what still comes. */
    public void fill(Path folder, Predicate<Store> condition) {
        try (Store store = Store.open(DataFolder.create(folder).root(), definition);
                ResultFeed feed = ResultFeed.start(
                        kafka.with(Map.of()),
                        kafka.results(),
                        List.of(definition.definition()),
                        new StoreTarget(store),
                        InstantSource.system())) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(feed.state().status()).as(feed.state().message()).isNotEqualTo(FeedState.Status.FAILED);
                return condition.test(store);
            });
        }
    }
}
