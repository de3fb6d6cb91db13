package io.sojourn.cli.e2e.harness;

import io.sojourn.cli.LogThroughTopics;
import io.sojourn.cli.cluster.BrokerProcess;
import io.sojourn.event.Event;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.kafka.AsOf;
import io.sojourn.stream.kafka.KafkaJob;
import io.sojourn.stream.kafka.KafkaSettings;
import io.sojourn.stream.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The job between topics of a broker that is killed while events go in and results come out, and comes back. */
final class BrokerRun implements Disturbance {
    private static final int PARTITIONS = 3;
    private final SampleLog log;
    private final int mostKills;

    BrokerRun(SampleLog log, int mostKills) {
        this.log = log;
        this.mostKills = mostKills;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Outcome run(long seed, Path folder) throws Exception {
        Random random = new Random(seed);
        Path calm = log.calm();
        Path data = folder.resolve("data");
        int kills = 1 + random.nextInt(mostKills);
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
            Topics.create(kafka, PARTITIONS, 4, (short) 1);
            LogThroughTopics topic = new LogThroughTopics(log.definition(), kafka, PARTITIONS);
            EmbeddedJob.Settings settings = new EmbeddedJob.Settings(
                    folder.resolve("checkpoints"), Duration.ofMillis(500), 1 + random.nextInt(2));
            try (EmbeddedJob job = EmbeddedJob.start(
                    settings, "the job", env -> KafkaJob.build(env, topic.definition(), kafka, AsOf.EVENTS))) {
                List<Event> events = topic.events(log.file());
                long asOf = events.get(events.size() - 1).timeMicros();
                CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                    topic.produce(events, new Random(seed));
                    topic.tick(asOf);
                });
                for (int i = 0; i < kills; i++) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
                    broker.kill();
                    broker.restart();
                }
                sent.get(5, TimeUnit.MINUTES);
                topic.fill(data, s -> s.asOf().isPresent() && s.asOf().getAsLong() == asOf);
                if (!job.isRunning()) {
                    throw new AssertionError("the job has ended");
                }
            }
        }
        return Outcome.of(kills, calm, data, Set.of("deliveries"), Set.of());
    }
}
