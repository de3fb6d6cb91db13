package io.sojourn.stream;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.stream.metrics.JobMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job on a Flink cluster inside this process. Checkpoints stay on disk: after a kill the next start goes on from
 * the newest one that is whole.
 */
public final class EmbeddedJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedJob.class);
    private final MiniCluster cluster;
    private final JobID id;

    private EmbeddedJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /**
     * How to run it.
     *
     * @param checkpoints folder of the checkpoints
     * @param interval between checkpoints, and at least between the end of one and the next
     * @param parallelism of the keyed operators
     */
    public record Settings(Path checkpoints, Duration interval, int parallelism) {}

    /** Adds sources, operators and sinks to the environment. */
    public interface Graph {
        void build(StreamExecutionEnvironment env);
    }

    /** Starts the cluster and the job; it goes on from the newest checkpoint there is, if any. */
    public static EmbeddedJob start(Settings settings, String name, Graph graph) {
        Configuration c = configuration(settings);
        try {
            Files.createDirectories(settings.checkpoints());
            MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setConfiguration(c)
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(settings.parallelism())
                    .build());
            cluster.start();
            try {
                StreamExecutionEnvironment env = new StreamExecutionEnvironment(c);
                env.setParallelism(settings.parallelism());
                graph.build(env);
                JobGraph job = env.getStreamGraph().getJobGraph();
                Optional<Path> checkpoint = newestCheckpoint(settings.checkpoints());
                checkpoint.ifPresent(path ->
                        job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path.toString(), false)));
                deleteOthers(settings.checkpoints(), checkpoint);
                JobID id = cluster.submitJob(job).get().getJobID();
                return new EmbeddedJob(cluster, id);
            } catch (Exception e) {
                cluster.close();
                throw e;
            }
        } catch (Exception e) {
            throw JobFailure.of(name, e);
        }
    }

    private static Configuration configuration(Settings settings) {
        Configuration c = new Configuration();
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        c.set(RestOptions.BIND_PORT, "0");
        c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        c.set(PipelineOptions.GENERIC_TYPES, false);
        c.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.interval());
        c.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, settings.interval());
        c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        c.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                settings.checkpoints().toAbsolutePath().toUri().toString());
        c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        c.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
        JobMetrics.reportFrom(c);
        return c;
    }

    /**
     * The newest completed checkpoint of any job in the folder that is whole. Where there are some and none is whole that is a
     * failure: a job that began with nothing would lose what its source doesn't have any more.
     */
    public static Optional<Path> newestCheckpoint(Path folder) {
        List<Path> all = checkpoints(folder);
        for (Path checkpoint : all) {
            Optional<String> damage = WholeCheckpoint.damage(checkpoint);
            if (damage.isEmpty()) {
                return Optional.of(checkpoint);
            }
            LOG.warn("the checkpoint {} is damaged, taking the one before: {}", checkpoint, damage.get());
        }
        if (!all.isEmpty()) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "none of " + all.size() + " checkpoints is whole, the newest is " + all.get(0),
                    "Maybe restore " + folder
                            + " from a copy; where all events are in a file that is read from its front, remove it.");
        }
        return Optional.empty();
    }

    /** Each start has a folder of its own: those of earlier ones go, but for the one that this start goes on from. */
    private static void deleteOthers(Path checkpoints, Optional<Path> kept) throws IOException {
        List<Path> jobs;
        try (Stream<Path> folders = Files.list(checkpoints)) {
            jobs = folders.filter(f -> kept.isEmpty() || !kept.get().startsWith(f))
                    .toList();
        }
        for (Path job : jobs) {
            FileUtils.deleteFileOrDirectory(job.toFile());
        }
    }

    private static List<Path> checkpoints(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(p -> p.getFileName().toString().equals("_metadata"))
                    .map(Path::getParent)
                    .sorted(Comparator.comparing(EmbeddedJob::written).reversed())
                    .toList();
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't read " + folder + ": " + e.getMessage(), null, e);
        }
    }

    private static long written(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(checkpoint.resolve("_metadata")).toMillis();
        } catch (IOException e) {
            return Long.MIN_VALUE;
        }
    }

    /** True while the job is neither finished nor failed. */
    public boolean isRunning() {
        try {
            JobStatus status = cluster.getJobStatus(id).get();
            return !status.isGloballyTerminalState();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | IllegalStateException e) {
            // The job is unknown, or the cluster is closing: it doesn't run.
            return false;
        }
    }

    /** Waits for the end of a bounded job; fails as the job failed. */
    public void await() {
        try {
            JobResult result = cluster.requestJobResult(id).get();
            result.toJobExecutionResult(EmbeddedJob.class.getClassLoader());
        } catch (Exception e) {
            throw JobFailure.of("the job", e);
        }
    }

    /** Stops the job after a last checkpoint from which the next start goes on. */
    public void stopWithCheckpoint() {
        try {
            cluster.triggerCheckpoint(id).get();
            cluster.cancelJob(id).get();
        } catch (Exception e) {
            throw JobFailure.of("stopping the job", e);
        }
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw JobFailure.of("closing the cluster", e);
        }
    }
}
