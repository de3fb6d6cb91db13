package io.sojourn.stream.kafka;

import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job of a cluster: events from Kafka, results to Kafka. Main class of the job's jar. */
public final class ClusterJob {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterJob.class);
    private static final int RESULT_PARTITIONS = 8;

    private ClusterJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments;
        try {
            arguments = JobArguments.parse(args);
        } catch (SojournException e) {
            // What a cluster shows of a failed submission is the first exception's message.
            throw new IllegalArgumentException(e.fullMessage(), e);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, arguments);
        env.execute("sojourn "
                + arguments.definitions().stream()
                        .map(d -> d.definition().process())
                        .collect(Collectors.joining(" ")));
    }

    /** Adds the whole job. */
    static void build(StreamExecutionEnvironment env, JobArguments arguments) {
        env.configure(defaults(env.getConfiguration()));
        if (arguments.parallelism() > 0) {
            env.setParallelism(arguments.parallelism());
        }
        if (arguments.createTopics()) {
            Topics.create(arguments.kafka(), arguments.partitions(), RESULT_PARTITIONS, arguments.replication())
                    .forEach(LOG::warn);
        }
        KafkaJob.build(
                env,
                arguments.definitions(),
                arguments.kafka(),
                arguments.asOf(),
                Optional.ofNullable(arguments.archive()),
                CaseKeyPlace.of(arguments.caseKeyFile()));
    }

    /** Where the cluster's configuration says nothing; no generic types and no operator without a uid in any case. */
    private static Configuration defaults(ReadableConfig given) {
        Configuration c = new Configuration();
        c.set(PipelineOptions.GENERIC_TYPES, false);
        c.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
        if (given.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).isEmpty()) {
            c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
            c.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofSeconds(5));
        }
        if (given.getOptional(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
                .isEmpty()) {
            c.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        return c;
    }
}
