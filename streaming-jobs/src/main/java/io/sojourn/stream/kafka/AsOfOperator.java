package io.sojourn.stream.kafka;

import io.sojourn.event.Event;
import io.sojourn.fact.Result;
import io.sojourn.stream.StreamJob;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Stamps each event with the as_of at which it is read, and tells as_of.
 *
 * <p>In: rows of partitions, each in its order. State: as_of of each partition, for ever, kept by all subtasks: a
 * partition may come to another one. Out: events stamped with as_of of their partition, rejected rows aside, and as
 * watermark the least as_of of the partitions that this subtask reads, in microseconds.
 *
 * <p>Promise: an event's stamp depends on its partition alone, so it is the same at every replay and parallelism.
 *
 * <p>Which partitions are read here is known when the source's own watermark comes: it is the least over all partitions
 * that the source has been given, so it comes only after a row of each; its value isn't used.
 */
final class AsOfOperator extends AbstractStreamOperator<Event> implements OneInputStreamOperator<KafkaRow, Event> {
    static final OutputTag<Result> REJECTED = new OutputTag<>("rejected", StreamJob.RESULT);
    private static final long serialVersionUID = 1L;
    private static final long SKEW_MICROS = 300_000_000L;

    private final AsOf mode;
    private transient Map<Integer, Long> stamps;
    private transient Set<Integer> read;
    private transient ListState<long[]> kept;
    private transient long told;
    private transient Counter events;
    private transient Counter rejected;
    private transient Counter heartbeats;
    private transient Counter ahead;

    AsOfOperator(AsOf mode) {
        this.mode = mode;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        stamps = new HashMap<>();
        read = new HashSet<>();
        told = Long.MIN_VALUE;
        kept = context.getOperatorStateStore()
                .getUnionListState(
                        new ListStateDescriptor<>("as-of", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        if (context.isRestored()) {
            for (long[] pair : kept.get()) {
                stamps.merge((int) pair[0], pair[1], Math::max);
            }
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup().addGroup("sojourn");
        events = group.counter("events_in");
        rejected = group.counter("events_rejected");
        heartbeats = group.counter("heartbeats");
        ahead = group.counter("events_ahead_of_clock");
        group.gauge(
                "as_of_lag_ms",
                () -> told == Long.MIN_VALUE
                        ? 0L
                        : getProcessingTimeService().getCurrentProcessingTime() - told / 1000);
    }

    @Override
    public void processElement(StreamRecord<KafkaRow> element) {
        KafkaRow row = element.getValue();
        read.add(row.partition());
        long stamp = stamps.merge(row.partition(), time(row), Math::max);
        if (row.event() != null) {
            events.inc();
            if (mode == AsOf.APPENDED && row.event().timeMicros() > stamp + SKEW_MICROS) {
                ahead.inc();
            }
            output.collect(new StreamRecord<>(row.event(), stamp));
        } else if (row.rejected() != null) {
            rejected.inc();
            output.collect(REJECTED, new StreamRecord<>(row.rejected(), stamp));
        } else {
            heartbeats.inc();
        }
    }

    /** What a row says of its partition's as_of. */
    private long time(KafkaRow row) {
        if (mode == AsOf.APPENDED) {
            return row.appendedMicros();
        }
        return row.event() != null ? row.event().timeMicros() : row.tickMicros();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long least = read.stream().mapToLong(stamps::get).min().orElse(Long.MIN_VALUE);
        if (least > told) {
            told = least;
            super.processWatermark(new Watermark(least));
        }
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            super.processWatermark(mark);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.clear();
        for (Map.Entry<Integer, Long> e : stamps.entrySet()) {
            kept.add(new long[] {e.getKey(), e.getValue()});
        }
    }
}
