package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.cli.Sojourn;
import io.sojourn.event.Event;
import io.sojourn.stream.kafka.KafkaSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product's job on a real cluster, with the API that {@code cluster up --api} starts. Each process is killed while events
 * are on their way; what the broker has acknowledged is in the store once, and all facts are those of {@code sojourn run}.
 */
@Tag("full")
class ClusterStreamTest {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> VICTIMS =
            List.of("taskmanager-1", "jobmanager", "broker", "api", "jobmanager broker", "taskmanager-2 api");

    @TempDir
    private Path folder;

    private KafkaSettings kafka;
    private KafkaLog log;
    private RunningCluster cluster;

    @AfterEach
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatTheBrokerAcknowledgedIsInTheStoreOnceWhoeverIsKilled() throws Exception {
        log = KafkaLog.generate(folder, 300, 12);
        Path further =
                Files.writeString(folder.resolve("claim.yaml"), "process: claim\nclose_after: 1d\nlateness: 1h\n");
        cluster = RunningCluster.start(folder.resolve("cluster"), log.definitionFile(), further);
        assertThat(cluster.api().get("processes").path("processes")).hasSize(2);
        kafka = KafkaSettings.of(cluster.brokers());
        submit();
        List<Event> events = log.events();
        int part = events.size() / (VICTIMS.size() + 1);
        for (int i = 0; i < VICTIMS.size(); i++) {
            disturb(VICTIMS.get(i), events.subList(i * part, (i + 1) * part), i * part);
        }
        log.send(kafka, events.subList(VICTIMS.size() * part, events.size()));
        log.tick(kafka, PARTITIONS, log.lastMicros());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> micros(cluster.api()) == log.lastMicros());
        // SQL reads a snapshot, which may be a little older than the answers of the other resources.
        await().atMost(PATIENCE).ignoreExceptions().until(() -> stored() == events.size());
        System.out.println("sends that had to be repeated: " + log.unknown());
        checkFigures();
        checkArchive(events.size());

        cluster.down();
        assertThat(Sojourn.execute("verify", "--data", cluster.data().toString()))
                .isZero();
        log.run(folder.resolve("run"));
        StoreRows.assertEqual(cluster.data(), folder.resolve("run"));
    }

    private void submit() throws IOException {
        cluster.submit(
                "--as-of",
                "events",
                "--partitions",
                Integer.toString(PARTITIONS),
                "--archive",
                cluster.data().resolve("archive").toUri().toString());
    }

    /** Kills while events are sent; says how long it takes until those that were sent afterwards are in the store too. */
    private void disturb(String victims, List<Event> part, int before) throws Exception {
        int half = part.size() / 2;
        int attempt = cluster.attempt();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(part.subList(0, half)));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> stored() > before);
        long begun = System.nanoTime();
        for (String victim : victims.split(" ")) {
            assertThat(cluster.kill(victim)).as(victim).isTrue();
        }
        sending.get();
        if (victims.contains("jobmanager")) {
            cluster.awaitAttemptAfter(attempt);
        }
        send(part.subList(half, part.size()));
        await(victims + " is back")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stored() == before + part.size());
        System.out.println(String.format(
                Locale.ROOT,
                "killed %s: all %,d events are in the store after %.1f s, load %.1f",
                victims,
                before + part.size(),
                (System.nanoTime() - begun) / 1e9,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    private void send(List<Event> part) {
        try {
            log.send(kafka, part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long stored() {
        return cluster.api().number("SELECT count(*) FROM events");
    }

    private static long micros(Api api) {
        return java.time.temporal.ChronoUnit.MICROS.between(java.time.Instant.EPOCH, api.asOf());
    }

    /** The figures of docs/reference/metrics.md that a TaskManager shows. */
    private void checkFigures() throws Exception {
        String prefix = "flink_taskmanager_job_task_operator_";
        List<String> texts = new ArrayList<>();
        for (String name : List.of("taskmanager-1", "taskmanager-2")) {
            int port = cluster.process(name).path("metricsPort").asInt();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            texts.add(HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body());
        }
        String all = String.join("\n", texts);
        for (String figure : List.of("accepted", "late", "duplicate", "conflicting", "rejected")) {
            assertThat(all).contains("\n" + prefix + "sojourn_events_" + figure + "{");
        }
        assertThat(all).contains("\n" + prefix + "numRecordsIn{", "\n" + prefix + "currentInputWatermark{");
    }

    /** A file is finished by the checkpoint after it. */
    private void checkArchive(int events) {
        String distinct = "SELECT count(*) FROM (SELECT DISTINCT case_id, source, event_id FROM archived_events)";
        await().atMost(PATIENCE).ignoreExceptions().until(() -> cluster.api().number(distinct) == events);
    }
}
