package io.sojourn.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code sojourn cluster status} shows.
 *
 * @param trouble why the jobs can't be asked now, or null
 */
record ClusterStatus(
        String folder,
        String phase,
        String brokers,
        String flink,
        List<ProcessLine> processes,
        List<JobLine> jobs,
        String trouble) {

    record ProcessLine(String name, long pid, boolean runs, int restarts, int metricsPort) {}

    /**
     * A job.
     *
     * @param restarts by Flink itself, in this attempt
     * @param lastCheckpoint milliseconds since 1970, or 0
     * @param pending records that wait in the sources; -1 when no source says so
     */
    record JobLine(
            String name,
            String status,
            String flinkJob,
            int parallelism,
            int attempt,
            String restoredFrom,
            long restarts,
            long checkpoints,
            long failedCheckpoints,
            long lastCheckpoint,
            long checkpointMillis,
            long checkpointBytes,
            long pending,
            String error) {}

    static ClusterStatus of(ClusterFolder folder) {
        ClusterState state = folder.state()
                .orElseThrow(() -> new SojournException(
                        ErrorCode.NOT_FOUND,
                        "there is no cluster in " + folder.path(),
                        "Maybe start one with sojourn cluster up."));
        List<ProcessLine> processes = new ArrayList<>();
        processes.add(line(state.supervisor()));
        state.processes().forEach(p -> processes.add(line(p)));
        boolean runs = processes.get(0).runs();
        List<JobLine> jobs = new ArrayList<>();
        String trouble = null;
        FlinkRest rest = state.flink() == null || !runs
                ? null
                : new FlinkRest(Integer.parseInt(state.flink().replaceAll(".*:", "")));
        for (String name : folder.jobs()) {
            try {
                jobs.add(job(folder, name, rest));
            } catch (SojournException e) {
                // A JobManager that has just come back doesn't know its jobs yet: the supervisor's word is shown.
                trouble = e.code() == ErrorCode.NOT_FOUND ? trouble : e.fullMessage();
                jobs.add(job(folder, name, null));
            }
        }
        return new ClusterStatus(
                folder.path().toString(),
                runs ? state.phase() : "down",
                state.brokers(),
                state.flink(),
                processes,
                jobs,
                trouble);
    }

    private static ProcessLine line(ClusterState.Running p) {
        return new ProcessLine(p.name(), p.pid(), p.handle().isPresent(), p.restarts(), p.metricsPort());
    }

    private static JobLine job(ClusterFolder folder, String name, FlinkRest rest) {
        JobState state = folder.jobState(name);
        int parallelism = folder.wanted(name).orElseThrow().parallelism();
        String status = state.status();
        JsonNode checkpoints = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        long restarts = 0;
        long pending = -1;
        if (rest != null && state.flinkJob() != null) {
            JsonNode job = rest.get("/jobs/" + state.flinkJob());
            status = job.path("state").asText();
            checkpoints = rest.get("/jobs/" + state.flinkJob() + "/checkpoints");
            restarts = metric(rest, "/jobs/" + state.flinkJob() + "/metrics?get=numRestarts");
            pending = pending(rest, state.flinkJob(), job);
        }
        JsonNode last = checkpoints.path("latest").path("completed");
        return new JobLine(
                name,
                status,
                state.flinkJob(),
                parallelism,
                state.attempt(),
                state.restoredFrom(),
                Math.max(0, restarts),
                checkpoints.path("counts").path("completed").asLong(),
                checkpoints.path("counts").path("failed").asLong(),
                last.path("latest_ack_timestamp").asLong(),
                last.path("end_to_end_duration").asLong(),
                last.path("state_size").asLong(),
                pending,
                state.error());
    }

    private static long metric(FlinkRest rest, String path) {
        return (long) rest.get(path).path(0).path("value").asDouble(-1);
    }

    private static long pending(FlinkRest rest, String job, JsonNode details) {
        long sum = -1;
        for (JsonNode vertex : details.path("vertices")) {
            String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            Optional<String> name = pendingName(rest.get(path));
            if (name.isPresent()) {
                double value = rest.get(path + "?agg=sum&get=" + name.get())
                        .path(0)
                        .path("sum")
                        .asDouble(0);
                sum = Math.max(0, sum) + (long) value;
            }
        }
        return sum;
    }

    private static Optional<String> pendingName(JsonNode names) {
        for (JsonNode n : names) {
            String id = n.path("id").asText();
            if (id.endsWith(".pendingRecords")) {
                return Optional.of(java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
