package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.feed.FeedState;
import io.sojourn.api.feed.ResultFeed;
import io.sojourn.api.ingest.KafkaEventSink;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.cli.cluster.BrokerProcess;
import io.sojourn.cli.e2e.KafkaLog;
import io.sojourn.cli.e2e.Said;
import io.sojourn.cli.e2e.StoreRows;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Event;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.Reading;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events through a real broker, the job, and the topics of results into a store. */
class KafkaStreamTest {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final List<byte[]> POISON = List.of(
            "{\"schema\":1,\"process\":17}".getBytes(StandardCharsets.UTF_8),
            "{\"schema\":99,\"process\":\"prior-authorization\"}".getBytes(StandardCharsets.UTF_8),
            "[[[[".repeat(2_000).getBytes(StandardCharsets.UTF_8),
            "\0\0\0".getBytes(StandardCharsets.UTF_8),
            "no JSON at all".getBytes(StandardCharsets.UTF_8),
            new byte[1_500_000]);

    private static final String REFERRAL =
            """
            process: referral
            attributes: {clinic: text}
            dimensions: [clinic]
            close: activity = 'SEEN'
            lateness: 1h
            queues:
              clinic: {enter: activity = 'SENT', leave: activity = 'SEEN', ages: [1h]}
            """;

    @TempDir
    private Path folder;

    private KafkaSettings kafka;
    private KafkaLog log;

