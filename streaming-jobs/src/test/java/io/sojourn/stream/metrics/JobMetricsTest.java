package io.sojourn.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMetricsTest {
    private static final CountDownLatch CHECKPOINTED = new CountDownLatch(3);
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir
    private Path folder;

    @Test
    void figuresOfARunningJobAreThoseOfAllItsSubtasks() throws Exception {
        Configuration c = configuration();
        JobMetrics.reportFrom(c);
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build())) {
            cluster.start();
            cluster.submitJob(job(c).getStreamGraph().getJobGraph()).get();
            assertThat(CHECKPOINTED.await(60, TimeUnit.SECONDS)).isTrue();
            Map<String, Double> figures = figures();

            // Each of the two subtasks counts its first event late, anew after the restart.
            assertThat(figures).containsEntry("sojourn_events_late", 2.0);
            assertThat(figures.get("sojourn_events_in")).isPositive();
            assertThat(figures).containsEntry("sojourn_job_restarts", 1.0);
            assertThat(figures.get("sojourn_job_checkpoints_completed")).isGreaterThanOrEqualTo(1);
            assertThat(figures.get("sojourn_job_checkpoint_duration_seconds")).isBetween(0.0, 60.0);
            assertThat(figures).containsKeys("sojourn_job_state_bytes", "sojourn_job_checkpoint_bytes");
            assertThat(figures).doesNotContainKey("sojourn_job_watermark_seconds");
            assertThat(figures.size()).isLessThanOrEqualTo(JobMetric.values().length);
        }
        assertThat(JobMetrics.figures()).isEmpty();
    }

    @Test
    void namesOfOthersAreNotOurs() {
        assertThat(JobMetric.of("localhost_taskmanager_1_job_panes_0_numRecordsIn", "panes"))
                .isEmpty();
        assertThat(JobMetric.of("localhost_taskmanager_1_job_cases_0_numRecordsIn", null))
                .isEmpty();
        assertThat(JobMetric.of("localhost_taskmanager_1_job_cases_0_numRecordsInPerSecond", "cases"))
                .isEmpty();
        assertThat(JobMetric.of("localhost_taskmanager_1_job_source_0_sojourn_events_rejected", "source"))
                .contains(JobMetric.EVENTS_REJECTED);
    }

    @Test
    void watermarkIsSecondsAndMissingBeforeTheFirstAndAfterTheLast() {
        assertThat(JobMetric.WATERMARK
                        .figure(1_700_000_000_500_000d)
                        .orElseThrow()
                        .value())
                .isEqualTo(1_700_000_000.5);
        assertThat(JobMetric.WATERMARK.figure(Long.MIN_VALUE)).isEmpty();
        assertThat(JobMetric.WATERMARK.figure(Long.MAX_VALUE)).isEmpty();
    }

    private static Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        JobMetrics.figures().forEach(f -> figures.put(f.name(), f.value()));
        return figures;
    }

    private Configuration configuration() {
        Configuration c = new Configuration();
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        c.set(RestOptions.BIND_PORT, "0");
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        return c;
    }

    private static StreamExecutionEnvironment job(Configuration c) {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(c);
        env.setParallelism(2);
        env.fromSource(new NumberSequenceSource(1, Long.MAX_VALUE), WatermarkStrategy.noWatermarks(), "numbers")
                .rebalance()
                .map(new Late())
                .name("cases")
                .sinkTo(new DiscardingSink<>());
        return env;
    }

    /** Counts its first event late, and fails once, after a checkpoint. */
    private static final class Late extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;
        private transient Counter late;

        @Override
        public void open(OpenContext context) {
            late = getRuntimeContext().getMetricGroup().counter("sojourn_events_late");
        }

        @Override
        public Long map(Long number) {
            if (late.getCount() == 0) {
                late.inc();
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            if (FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("planted: after a checkpoint");
            }
            CHECKPOINTED.countDown();
        }
    }
}
