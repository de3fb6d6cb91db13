package io.sojourn.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a cluster: what is wanted, what is, and what must survive. */
record ClusterFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    ClusterFolder {
        path = path.toAbsolutePath().normalize();
    }

    Path process(String name) {
        return path.resolve(name);
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** What the supervisor says. */
    Path log() {
        return path.resolve("supervisor.log");
    }

    Path job(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "\"" + name + "\" can't be the name of a job",
                    "Maybe letters, digits, '.', '_' and '-' only.");
        }
        return path.resolve("jobs").resolve(name);
    }

    Path checkpoints(String job) {
        return path.resolve("checkpoints").resolve(job);
    }

    Path savepoints(String job) {
        return path.resolve("savepoints").resolve(job);
    }

    /** Names of the jobs that were ever submitted, in order. */
    List<String> jobs() {
        Path jobs = path.resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(jobs)) {
            return all.filter(p -> Files.exists(p.resolve("wanted.json")))
                    .map(p -> p.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw broken(jobs, "read", e);
        }
    }

    Optional<ClusterState> state() {
        return read(path.resolve("cluster.json"), ClusterState.class);
    }

    void write(ClusterState state) {
        write(path.resolve("cluster.json"), state);
    }

    Optional<WantedJob> wanted(String job) {
        return read(job(job).resolve("wanted.json"), WantedJob.class);
    }

    void want(String job, WantedJob wanted) {
        write(job(job).resolve("wanted.json"), wanted);
    }

    JobState jobState(String job) {
        return read(job(job).resolve("job.json"), JobState.class).orElse(JobState.NEW);
    }

    void write(String job, JobState state) {
        write(job(job).resolve("job.json"), state);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), type));
        } catch (IOException e) {
            throw broken(file, "read", e);
        }
    }

    /** Readers see the old text or the new one, never a part. */
    private static void write(Path file, Object value) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, JSON.writeValueAsBytes(value));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw broken(file, "write", e);
        }
    }

    private static SojournException broken(Path file, String action, IOException e) {
        return new SojournException(ErrorCode.BROKEN, "can't " + action + " " + file + ": " + e, null, e);
    }
}
