package io.sojourn.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.cli.Sojourn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole cluster by its commands, with {@link CountingJob}: whatever is killed, each number is counted exactly once. */
@Tag("full")
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private ClusterFolder cluster;
    private List<ProcessHandle> started;

    @BeforeEach
    void up() {
        cluster = new ClusterFolder(folder.resolve("cluster"));
        assertThat(sojourn("up")).isZero();
        started = processes();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        started = new ArrayList<>(started);
        started.addAll(processes());
        assertThat(sojourn("down")).isZero();
        assertThat(started).hasSizeGreaterThanOrEqualTo(5).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void nothingIsLostWhoeverIsKilled() throws Exception {
        try (Numbers numbers = new Numbers(state().brokers())) {
            submit();
            numbers.awaitProgress();
            for (String victim : List.of("taskmanager-1", "jobmanager", "broker", "taskmanager-2", "jobmanager")) {
                awaitCheckpoint();
                long begun = System.nanoTime();
                int attempt = cluster.jobState("counting").attempt();
                kill(victim);
                awaitNewAttempt(victim, attempt);
                numbers.awaitProgress();
                System.out.println("killed the " + victim + "; results again after "
                        + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            }
            System.out.println(numbers.check() + " numbers counted");
            assertThat(sojourn("status")).isZero();
        }
        assertThat(cluster.jobState("counting").attempt()).isEqualTo(3);
    }

    @Test
    void aJobGoesOnWithMoreAndLessTasksAndAfterTheWholeClusterEnded() throws Exception {
        try (Numbers numbers = new Numbers(state().brokers())) {
            submit();
            numbers.awaitProgress();
            assertThat(sojourn("rescale", "--parallelism", "3")).isZero();
            numbers.awaitProgress();
            assertThat(sojourn("rescale", "--parallelism", "1")).isZero();
            numbers.awaitProgress();
            assertThat(sojourn("savepoint")).isZero();
            assertThat(Path.of(URI.create(cluster.jobState("counting").savepoint())))
                    .exists();
            assertThat(sojourn("stop")).isZero();
            submit();
            numbers.awaitProgress();
            awaitCheckpoint();

            assertThat(sojourn("down")).isZero();
            assertThat(sojourn("up")).isZero();
            numbers.awaitProgress();
            System.out.println(numbers.check() + " numbers counted");
        }
    }

    @Test
    void whenTheSupervisorIsKilledAllEndAndTheNextOneGoesOn() throws Exception {
        try (Numbers numbers = new Numbers(state().brokers())) {
            submit();
            numbers.awaitProgress();
            awaitCheckpoint();
            state().supervisor().handle().orElseThrow().destroyForcibly();
            await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));

            assertThat(sojourn("up")).isZero();
            numbers.awaitProgress();
            System.out.println(numbers.check() + " numbers counted");
        }
    }

    @Test
    void aBrokerThatDiesWhileASubmissionWaitsIsStartedAgain() throws Exception {
        try (Numbers numbers = new Numbers(state().brokers())) {
            CompletableFuture<Void> submission = CompletableFuture.runAsync(() -> submit(WaitingJob.class));
            Path job = cluster.job("counting");
            await().atMost(PATIENCE).until(() -> Files.exists(job.resolve("waits")));
            long dead = pid("broker");
            kill("broker");

            await().atMost(PATIENCE).until(() -> pid("broker") != dead);
            assertThat(submission).isNotDone();
            Files.createFile(job.resolve("go"));
            submission.get();
            numbers.awaitProgress();
            System.out.println(numbers.check() + " numbers counted");
        }
    }

    @Test
    void aJobGoesOnFromTheCheckpointBeforeTheNewestThatIsDamaged() throws Exception {
        try (Numbers numbers = new Numbers(state().brokers())) {
            submit();
            numbers.awaitProgress();
            awaitCheckpoint();
            Checkpoints checkpoints = new Checkpoints(cluster, "counting");
            await().atMost(PATIENCE).until(() -> checkpoints.newestFirst().count() > 1);
            assertThat(sojourn("down")).isZero();
            List<Path> all = checkpoints.newestFirst().toList();
            Files.write(all.get(0).resolve("_metadata"), new byte[100]);

            assertThat(sojourn("up")).isZero();
            numbers.awaitProgress();
            assertThat(cluster.jobState("counting").restoredFrom())
                    .isEqualTo(all.get(1).toUri().toString());
            System.out.println(numbers.check() + " numbers counted");
        }
    }

    private long pid(String name) {
        return state().processes().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private int sojourn(String command, String... more) {
        List<String> all = new ArrayList<>(
                List.of("cluster", command, "--dir", cluster.path().toString()));
        all.addAll(Arrays.asList(more));
        return Sojourn.execute(all.toArray(String[]::new));
    }

    private ClusterState state() {
        return cluster.state().orElseThrow();
    }

    private List<ProcessHandle> processes() {
        return Leftovers.living(state());
    }

    private void kill(String name) {
        ProcessHandle victim = state().processes().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow()
                .handle()
                .orElseThrow();
        started = new ArrayList<>(started);
        started.add(victim);
        victim.destroyForcibly();
        victim.onExit().join();
    }

    /** The tasks of a dead JobManager go on for some seconds: what they still do is no recovery. */
    private void awaitNewAttempt(String victim, int before) {
        if (victim.equals("jobmanager")) {
            await().atMost(PATIENCE).until(() -> {
                JobState now = cluster.jobState("counting");
                return now.attempt() > before && now.status().equals(JobState.RUNNING);
            });
        }
    }

    /** One that this attempt made itself. */
    private void awaitCheckpoint() {
        await().atMost(PATIENCE).until(() -> {
            int attempt = cluster.jobState("counting").attempt();
            return new Checkpoints(cluster, "counting")
                    .newest()
                    .filter(p -> p.startsWith(new Checkpoints(cluster, "counting").checkpoints(attempt)))
                    .isPresent();
        });
    }

    private void submit() {
        submit(CountingJob.class);
    }

    private void submit(Class<?> job) {
        Path definition = folder.resolve("definition.yaml");
        try {
            Files.writeString(definition, "process: counting\n");
            submit(definition, job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submit(Path definition, Class<?> job) throws IOException {
        int code = sojourn(
                "submit", "--definition", definition.toString(), "--jar", jar().toString(), "--class", job.getName());
        assertThat(code).isZero();
    }

    /** The product's jar, with the counting job. */
    private Path jar() throws IOException {
        Path jar = folder.resolve("counting.jar");
        Files.deleteIfExists(jar);
        Files.copy(Jars.job(), jar);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            for (String name : List.of("CountingJob", "CountingJob$Count", "WaitingJob")) {
                String entry = "/io/sojourn/cli/cluster/" + name + ".class";
                Files.createDirectories(zip.getPath(entry).getParent());
                try (InputStream in = CountingJob.class.getResourceAsStream(entry)) {
                    Files.copy(in, zip.getPath(entry));
                }
            }
        }
        return jar;
    }
}
