package io.sojourn.stream.mining;

import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.JobFailure;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where batch jobs run: in this process, or on a Flink cluster that is there. Jobs run one after the other. */
public final class MiningCluster implements AutoCloseable {
    private static final int MANAGED_MIB = 192;
    private static final int NETWORK_MIB = 128;

    private final Configuration configuration;
    private final int parallelism;
    private final MiniCluster embedded;

    private MiningCluster(Configuration configuration, int parallelism, MiniCluster embedded) {
        this.configuration = configuration;
        this.parallelism = parallelism;
        this.embedded = embedded;
    }

    /**
     * A cluster in this process. It takes 192 MiB for sorting and 128 MiB for exchange for each task, outside the heap.
     *
     * @param temporary folder for what doesn't fit into memory
     */
    public static MiningCluster embedded(int parallelism, Path temporary) {
        Configuration c = batch();
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes((long) MANAGED_MIB * parallelism));
        MemorySize network = MemorySize.ofMebiBytes((long) NETWORK_MIB * parallelism);
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        c.set(CoreOptions.TMP_DIRS, temporary.toAbsolutePath().toString());
        c.set(RestOptions.BIND_PORT, "0");
        c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        try {
            MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setConfiguration(c)
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(parallelism)
                    .build());
            cluster.start();
            return new MiningCluster(c, parallelism, cluster);
        } catch (Exception e) {
            throw JobFailure.of("starting the cluster", e);
        }
    }

    /**
     * A cluster of its own, asked by its REST address. It must see the log and the exchanged results under the same paths.
     *
     * @param jars with the job's classes, sent there
     */
    public static MiningCluster at(String host, int port, int parallelism, List<Path> jars) {
        Configuration c = batch();
        c.set(DeploymentOptions.TARGET, "remote");
        c.set(DeploymentOptions.ATTACHED, true);
        c.set(JobManagerOptions.ADDRESS, host);
        c.set(RestOptions.ADDRESS, host);
        c.set(RestOptions.PORT, port);
        c.set(PipelineOptions.JARS, jars.stream().map(j -> j.toUri().toString()).toList());
        return new MiningCluster(c, parallelism, null);
    }

    private static Configuration batch() {
        Configuration c = new Configuration();
        c.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        c.set(PipelineOptions.GENERIC_TYPES, false);
        c.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        c.set(PipelineOptions.OBJECT_REUSE, true);
        return c;
    }

    /** Runs a job to its end; fails as it failed. */
    void run(String name, EmbeddedJob.Graph graph) {
        try {
            StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
            env.setParallelism(parallelism);
            graph.build(env);
            if (embedded == null) {
                env.execute(name);
            } else {
                embedded.executeJobBlocking(env.getStreamGraph().getJobGraph());
            }
        } catch (Exception e) {
            throw JobFailure.of("the job \"" + name + "\"", e);
        }
    }

    @Override
    public void close() {
        if (embedded != null) {
            try {
                embedded.close();
            } catch (Exception e) {
                throw JobFailure.of("closing the cluster", e);
            }
        }
    }
}
