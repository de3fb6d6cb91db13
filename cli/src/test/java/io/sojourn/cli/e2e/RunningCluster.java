package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.cli.Sojourn;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code sojourn cluster up} with its API, and one job: broker, JobManager, two TaskManagers and API, each a process that can
 * be killed and that the supervisor starts again. Closing it ends all of them.
 */
public final class RunningCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String READY = "ready";
    private final Path folder;
    private final ChildProcess supervisor;
    private final List<Path> definitions;
    private String job;

    private RunningCluster(Path folder, ChildProcess supervisor, List<Path> definitions) {
        this.folder = folder;
        this.supervisor = supervisor;
        this.definitions = definitions;
    }

    /**
     * Starts all but the job.
     *
     * @param folder its own; need not exist
     */
    public static RunningCluster start(Path folder, Path... definitions) {
        List<String> command = new ArrayList<>(List.of("cluster", "up", "--foreground", "--dir", folder.toString()));
        for (Path definition : definitions) {
            command.addAll(List.of("--api", definition.toString()));
        }
        ChildProcess supervisor = ChildProcess.sojourn(folder.resolve("supervisor"), command.toArray(String[]::new));
        RunningCluster cluster = new RunningCluster(folder, supervisor, List.of(definitions));
        try {
            supervisor.awaitThat(
                    "the cluster is ready",
                    () -> cluster.json("cluster.json").path("phase").asText().equals(READY));
            return cluster;
        } catch (RuntimeException | Error e) {
            supervisor.close();
            throw e;
        }
    }

    /** Submits the job of the definitions, and waits until it runs. */
    public void submit(String... arguments) throws IOException {
        List<String> more = new ArrayList<>();
        definitions.forEach(definition -> more.addAll(List.of("--definition", definition.toString())));
        more.add("--");
        more.addAll(List.of(arguments));
        assertThat(command("submit", more.toArray(String[]::new))).isZero();
        try (Stream<Path> jobs = Files.list(folder.resolve("jobs"))) {
            job = jobs.findFirst().orElseThrow().getFileName().toString();
        }
    }

    public String brokers() {
        return json("cluster.json").path("brokers").asText();
    }

    /** That of the API, also after it was started again: each start has a key of its own, told soon after the port is open. */
    public Api api() {
        Path server = data().resolve("server.json");
        await("the API says its key")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Api.JSON.readTree(server.toFile()).path("pid").asLong()
                        == process("api").path("pid").asLong());
        return Api.over(data());
    }

    /** What {@code cluster.json} says of a process. */
    JsonNode process(String name) {
        return Api.find(json("cluster.json").path("processes"), "name", name);
    }

    /** How often the job was submitted. */
    public int attempt() {
        return state().path("attempt").asInt();
    }

    /** Waits until a later attempt than this runs. The tasks of a dead JobManager go on for some seconds: that is no recovery. */
    public void awaitAttemptAfter(int attempt) {
        await("the job is submitted again")
                .atMost(PATIENCE)
                .until(() ->
                        attempt() > attempt && state().path("status").asText().equals("RUNNING"));
    }

    private JsonNode state() {
        return json("jobs/" + job + "/job.json");
    }

    /** SIGKILL; false when it wasn't there. */
    public boolean kill(String name) {
        JsonNode process = process(name);
        ProcessHandle victim = ProcessHandle.of(process.path("pid").asLong()).orElse(null);
        if (victim == null || !victim.destroyForcibly()) {
            return false;
        }
        victim.onExit().join();
        return true;
    }

    /** The API's data folder. */
    public Path data() {
        return folder.resolve("api/data");
    }

    /** An orderly end. */
    public void down() {
        assertThat(command("down")).isZero();
        supervisor.exitCode();
    }

    private int command(String name, String... more) {
        List<String> all = new ArrayList<>(List.of("cluster", name, "--dir", folder.toString()));
        all.addAll(List.of(more));
        return Sojourn.execute(all.toArray(String[]::new));
    }

    private JsonNode json(String file) {
        try {
            return Api.JSON.readTree(folder.resolve(file).toFile());
        } catch (FileNotFoundException notYet) {
            return Api.JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
