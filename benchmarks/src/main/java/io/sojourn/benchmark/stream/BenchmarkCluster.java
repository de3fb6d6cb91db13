package io.sojourn.benchmark.stream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster inside this process for one job, set as the embedded job's is, but for the state backend and failing at once. */
final class BenchmarkCluster implements AutoCloseable {
    private final MiniCluster cluster;
    private final Configuration configuration;
    private final Settings settings;
    private JobID job;

    /**
     * @param backend {@code hashmap} or {@code rocksdb}
     * @param parallelism of the keyed operators
     * @param checkpointInterval between checkpoints
     * @param folder for checkpoints and the backend's files
     */
    record Settings(String backend, int parallelism, Duration checkpointInterval, Path folder) {}

    BenchmarkCluster(Settings settings) throws Exception {
        this.settings = settings;
        this.configuration = configuration(settings);
        this.cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .build());
        cluster.start();
    }

    private static Configuration configuration(Settings settings) {
        Configuration c = new Configuration();
        boolean rocksdb = settings.backend().equals("rocksdb");
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(rocksdb ? 512 : 16));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        c.set(RestOptions.BIND_PORT, "0");
        c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        c.set(PipelineOptions.GENERIC_TYPES, false);
        c.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(StateBackendOptions.STATE_BACKEND, settings.backend());
        c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, rocksdb);
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        c.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, settings.checkpointInterval());
        c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        c.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                settings.folder()
                        .resolve("checkpoints")
                        .toAbsolutePath()
                        .toUri()
                        .toString());
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        c.setString(
                "state.backend.rocksdb.localdir",
                settings.folder().resolve("rocksdb").toAbsolutePath().toString());
        c.setString("io.tmp.dirs", settings.folder().toAbsolutePath().toString());
        return c;
    }

    /** Starts a job. */
    void start(Consumer<StreamExecutionEnvironment> graph) throws Exception {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
        env.setParallelism(settings.parallelism());
        graph.accept(env);
        job = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    }

    /** Waits for the end of the bounded job; fails as it failed. */
    void await() throws Exception {
        cluster.requestJobResult(job).get().toJobExecutionResult(BenchmarkCluster.class.getClassLoader());
    }

    /** How the job that has ended shared its work. */
    List<Shares> shares() throws Exception {
        return Shares.of(cluster.getExecutionGraph(job).get());
    }

    /** Takes a checkpoint now; returns when it is complete, with its folder. */
    Path checkpoint() throws Exception {
        return Path.of(URI.create(cluster.triggerCheckpoint(job).get()));
    }

    /** True while the job has neither ended nor failed. */
    boolean isRunning() throws Exception {
        return !cluster.getJobStatus(job).get().isGloballyTerminalState();
    }

    void cancel() throws Exception {
        cluster.cancelJob(job).get();
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
