package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product's job on a real cluster, whose processes are killed while it works. */
@Tag("full")
class ClusterStreamTest {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private KafkaSettings kafka;
    private CompiledDefinition definition;

    @AfterEach
    void down() {
        assertThat(Sojourn.execute("cluster", "down", "--dir", path("cluster"))).isZero();
    }

    @Test
    void factsAreThoseOfTheBatchEngineThoughJobManagerBrokerAndTaskManagerWereKilled() throws Exception {
        generate();
        List<Event> events = events();
        assertThat(Sojourn.execute("cluster", "up", "--dir", path("cluster"))).isZero();
        kafka = KafkaSettings.of(state().path("brokers").asText());
        assertThat(Sojourn.execute(
                        "cluster",
                        "submit",
                        "--dir",
                        path("cluster"),
                        "--definition",
                        path("prior-authorization.yaml"),
                        "--",
                        "--as-of",
                        "events",
                        "--partitions",
                        Integer.toString(PARTITIONS)))
                .isZero();
        int part = events.size() / 4;
        List<String> victims = List.of("jobmanager", "broker", "taskmanager-1");
        for (int i = 0; i < victims.size(); i++) {
            produce(events.subList(i * part, (i + 1) * part));
            long sent = distinct(events.subList(0, (i + 1) * part));
            fill(store -> number(store, "SELECT count(*) FROM events") == sent);
            kill(victims.get(i));
        }
        produce(events.subList(victims.size() * part, events.size()));
        long asOf = events.get(events.size() - 1).timeMicros();
        tick(asOf);
        fill(store -> store.asOf().isPresent() && store.asOf().getAsLong() == asOf);

        assertThat(Sojourn.execute("verify", "--data", path("fed"))).isZero();
        try (Store fed = Store.openExisting(folder.resolve("fed"))) {
            assertThat(number(fed, "SELECT count(*) FROM events")).isEqualTo(distinct(events));
            assertThat(number(fed, "SELECT count(*) FROM cases WHERE closed_at IS NOT NULL"))
                    .isGreaterThan(100);
        }
    }

    private void generate() {
        assertThat(Sojourn.execute("generate", "--cases", "300", "--seed", "12", "--out", path("log.csv")))
                .isZero();
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

    private void produce(List<Event> events) {
        EventJson json = EventJson.of(List.of(definition.definition()));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Event e : events) {
                byte[] key = (e.process() + "|" + e.caseId()).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(kafka.events(), key, json.write(e)));
            }
        }
    }

    /** How late it is, after the last event. */
    private void tick(long asOf) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < PARTITIONS; i++) {
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

    private interface Condition {
        boolean holds(Store store) throws SQLException;
    }

    private void fill(Condition condition) {
        try (Store store = Store.open(DataFolder.create(folder.resolve("fed")).root(), definition);
                ResultFeed feed = ResultFeed.start(
                        kafka.with(Map.of()),
                        kafka.results(),
                        List.of(definition.definition()),
                        new StoreTarget(store),
                        InstantSource.system())) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(feed.state().status()).as(feed.state().message()).isNotEqualTo(FeedState.Status.FAILED);
                return condition.holds(store);
            });
        }
    }

    private static long number(Store store, String sql) throws SQLException {
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            assertThat(r.next()).isTrue();
            return r.getLong(1);
        }
    }

    private void kill(String name) throws IOException {
        for (JsonNode p : state().path("processes")) {
            if (p.path("name").asText().equals(name)) {
                ProcessHandle victim = ProcessHandle.of(p.path("pid").asLong()).orElseThrow();
                assertThat(victim.destroyForcibly()).isTrue();
                victim.onExit().join();
            }
        }
    }

    private JsonNode state() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("cluster/cluster.json").toFile());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
