package io.sojourn.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes one job what is wanted of it. A job that is wanted and that Flink doesn't know, because the JobManager that ran it is
 * gone or because it failed for good, is submitted again from the newest checkpoint or savepoint on disk. The name that Flink
 * will have for it is written down before: however this process ends, the same attempt never runs twice.
 */
final class JobKeeper {
    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LAST_DELAY = Duration.ofSeconds(30);
    private final ClusterFolder folder;
    private final String name;
    private final FlinkRest rest;
    private final Duration checkpointInterval;
    private final Consumer<String> log;
    private Duration delay = FIRST_DELAY;
    private long notBefore = System.nanoTime();

    JobKeeper(ClusterFolder folder, String name, FlinkRest rest, Duration checkpointInterval, Consumer<String> log) {
        this.folder = folder;
        this.name = name;
        this.rest = rest;
        this.checkpointInterval = checkpointInterval;
        this.log = log;
    }

    /** One look, and at most one step. */
    void look() {
        Optional<WantedJob> wanted = folder.wanted(name);
        if (wanted.isEmpty() || System.nanoTime() - notBefore < 0) {
            return;
        }
        JobState before = folder.jobState(name);
        try {
            JobState after = step(wanted.get(), before);
            save(before, after);
        } catch (SojournException e) {
            if (e.code() == ErrorCode.BUSY) {
                // The JobManager is starting: that is no news.
                return;
            }
            troubled(folder.jobState(name), wanted.get(), e);
        }
    }

    private void troubled(JobState state, WantedJob wanted, SojournException e) {
        log.accept("Job " + name + ": " + e.fullMessage());
        later();
        save(state, state.withError(e.fullMessage(), wanted.generation()));
    }

    private void later() {
        notBefore = System.nanoTime() + delay.toNanos();
        Duration twice = delay.multipliedBy(2);
        delay = twice.compareTo(LAST_DELAY) < 0 ? twice : LAST_DELAY;
    }

    private void save(JobState before, JobState after) {
        if (!after.equals(before)) {
            folder.write(name, after);
        }
    }

    private JobState step(WantedJob wanted, JobState state) {
        String status = status(state);
        if (status == null || ENDED.contains(status)) {
            return ended(wanted, state, status);
        }
        if (wanted.generation() > state.generation()) {
            return change(wanted, state.withStatus(status));
        }
        if (status.equals(JobState.RUNNING) && !status.equals(state.status())) {
            log.accept("Job " + name + " runs, with parallelism " + wanted.parallelism() + ".");
        }
        running(state);
        return state.withStatus(status);
    }

    private void running(JobState state) {
        delay = FIRST_DELAY;
        try {
            new Checkpoints(folder, name).prune(state.attempt());
        } catch (IOException e) {
            log.accept("Job " + name + ": old checkpoints can't be removed: " + e.getMessage());
        }
    }

    /** Flink's word for it; null when Flink doesn't know it. */
    private String status(JobState state) {
        for (JsonNode job : rest.get("/jobs").path("jobs")) {
            if (job.path("id").asText().equals(state.flinkJob())) {
                return job.path("status").asText();
            }
        }
        return null;
    }

    private JobState ended(WantedJob wanted, JobState state, String status) {
        boolean news = wanted.generation() > state.generation();
        if (!wanted.runs()) {
            return state.ended().carriedOut(wanted.generation());
        }
        if (!news && status != null && !status.equals("FAILED")) {
            // It came to its end, or someone cancelled it by Flink's own page.
            return state.withStatus(status);
        }
        if ("FAILED".equals(status)) {
            String failure = "it failed: " + failure(state.flinkJob());
            log.accept("Job " + name + ": " + failure);
            later();
            return submit(wanted, state.withError(failure, wanted.generation()));
        }
        return submit(wanted, state);
    }

    private String failure(String job) {
        String text = rest.get("/jobs/" + job + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText("no reason given");
        int cause = text.lastIndexOf("Caused by: ");
        return (cause < 0 ? text : text.substring(cause)).lines().findFirst().orElse("");
    }

    private JobState change(WantedJob wanted, JobState state) {
        String job = state.flinkJob();
        String target = new Checkpoints(folder, name)
                .savepoints(state.attempt())
                .toUri()
                .toString();
        switch (wanted.action()) {
            case SAVEPOINT -> {
                String path =
                        rest.savepoint(job, "savepoints", Map.of("target-directory", target, "cancel-job", false));
                log.accept("Job " + name + ": savepoint " + path + ".");
                return state.withSavepoint(path).carriedOut(wanted.generation());
            }
            case RUN, STOP -> {
                String path = rest.savepoint(job, "stop", Map.of("targetDirectory", target, "drain", false));
                log.accept("Job " + name + " stopped with savepoint " + path + ".");
                return state.withSavepoint(path);
            }
            case CANCEL -> rest.cancel(job);
        }
        return state;
    }

    private JobState submit(WantedJob wanted, JobState state) {
        Checkpoints checkpoints = new Checkpoints(folder, name);
        String from = checkpoints
                .newestWhole(damage -> log.accept("Job " + name + ": " + damage + "."))
                .map(Path::toUri)
                .map(Object::toString)
                .orElse(null);
        if (from == null && state.attempt() > 0) {
            log.accept("Job " + name + " has no checkpoint yet: it begins anew.");
        }
        JobState next = state.submitting(UUID.randomUUID().toString().replace("-", ""), from);
        folder.write(name, next);
        log.accept("Submitting job " + name + (from == null ? "." : " from " + from + "."));
        String jar = rest.upload(Path.of(wanted.jar()));
        try {
            rest.post("/jars/" + jar + "/run", run(wanted, next, checkpoints));
        } finally {
            rest.deleteJar(jar);
        }
        return next.withStatus(JobState.SUBMITTED).carriedOut(wanted.generation());
    }

    private Map<String, Object> run(WantedJob wanted, JobState state, Checkpoints checkpoints) {
        Map<String, Object> body = new HashMap<>();
        body.put("entryClass", wanted.mainClass());
        body.put("programArgsList", List.copyOf(wanted.arguments()));
        body.put("parallelism", wanted.parallelism());
        body.put("jobId", state.flinkJob());
        if (state.restoredFrom() != null) {
            body.put("savepointPath", state.restoredFrom());
            // The next attempt may need it again.
            body.put("claimMode", "NO_CLAIM");
        }
        body.put(
                "flinkConfiguration",
                Map.of(
                        "execution.checkpointing.dir",
                        checkpoints.checkpoints(state.attempt()).toUri().toString(),
                        "execution.checkpointing.savepoint-dir",
                        checkpoints.savepoints(state.attempt()).toUri().toString(),
                        "execution.checkpointing.interval",
                        checkpointInterval.toMillis() + "ms"));
        return body;
    }
}
