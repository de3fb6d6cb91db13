package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.feed.FeedState;
import io.sojourn.api.store.Store;
import io.sojourn.cli.cluster.BrokerProcess;
import io.sojourn.cli.e2e.KafkaLog;
import io.sojourn.cli.e2e.StoreRows;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.kafka.AsOf;
import io.sojourn.stream.kafka.KafkaJob;
import io.sojourn.stream.kafka.KafkaSettings;
import io.sojourn.stream.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a definition on their way from an API's process to a job, and to other stores, by a real broker. */
class KafkaVersionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private KafkaSettings kafka;
    private KafkaLog log;
    private List<Event> events;

    @Test
    void aVersionThatIsPutIsInTheJobThatCrashesAndInAStoreThatIsFilledAnew() throws Exception {
        log = KafkaLog.generate(folder, 60, 11);
        events = log.events();
        int half = events.size() / 2;
        int most = events.size() * 3 / 4;
        CompiledDefinition second = version(2);
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            assertThat(Topics.create(kafka, 2, 2, (short) 1)).isEmpty();
            poisonDefinitions();
            try (EmbeddedJob job = job(2)) {
                try (KafkaApi api = api("fed", half)) {
                    log.send(kafka, events.subList(0, half));
                    awaitEvents(api, half);
                    assertThat(api.desk.put(second, false).number()).isEqualTo(2);
                    assertThat(api.desk.put(second, false).number()).isEqualTo(2);
                    // Knows nothing of what was put: learns it when the first result of it comes.
                    try (KafkaApi other = api("other", half)) {
                        api.events.append(withWard(events.subList(half, most)));
                        awaitEvents(api, most);
                        awaitEvents(other, most);
                        assertThat(other.store.history().newest().number()).isEqualTo(2);
                    }
                }
                await().atMost(PATIENCE).until(() -> EmbeddedJob.newestCheckpoint(folder.resolve("checkpoints"))
                        .isPresent());
                assertThat(job.isRunning()).isTrue();
            }
            dieBetweenStoreAndTopic();
            try (EmbeddedJob job = job(1);
                    KafkaApi fed = api("fed", half);
                    KafkaApi anew = api("anew", half)) {
                fed.desk.exchange();
                assertThat(inTopic()).containsExactly(1, 2, 3);
                fed.events.append(withWard(events.subList(most, events.size())));
                log.tick(kafka, 2, log.lastMicros());
                for (KafkaApi api : List.of(fed, anew)) {
                    awaitEvents(api, events.size());
                    await().atMost(PATIENCE).until(() -> api.store.asOf().orElse(0) == log.lastMicros());
                    api.desk.exchange();
                }
                assertThat(job.isRunning()).isTrue();
            }
        }
        assertHolds();
    }

    private void assertHolds() throws SQLException {
        for (String name : List.of("fed", "anew")) {
            assertThat(Sojourn.execute("verify", "--data", folder.resolve(name).toString()))
                    .as(name)
                    .isZero();
        }
        StoreRows.assertEqual(folder.resolve("fed"), folder.resolve("anew"));
        try (Store store = Store.openExisting(folder.resolve("anew"))) {
            assertThat(StoreRows.of(store, "SELECT version, count(*) > 5 FROM cases GROUP BY version ORDER BY version"))
                    .containsExactly("[1, true]", "[2, true]");
            assertThat(StoreRows.of(store, "SELECT count(*) FROM events WHERE ward = 'icu'"))
                    .containsExactly("[" + (events.size() - events.size() / 2) + "]");
            assertThat(StoreRows.of(store, "SELECT source, position, code FROM rejected_events ORDER BY position"))
                    .containsExactly(
                            "[kafka:sojourn-definitions-0, 0, bad_value]",
                            "[kafka:sojourn-definitions-0, 1, missing_value]");
        }
    }

    /** A version that only the store has: its process died before it was told. */
    private void dieBetweenStoreAndTopic() {
        try (Store store = Store.openExisting(folder.resolve("fed"))) {
            Instant afterAll = instant(events.size() - 1).plusSeconds(1);
            store.put(DefinitionVersion.from(version(3), afterAll), afterAll);
        }
        assertThat(inTopic()).containsExactly(1, 2);
    }

    private List<Integer> inTopic() {
        List<Integer> numbers = new ArrayList<>();
        try (DefinitionTopic topic = kafka.definitions()) {
            topic.read(entry -> {
                if (entry.version() != null) {
                    numbers.add(entry.version().number());
                }
            });
        }
        return numbers;
    }

    private void poisonDefinitions() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = kafka.results().definitions();
            producer.send(new ProducerRecord<>(topic, bytes("x/1"), bytes("no JSON")))
                    .get();
            producer.send(new ProducerRecord<>(topic, bytes("x/2"), null)).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private EmbeddedJob job(int parallelism) {
        EmbeddedJob.Settings settings = new EmbeddedJob.Settings(folder.resolve("checkpoints"), OFTEN, parallelism);
        return EmbeddedJob.start(settings, "the job", env -> KafkaJob.build(env, log.definition(), kafka, AsOf.EVENTS));
    }

    /** One whose clock says the time of an event. */
    private KafkaApi api(String name, int event) {
        Path data = DataFolder.create(folder.resolve(name)).root();
        return new KafkaApi(data, log.definition(), kafka, () -> instant(event));
    }

    private Instant instant(int event) {
        return Instant.EPOCH.plus(events.get(event).timeMicros(), ChronoUnit.MICROS);
    }

    private static void awaitEvents(KafkaApi api, int count) {
        await().atMost(PATIENCE).until(() -> {
            FeedState state = api.feed.state();
            assertThat(state.status()).as(state.message()).isNotEqualTo(FeedState.Status.FAILED);
            return StoreRows.of(api.store, "SELECT count(*) FROM events").equals(List.of("[" + count + "]"));
        });
    }

    /** Another attribute, and figures split by it. */
    private CompiledDefinition version(int number) {
        String text = log.definition()
                .definition()
                .text()
                .replace("version: 1\n", "version: " + number + "\n")
                .replaceFirst("( +service_date: time[^\n]*\n)", "$1  ward: text\n")
                .replace("service_line, team]", "service_line, team, ward]");
        return Definitions.compile("next.yaml", text);
    }

    private static List<Event> withWard(List<Event> some) {
        List<Event> all = new ArrayList<>();
        for (Event e : some) {
            Object[] attributes = Arrays.copyOf(e.attributes(), e.attributes().length + 1);
            attributes[attributes.length - 1] = "icu";
            all.add(e.edit().attributes(attributes).event());
        }
        return all;
    }
}
