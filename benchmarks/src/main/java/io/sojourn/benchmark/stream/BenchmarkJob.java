package io.sojourn.benchmark.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.ResultSinks;
import io.sojourn.stream.sink.StoreSinks;
import io.sojourn.stream.source.LiveLogSource;
import io.sojourn.stream.wire.PackedEvent;
import java.nio.file.Path;
import java.time.Duration;
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
        ResultSinks counting = (results, lane, name) ->
                results.sinkTo(new CountingSink()).uid(ResultSinks.uid(name)).name(name);
        build(env, definition, source, counting);
    }

    /** The whole job with its results handed to the consumer of that name. */
    static void storing(
            StreamExecutionEnvironment env,
            CompiledDefinition definition,
            Source<PackedEvent, ?, ?> source,
            String consumer) {
        build(env, definition, source, new StoreSinks(consumer, EpochClock.SYSTEM));
    }

    /**
     * The whole job on a live log in this process, put together as the command {@code live} does.
     *
     * @param folder its checkpoints are in it, and its text is the name of the consumer of results
     * @param events the live log's folder
     */
    static EmbeddedJob live(
            CompiledDefinition definition, Path folder, Path events, Duration checkpoints, int parallelism) {
        EpochClock clock = EpochClock.after(0);
        return EmbeddedJob.start(
                new EmbeddedJob.Settings(folder.resolve("checkpoints"), checkpoints, parallelism),
                "the measured job",
                env -> StreamJob.buildPacked(
                        env,
                        StreamJob.Rules.of(definition),
                        events(env, new LiveLogSource(events)),
                        new StoreSinks(folder.toString(), clock),
                        new StreamJob.Start(false, clock)));
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
