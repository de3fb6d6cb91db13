package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.sink.StoreSinks;
import io.sojourn.stream.source.SpoolProgress;
import io.sojourn.stream.source.SpoolSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job over a spool on a small cluster, stopped with a savepoint or run to its end; results go to a {@link TableModel}. */
final class SavepointJob {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final CompiledDefinition definition;
    private final Path spool;
    private final TableModel model;

    /**
     * How one start runs.
     *
     * @param backend {@code hashmap} or {@code rocksdb}
     * @param from folder of the savepoint to go on from, or null
     */
    record Start(String backend, int parallelism, Path from) {}

    SavepointJob(CompiledDefinition definition, Path spool, TableModel model) {
        this.definition = definition;
        this.spool = spool;
        this.model = model;
    }

    /** Runs until so many events of the spool are read, then stops; the savepoint's folder. */
    Path untilSavepoint(Start start, long events, Path savepoints) throws Exception {
        try (MiniCluster cluster = cluster(start);
                Handover handover = new Handover()) {
            JobID job = submit(cluster, start, handover, false);
            Instant end = Instant.now().plus(PATIENCE);
            while (SpoolProgress.of(spool).events() < events || !allRun(cluster, job)) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("read " + SpoolProgress.of(spool).events() + " of " + events);
                }
                LockSupport.parkNanos(5_000_000);
            }
            String path = cluster.stopWithSavepoint(
                            job, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
                    .get();
            return Path.of(java.net.URI.create(path));
        }
    }

    /** A savepoint needs all tasks. */
    private static boolean allRun(MiniCluster cluster, JobID job) throws Exception {
        for (var vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Runs until the end of the spool. */
    void untilEnd(Start start) throws Exception {
        try (MiniCluster cluster = cluster(start);
                Handover handover = new Handover()) {
            JobID job = submit(cluster, start, handover, true);
            cluster.requestJobResult(job).get().toJobExecutionResult(SavepointJob.class.getClassLoader());
        }
    }

    private static Configuration configuration(Start start) {
        Configuration c = new Configuration();
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        c.set(RestOptions.BIND_PORT, "0");
        c.set(PipelineOptions.GENERIC_TYPES, false);
        c.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(StateBackendOptions.STATE_BACKEND, start.backend());
        // Small state is then in the savepoint's one file, which names no other.
        c.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        return c;
    }

    private static MiniCluster cluster(Start start) throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(start))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(start.parallelism())
                .build());
        cluster.start();
        return cluster;
    }

    private JobID submit(MiniCluster cluster, Start start, Handover handover, boolean bounded) throws Exception {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration(start));
        env.setParallelism(start.parallelism());
        var events = env.fromSource(
                        new SpoolSource(spool, bounded, 0, 20),
                        WatermarkStrategy.noWatermarks(),
                        "spool",
                        StreamJob.PACKED_EVENT)
                .uid("spool")
                .setParallelism(1);
        StreamJob.buildPacked(
                env,
                StreamJob.Rules.of(definition),
                events,
                new StoreSinks(handover.name, EpochClock.SYSTEM),
                new StreamJob.Start(start.from() != null, EpochClock.SYSTEM));
        JobGraph graph = env.getStreamGraph().getJobGraph();
        if (start.from() != null) {
            graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(start.from().toUri().toString(), false));
        }
        return cluster.submitJob(graph).get().getJobID();
    }

    /** Takes the results of all writers. */
    private final class Handover implements ResultConsumer, AutoCloseable {
        private final String name = "savepoint-job-" + System.identityHashCode(this);

        Handover() {
            Handovers.register(name, this);
        }

        @Override
        public void accept(List<Result> results) {
            synchronized (model) {
                results.forEach(model::apply);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            Handovers.remove(name);
        }
    }
}
