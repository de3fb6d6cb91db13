package io.sojourn.cli.e2e.harness;

import static org.awaitility.Awaitility.await;

import io.sojourn.cli.LogThroughTopics;
import io.sojourn.cli.e2e.Api;
import io.sojourn.cli.e2e.RunningCluster;
import io.sojourn.event.Event;
import io.sojourn.mining.format.EventJson;
import io.sojourn.stream.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The job on a cluster of processes, with the API that takes its events and has its results: the broker, the JobManager,
 * TaskManagers and the API are killed, up to three together, while a producer posts. The supervisor starts them again. The
 * events come shuffled and repeated, so many are late: their cases are handed over to the batch engine on the way.
 */
final class ClusterRun implements Disturbance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PARTITIONS = 3;
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_TOGETHER = 3;
    private static final int MOST_PAUSE = 50;
    private static final List<String> VICTIMS =
            List.of("taskmanager-1", "taskmanager-2", "jobmanager", "broker", "api");
    private final SampleLog log;

    ClusterRun(SampleLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public Outcome run(long seed, Path folder) throws Exception {
        Random random = new Random(seed);
        Path calm = log.calm();
        try (RunningCluster cluster = RunningCluster.start(folder.resolve("cluster"), log.definition())) {
            cluster.submit("--as-of", "events", "--partitions", Integer.toString(PARTITIONS));
            LogThroughTopics topics =
                    new LogThroughTopics(log.definition(), KafkaSettings.of(cluster.brokers()), PARTITIONS);
            List<Event> events = topics.events(log.file());
            int kills = post(cluster, json(topics, events), random);
            topics.tick(events.get(events.size() - 1).timeMicros());
            try {
                await("all is told")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(2))
                        .ignoreExceptions()
                        .until(() -> isAllTold(cluster.api(), events));
            } catch (ConditionTimeoutException e) {
                cluster.down();
                throw new AssertionError(e.getMessage() + " " + compare(calm, cluster.data(), kills), e);
            }
            cluster.down();
            return compare(calm, cluster.data(), kills);
        }
    }

    private static List<String> json(LogThroughTopics topics, List<Event> events) {
        EventJson json = EventJson.of(List.of(topics.definition().definition()));
        return events.stream()
                .map(e -> new String(json.write(e), StandardCharsets.UTF_8))
                .toList();
    }

    /** Posts everything; rounds of kills begin when so many events are acknowledged. */
    private static int post(RunningCluster cluster, List<String> events, Random random) throws InterruptedException {
        int[] at = random.ints(1L + random.nextInt(MOST_ROUNDS), 1, events.size())
                .sorted()
                .toArray();
        int kills = 0;
        try (Producer producer = new Producer(events, MOST_PAUSE, new Random(random.nextLong()))) {
            producer.to(cluster::api);
            producer.start();
            for (int round : at) {
                awaitAcknowledged(producer, round);
                kills += kill(cluster, random);
            }
            awaitAcknowledged(producer, events.size());
        }
        return kills;
    }

    private static void awaitAcknowledged(Producer producer, int events) {
        await("events are acknowledged").atMost(PATIENCE).until(() -> producer.acknowledged() >= events);
    }

    /** Kills some, one soon after the other; mostly waits until a job that a JobManager took with it is back. */
    private static int kill(RunningCluster cluster, Random random) throws InterruptedException {
        List<String> victims = new ArrayList<>(VICTIMS);
        Collections.shuffle(victims, random);
        victims = victims.subList(0, 1 + random.nextInt(MOST_TOGETHER));
        int attempt = cluster.attempt();
        int kills = 0;
        for (String victim : victims) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            kills += cluster.kill(victim) ? 1 : 0;
        }
        System.out.println(Instant.now() + " killed " + victims);
        if (victims.contains("jobmanager") && random.nextInt(4) > 0) {
            cluster.awaitAttemptAfter(attempt);
        }
        return kills;
    }

    private static boolean isAllTold(Api api, List<Event> events) {
        Instant last = Instant.EPOCH.plus(events.get(events.size() - 1).timeMicros(), ChronoUnit.MICROS);
        return Instant.parse(api.get("health").get("as_of").asText()).equals(last)
                && api.verify().get("clean").asBoolean();
    }

    private static Outcome compare(Path calm, Path data, int kills) throws Exception {
        // What came late, and how often, is what differs on purpose.
        return Outcome.of(kills, calm, data, Set.of("deliveries"), Set.of("late"));
    }
}
