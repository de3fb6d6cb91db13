package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.cli.Sojourn;
import io.sojourn.event.Event;
import io.sojourn.stream.kafka.KafkaSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    @AfterEach
    void down() {
        assertThat(cluster("down")).isZero();
    }

    @Test
    void whatTheBrokerAcknowledgedIsInTheStoreOnceWhoeverIsKilled() throws Exception {
        log = KafkaLog.generate(folder, 300, 12);
        assertThat(cluster("up", "--api", log.definitionFile().toString())).isZero();
        kafka = KafkaSettings.of(state().path("brokers").asText());
        submit();
        List<Event> events = log.events();
        int part = events.size() / (VICTIMS.size() + 1);
        for (int i = 0; i < VICTIMS.size(); i++) {
            disturb(VICTIMS.get(i), events.subList(i * part, (i + 1) * part), i * part);
        }
        log.send(kafka, events.subList(VICTIMS.size() * part, events.size()));
        log.tick(kafka, PARTITIONS, log.lastMicros());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> micros(api()) == log.lastMicros());
        assertThat(stored()).isEqualTo(events.size());
        System.out.println("sends that had to be repeated: " + log.unknown());
        checkFigures();
        checkArchive(events.size());

        assertThat(cluster("down")).isZero();
        Path fed = folder.resolve("cluster/api/data");
        assertThat(Sojourn.execute("verify", "--data", fed.toString())).isZero();
        log.run(folder.resolve("run"));
        StoreRows.assertEqual(fed, folder.resolve("run"));
    }

    private void submit() {
        assertThat(cluster(
                        "submit",
                        "--definition",
                        log.definitionFile().toString(),
                        "--",
                        "--as-of",
                        "events",
                        "--partitions",
                        Integer.toString(PARTITIONS),
                        "--archive",
                        folder.resolve("cluster/api/data/archive").toUri().toString()))
                .isZero();
    }

    /** Kills while events are sent; says how long it takes until those that were sent afterwards are in the store too. */
    private void disturb(String victims, List<Event> part, int before) throws Exception {
        int half = part.size() / 2;
        int attempt = job().path("attempt").asInt();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(part.subList(0, half)));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> stored() > before);
        long begun = System.nanoTime();
        for (String victim : victims.split(" ")) {
            kill(victim);
        }
        sending.get();
        if (victims.contains("jobmanager")) {
            // The tasks of a dead JobManager go on for some seconds: what they still do is no recovery.
            await().atMost(PATIENCE)
                    .until(() -> job().path("attempt").asInt() > attempt
                            && job().path("status").asText().equals("RUNNING"));
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

    private JsonNode job() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("cluster/jobs/prior-authorization/job.json")
                        .toFile());
    }

    private void send(List<Event> part) {
        try {
            log.send(kafka, part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long stored() throws IOException {
        return api().number("SELECT count(*) FROM events");
    }

    private static long micros(Api api) {
        return java.time.temporal.ChronoUnit.MICROS.between(java.time.Instant.EPOCH, api.asOf());
    }

    private Api api() throws IOException {
        return new Api(process("api").path("metricsPort").asInt());
    }

    /** The figures of docs/reference/metrics.md that a TaskManager shows. */
    private void checkFigures() throws Exception {
        String prefix = "flink_taskmanager_job_task_operator_";
        List<String> texts = new ArrayList<>();
        for (String name : List.of("taskmanager-1", "taskmanager-2")) {
            int port = process(name).path("metricsPort").asInt();
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
        await().atMost(PATIENCE).ignoreExceptions().until(() -> api().number(distinct) == events);
    }

    private int cluster(String command, String... more) {
        List<String> all = new ArrayList<>(
                List.of("cluster", command, "--dir", folder.resolve("cluster").toString()));
        all.addAll(List.of(more));
        return Sojourn.execute(all.toArray(String[]::new));
    }

    private void kill(String name) throws IOException {
        ProcessHandle victim =
                ProcessHandle.of(process(name).path("pid").asLong()).orElseThrow();
        assertThat(victim.destroyForcibly()).isTrue();
        victim.onExit().join();
    }

    private JsonNode process(String name) throws IOException {
        return Api.find(state().path("processes"), "name", name);
    }

    private JsonNode state() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("cluster/cluster.json").toFile());
    }
}