    @Test
    void eventsThroughKafkaMakeTheTablesOfARunThoughTheJobCrashesTwice() throws Exception {
        log = KafkaLog.generate(folder, 120, 11);
        List<Event> events = log.events();
        int part = events.size() / 3;
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            assertThat(Topics.create(kafka, PARTITIONS, 4, (short) 1)).isEmpty();
            assertThat(Topics.create(kafka, PARTITIONS, 4, (short) 1))
                    .as("differences of topics that were just made")
                    .isEmpty();
            try (EmbeddedJob job = job(2, OFTEN, AsOf.EVENTS)) {
                log.sendPoison(kafka, POISON);
                log.send(kafka, withSomeTwice(events.subList(0, part)));
                fill(store -> count(store) == part);
                await().atMost(PATIENCE)
                        .until(() -> EmbeddedJob.newestCheckpoint(checkpoints()).isPresent());
                assertThat(job.isRunning()).isTrue();
            }
            // Never takes a checkpoint: all that it has said is of a lost time.
            try (EmbeddedJob job = job(1, NEVER, AsOf.EVENTS)) {
                log.send(kafka, withSomeTwice(events.subList(part, 2 * part)));
                fill(store -> count(store) == 2 * part);
                assertThat(job.isRunning()).isTrue();
            }
            try (EmbeddedJob job = job(3, OFTEN, AsOf.EVENTS)) {
                log.send(kafka, withSomeTwice(events.subList(2 * part, events.size())));
                log.tick(kafka, PARTITIONS, log.lastMicros());
                fill(store -> count(store) == events.size()
                        && store.asOf().isPresent()
                        && store.asOf().getAsLong() == log.lastMicros());
                assertThat(job.isRunning()).isTrue();
            }
        }
        assertHolds();
    }

    @Test
    @Tag("full")
    void asOfMovesOnWhenNothingHappensAndAfterTheBrokerWasAway() throws Exception {
        log = KafkaLog.generate(folder, 30, 11);
        List<Event> events = endingNow(log.events().subList(0, 40));
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            Topics.create(kafka, PARTITIONS, 2, (short) 1);
            try (EmbeddedJob job = job(2, OFTEN, AsOf.APPENDED);
                    Store store = open();
                    ResultFeed feed = feed(store)) {
                log.send(kafka, events.subList(0, 20));
                await().atMost(PATIENCE).until(() -> count(store) == 20);
                awaitAsOfAfter(store, store.asOf().orElse(0) + 2_000_000);

                broker.kill();
                await().atMost(PATIENCE).until(() -> feed.state().status() == FeedState.Status.WAITING);
                broker.restart();

                awaitAsOfAfter(store, store.asOf().orElse(0) + 2_000_000);
                log.send(kafka, events.subList(20, 40));
                long sent = System.currentTimeMillis() * 1000;
                await().atMost(PATIENCE).until(() -> count(store) == 40);
                // Closed before that, the store would be in the middle of what the last events make.
                awaitAsOfAfter(store, sent);
                assertThat(job.isRunning()).isTrue();
                assertThat(feed.state().status()).as(feed.state().message()).isEqualTo(FeedState.Status.READING);
            }
        }
        assertVerified();
    }

    @Test
    @Tag("full")
    void aProcessIsAddedByStartingTheJobWithItsDefinitionToo() throws Exception {
        log = KafkaLog.generate(folder, 30, 11);
        List<Event> events = log.events().subList(0, 60);
        CompiledDefinition referral = Definitions.compile("referral.yaml", REFERRAL);
        List<CompiledDefinition> both = List.of(log.definition(), referral);
        Path data = DataFolder.create(folder.resolve("fed")).root();
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            Topics.create(kafka, PARTITIONS, 2, (short) 1);
            try (EmbeddedJob job = job(2, OFTEN, AsOf.EVENTS)) {
                log.send(kafka, events.subList(0, 30));
                fill(store -> count(store) == 30);
                job.stopWithCheckpoint();
            }
            EmbeddedJob.Settings settings = new EmbeddedJob.Settings(checkpoints(), OFTEN, 1);
            List<ProcessDefinition> definitions =
                    both.stream().map(CompiledDefinition::definition).toList();
            try (EmbeddedJob job = EmbeddedJob.start(
                            settings, "the job", env -> KafkaJob.build(env, both, kafka, AsOf.EVENTS));
                    Store store = Store.open(data, both, StoreOptions.defaults());
                    ResultFeed feed = ResultFeed.start(
                            kafka.with(Map.of()),
                            kafka.results(),
                            definitions,
                            new StoreTarget(store),
                            InstantSource.system());
                    KafkaEventSink sink = new KafkaEventSink(kafka.with(Map.of()), kafka.events(), definitions)) {
                log.send(kafka, events.subList(30, 60));
                List<Event> referrals = referrals(20, events.get(0).timeMicros());
                sink.append(referrals);
                long last = Math.max(last(events), last(referrals));
                log.tick(kafka, PARTITIONS, last);
                await().atMost(PATIENCE)
                        .until(() -> count(store) == 80 && store.asOf().orElse(0) == last);
                assertThat(feed.state().status()).as(feed.state().message()).isEqualTo(FeedState.Status.READING);
                assertThat(StoreRows.of(
                                store, "SELECT process, count(*), count(clinic) FROM events GROUP BY 1 ORDER BY 1"))
                        .containsExactly("[prior-authorization, 60, 0]", "[referral, 20, 20]");
                assertThat(job.isRunning()).isTrue();
            }
        }
        assertVerified();
    }

    private static long last(List<Event> events) {
        return events.stream().mapToLong(Event::timeMicros).max().orElseThrow();
    }

    private static List<Event> referrals(int count, long begin) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String json = String.format(
                    "{\"schema\":1,\"process\":\"referral\",\"case_id\":\"c%d\",\"event_id\":\"r%d\",\"source\":\"r\","
                            + "\"activity\":\"%s\",\"time\":\"%s\",\"attributes\":{\"clinic\":\"C%d\"}}",
                    i / 2,
                    i,
                    i % 2 == 0 ? "SENT" : "SEEN",
                    Instant.EPOCH.plus(begin + i * 60_000_000L, ChronoUnit.MICROS),
                    i % 3);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            EventJson reader = EventJson.of(
                    List.of(Definitions.compile("referral.yaml", REFERRAL).definition()));
            Reading reading = reader.read(bytes, 0, bytes.length, new Origin("r", i, 0));
            events.add(((Reading.Accepted) reading).event());
        }
        return events;
    }

    private EmbeddedJob job(int parallelism, Duration checkpoints, AsOf asOf) {
        EmbeddedJob.Settings settings = new EmbeddedJob.Settings(checkpoints(), checkpoints, parallelism);
        return EmbeddedJob.start(settings, "the job", env -> KafkaJob.build(env, log.definition(), kafka, asOf));
    }

    private Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    private static List<Event> withSomeTwice(List<Event> events) {
        Random random = new Random(20_261_121);
        List<Event> all = new ArrayList<>();
        for (Event e : events) {
            all.add(e);
            if (random.nextInt(10) == 0) {
                all.add(e);
            }
        }
        return all;
    }

    /** The same work, as if it were done today: live events are not from long ago. */
    private static List<Event> endingNow(List<Event> events) {
        long shift = System.currentTimeMillis() * 1000
                - events.get(events.size() - 1).timeMicros();
        return events.stream()
                .map(e -> e.edit().timeMicros(e.timeMicros() + shift).event())
                .toList();
    }

    private static void awaitAsOfAfter(Store store, long micros) {
        await().atMost(PATIENCE).until(() -> store.asOf().orElse(0) > micros);
    }

    private static long count(Store store) throws SQLException {
        String count = StoreRows.of(store, "SELECT count(*) FROM events").get(0);
        return Long.parseLong(count.substring(1, count.length() - 1));
    }

    private Store open() {
        return Store.open(DataFolder.create(folder.resolve("fed")).root(), log.definition());
    }

    private ResultFeed feed(Store store) {
        return ResultFeed.start(
                kafka.with(Map.of()),
                kafka.results(),
                List.of(log.definition().definition()),
                new StoreTarget(store),
                InstantSource.system());
    }

    private interface Condition {
        boolean holds(Store store) throws SQLException;
    }

    /** Opens the store, feeds it until the condition holds, and closes it in the middle of what still comes. */
    private void fill(Condition condition) {
        try (Store store = open();
                ResultFeed feed = feed(store)) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(feed.state().status()).as(feed.state().message()).isNotEqualTo(FeedState.Status.FAILED);
                return condition.holds(store);
            });
        }
    }

    /** All events once, with the tables of a run of the same log. */
    private void assertHolds() throws SQLException {
        assertVerified();
        log.run(folder.resolve("run"));
        StoreRows.assertEqual(folder.resolve("fed"), folder.resolve("run"));
        try (Store fed = Store.openExisting(folder.resolve("fed"))) {
            assertThat(StoreRows.of(fed, "SELECT count(*) > 40 FROM cases WHERE closed_at IS NOT NULL"))
                    .containsExactly("[true]");
            assertThat(StoreRows.of(fed, "SELECT count(*), count(DISTINCT message) FROM rejected_events"))
                    .containsExactly("[" + POISON.size() + ", " + POISON.size() + "]");
            assertThat(StoreRows.of(fed, "SELECT sum(duplicates) > 20, sum(conflicts) FROM deliveries"))
                    .containsExactly("[true, 0]");
        }
    }

    private void assertVerified() {
        Said said = Said.by("verify", "--data", path("fed"));
        assertThat(said.code()).as(said.all()).isZero();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
