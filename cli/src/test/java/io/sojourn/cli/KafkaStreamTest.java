package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.feed.FeedState;
import io.sojourn.api.feed.ResultFeed;
import io.sojourn.api.store.Store;
import io.sojourn.cli.cluster.BrokerProcess;
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
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.kafka.AsOf;
import io.sojourn.stream.kafka.KafkaJob;
import io.sojourn.stream.kafka.KafkaSettings;
import io.sojourn.stream.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events through a real broker, the job, and the topics of results into a store. */
class KafkaStreamTest {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<byte[]> POISON = List.of(
            "{\"schema\":1,\"process\":17}".getBytes(StandardCharsets.UTF_8),
            "{\"schema\":99,\"process\":\"prior-authorization\"}".getBytes(StandardCharsets.UTF_8),
            "[[[[".repeat(2_000).getBytes(StandardCharsets.UTF_8),
            "\0\0\0".getBytes(StandardCharsets.UTF_8),
            "no JSON at all".getBytes(StandardCharsets.UTF_8),
            new byte[1_500_000]);

    @TempDir
    private Path folder;

    private final Random random = new Random(20_261_121);
    private KafkaSettings kafka;
    private CompiledDefinition definition;

    @Test
    void eventsThroughKafkaAreInTheStoreOnceWithTheFactsOfTheBatchEngine() throws Exception {
        generate();
        List<Event> events = events();
        long asOf = events.get(events.size() - 1).timeMicros();
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            assertThat(Topics.create(kafka, PARTITIONS, 4, (short) 1)).isEmpty();
            assertThat(Topics.create(kafka, PARTITIONS, 4, (short) 1))
                    .as("differences of topics that were just made")
                    .isEmpty();
            EmbeddedJob.Settings settings =
                    new EmbeddedJob.Settings(folder.resolve("checkpoints"), Duration.ofMillis(500), 2);
            try (EmbeddedJob job = EmbeddedJob.start(
                    settings, "the job", env -> KafkaJob.build(env, definition, kafka, AsOf.EVENTS))) {
                produce(events.subList(0, events.size() / 2), 0);
                fill(store -> rows(store, "SELECT count(*) FROM events")
                        .get(0)
                        .equals("[" + distinct(events.subList(0, events.size() / 2)) + "]"));
                produce(events.subList(events.size() / 2, events.size()), asOf);
                fill(store -> store.asOf().isPresent() && store.asOf().getAsLong() == asOf);
                assertThat(job.isRunning()).isTrue();
            }
        }
        assertHolds(events);
    }

    @Test
    void asOfMovesOnWhenNothingHappensAndAfterTheBrokerWasAway() throws Exception {
        generate();
        List<Event> events = endingNow(events().subList(0, 40));
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            Topics.create(kafka, PARTITIONS, 2, (short) 1);
            EmbeddedJob.Settings settings =
                    new EmbeddedJob.Settings(folder.resolve("checkpoints"), Duration.ofMillis(500), 2);
            try (EmbeddedJob job = EmbeddedJob.start(
                            settings, "the job", env -> KafkaJob.build(env, definition, kafka, AsOf.APPENDED));
                    Store store =
                            Store.open(DataFolder.create(folder.resolve("fed")).root(), definition);
                    ResultFeed feed = feed(store)) {
                produce(events.subList(0, 20), 0);
                awaitStored(store, distinct(events.subList(0, 20)));
                awaitAsOfAfter(store, store.asOf().orElse(0) + 2_000_000);

                broker.kill();
                await().atMost(PATIENCE).until(() -> feed.state().status() == FeedState.Status.WAITING);
                broker.restart();

                awaitAsOfAfter(store, store.asOf().orElse(0) + 2_000_000);
                produce(events.subList(20, 40), 0);
                awaitStored(store, distinct(events));
                assertThat(job.isRunning()).isTrue();
                assertThat(feed.state().status()).as(feed.state().message()).isEqualTo(FeedState.Status.READING);
            }
        }
        assertThat(Sojourn.execute("verify", "--data", path("fed"))).isZero();
    }

    /** The same work, as if it were done today: live events are not from long ago. */
    private static List<Event> endingNow(List<Event> events) {
        long shift = System.currentTimeMillis() * 1000
                - events.get(events.size() - 1).timeMicros();
        return events.stream()
                .map(e -> new Event(
                        e.process(),
                        e.caseId(),
                        e.eventId(),
                        e.source(),
                        e.sequence(),
                        e.operation(),
                        e.corrects(),
                        e.version(),
                        e.activity(),
                        e.lifecycle(),
                        e.timeMicros() + shift,
                        e.resource(),
                        e.resourceKind(),
                        e.team(),
                        e.queue(),
                        e.outcome(),
                        e.exception(),
                        e.reason(),
                        e.instance(),
                        e.related(),
                        e.receivedMicros(),
                        e.attributes()))
                .toList();
    }

    private static void awaitAsOfAfter(Store store, long micros) {
        await().atMost(PATIENCE).until(() -> store.asOf().orElse(0) > micros);
    }

    private static void awaitStored(Store store, long events) {
        await().atMost(PATIENCE)
                .until(() -> rows(store, "SELECT count(*) FROM events").get(0).equals("[" + events + "]"));
    }

    private ResultFeed feed(Store store) {
        return ResultFeed.start(
                kafka.with(Map.of()),
                kafka.results(),
                List.of(definition.definition()),
                new StoreTarget(store),
                InstantSource.system());
    }

    private void generate() {
        String[] generate = {"generate", "--cases", "300", "--seed", "11", "--out", path("log.csv")};
        assertThat(Sojourn.execute(generate)).isZero();
        definition = Definitions.load(folder.resolve("prior-authorization.yaml"));
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        try (LogFile log = Logs.open(folder.resolve("log.csv"), ReadOptions.defaults())) {
            EventMapper mapper = new EventMapper(definition.definition(), log.source());
            log.read(new RowHandler() {
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

    private static long distinct(List<Event> events) {
        return events.stream()
                .map(e -> e.caseId() + "/" + e.eventId())
                .distinct()
                .count();
    }

    /** Sends them in order, some twice, poison between them; and at the end how late it is, where {@code asOf} isn't 0. */
    private void produce(List<Event> events, long asOf) {
        EventJson json = EventJson.of(List.of(definition.definition()));
        Properties p = kafka.with(Map.of("acks", "all", "max.request.size", "3000000"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events.size(); i++) {
                Event e = events.get(i);
                byte[] key = (e.process() + "|" + e.caseId()).getBytes(StandardCharsets.UTF_8);
                for (int n = random.nextInt(10) == 0 ? 2 : 1; n > 0; n--) {
                    producer.send(new ProducerRecord<>(kafka.events(), key, json.write(e)));
                }
                if (asOf == 0 && i % 100 == 0 && i / 100 < POISON.size()) {
                    producer.send(new ProducerRecord<>(kafka.events(), key, POISON.get(i / 100)));
                }
            }
            for (int i = 0; asOf > 0 && i < PARTITIONS; i++) {
                ProducerRecord<byte[], byte[]> tick = new ProducerRecord<>(kafka.events(), i, new byte[0], new byte[0]);
                tick.headers().add("sojourn-heartbeat", new byte[0]);
                tick.headers().add("as_of", Long.toString(asOf).getBytes(StandardCharsets.UTF_8));
                producer.send(tick);
            }
        }
    }

    private interface Condition {
        boolean holds(Store store) throws SQLException;
    }

    /** Opens the store, feeds it until the condition holds, and closes it in the middle of what still comes. */
    private void fill(Condition condition) {
        try (Store store = Store.open(DataFolder.create(folder.resolve("fed")).root(), definition);
                ResultFeed feed = feed(store)) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(feed.state().status()).as(feed.state().message()).isNotEqualTo(FeedState.Status.FAILED);
                return condition.holds(store);
            });
        }
    }

    /** All events once, and of them the facts that the batch engine makes. */
    private void assertHolds(List<Event> events) throws SQLException {
        assertThat(Sojourn.execute("verify", "--data", path("fed"))).isZero();
        List<String> expected = events.stream()
                .map(e -> List.of(e.caseId(), e.eventId(), e.activity(), e.lifecycle(), e.timeMicros(), false)
                        .toString())
                .sorted()
                .toList();
        try (Store fed = Store.openExisting(folder.resolve("fed"))) {
            assertThat(rows(fed, "SELECT case_id, event_id, activity, lifecycle, epoch_us(time), late FROM events"))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(rows(fed, "SELECT count(*) > 100 FROM cases WHERE closed_at IS NOT NULL"))
                    .containsExactly("[true]");
            assertThat(rows(fed, "SELECT count(*), count(DISTINCT message) FROM rejected_events"))
                    .containsExactly("[" + POISON.size() + ", " + POISON.size() + "]");
            assertThat(rows(fed, "SELECT sum(duplicates) > 20, sum(conflicts) FROM deliveries"))
                    .containsExactly("[true, 0]");
        }
    }

    private static List<String> rows(Store store, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            while (r.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.add(r.getObject(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
