package io.sojourn.stream.kafka;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topic of events as a stream. Guarantee: each record is read from the checkpoint's offsets on, in its partition's
 * order; none is passed over: what can't be an event goes to the sink of lane {@link Result.Lane#SOURCE}, and offsets
 * that retention has cut off stop the job. Heartbeats keep as_of going; they are written by the same job.
 */
final class KafkaEvents {
    static final TypeInformation<KafkaRow> ROW = new CodecTypeInformation<>(new KafkaRowCodec());

    private KafkaEvents() {}

    /** Adds source, stamps, heartbeats and the sink of what is rejected. */
    static DataStream<Event> read(
            StreamExecutionEnvironment env,
            KafkaSettings settings,
            EventRecords records,
            AsOf asOf,
            KafkaResults sinks) {
        int partitions = Topics.partitions(settings, settings.events())
                .orElseThrow(() -> new SojournException(
                        ErrorCode.NOT_FOUND,
                        "there is no topic " + settings.events() + " at " + settings.brokers() + ".",
                        "Maybe create it: --create-topics."));
        if (asOf == AsOf.APPENDED) {
            Topics.checkAppendTime(settings);
        }
        // A reader without a partition would hold as_of back for ever.
        int readers = Math.min(env.getParallelism(), partitions);
        SingleOutputStreamOperator<Event> events = env.fromSource(
                        source(settings, records), WatermarkStrategy.forGenerator(c -> new Seen()), "events", ROW)
                .uid("kafka-events")
                .setParallelism(readers)
                .transform("as-of", StreamJob.EVENT, new AsOfOperator(asOf))
                .uid("kafka-as-of")
                .setParallelism(readers);
        events.getSideOutput(AsOfOperator.REJECTED)
                .sinkTo(sinks.of(Result.Lane.SOURCE))
                .name("rejected")
                .uid("kafka-rejected")
                .setParallelism(readers);
        Heartbeats.add(env, settings, partitions);
        return events;
    }

    private static KafkaSource<KafkaRow> source(KafkaSettings settings, EventRecords records) {
        String name = "sojourn-" + records.firstProcess();
        return KafkaSource.<KafkaRow>builder()
                .setProperties(settings.with(Map.of("partition.discovery.interval.ms", "60000")))
                .setTopics(settings.events())
                .setGroupId(name)
                .setClientIdPrefix(name)
                .setStartingOffsets(new FromTheFront())
                .setDeserializer(records)
                .build();
    }

    /** One for each partition: tells that something of it was read. The source waits for all of its partitions. */
    private static final class Seen implements WatermarkGenerator<KafkaRow> {
        private long appended = Long.MIN_VALUE;

        @Override
        public void onEvent(KafkaRow row, long timestamp, WatermarkOutput output) {
            appended = Math.max(appended, row.appendedMicros());
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (appended != Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(appended));
            }
        }
    }
}
