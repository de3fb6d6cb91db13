package io.sojourn.benchmark.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.ResultSinks;
import io.sojourn.stream.sink.StoreSinks;
import io.sojourn.stream.wire.PackedEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** The jobs that are measured: the one place that knows how the program's own job is put together. */
final class BenchmarkJob {
    private BenchmarkJob() {}

    /** The whole job with its results counted and discarded. */
    static void discarding(
            StreamExecutionEnvironment env, CompiledDefinition definition, Source<PackedEvent, ?, ?> source) {
        build(env, definition, source, lane -> new CountingSink());
    }

    /** The whole job with its results handed to the consumer of that name. */
    static void storing(
            StreamExecutionEnvironment env,
            CompiledDefinition definition,
            Source<PackedEvent, ?, ?> source,
            String consumer) {
        build(env, definition, source, new StoreSinks(consumer, EpochClock.SYSTEM));
    }

    private static void build(
            StreamExecutionEnvironment env,
            CompiledDefinition definition,
            Source<PackedEvent, ?, ?> source,
            ResultSinks sinks) {
        StreamJob.buildPacked(
                env,
                StreamJob.Rules.of(definition),
                events(env, source),
                sinks,
                new StreamJob.Start(false, EpochClock.SYSTEM));
    }

    private static DataStream<PackedEvent> events(StreamExecutionEnvironment env, Source<PackedEvent, ?, ?> source) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "events", StreamJob.PACKED_EVENT)
                .uid("events")
                .setParallelism(1);
    }

    /** The barest job: the same source and key, one read and one write of a number, nothing told. */
    static void barest(StreamExecutionEnvironment env, Source<PackedEvent, ?, ?> source) {
        events(env, source)
                .keyBy(PackedEvent::key, Types.STRING)
                .process(new CountByCase())
                .uid("counts")
                .returns(Types.LONG)
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    private static final class CountByCase extends KeyedProcessFunction<String, PackedEvent, Long> {
        private static final long serialVersionUID = 1L;
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(PackedEvent event, Context context, Collector<Long> out) throws Exception {
            Long before = count.value();
            count.update(before == null ? 1L : before + 1);
        }
    }
}
