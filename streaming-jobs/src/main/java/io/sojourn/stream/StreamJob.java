package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.cases.CaseOperator;
import io.sojourn.stream.measures.AgingOperator;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.PaneOperator;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.EventCodec;
import io.sojourn.stream.wire.ResultCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job graph:
 *
 * <pre>
 * events -> by case: fold -> results ---------------------------.
 *                        `-> deltas -> by pane: sums -----------+-> sink (one writer)
 *                                   `-> by queue and key: ages -'
 * </pre>
 *
 * <p>Event time is in microseconds everywhere: a watermark is as_of.
 */
public final class StreamJob {
    public static final TypeInformation<Event> EVENT = new CodecTypeInformation<>(new EventCodec());
    public static final TypeInformation<Result> RESULT = new CodecTypeInformation<>(new ResultCodec());
    private static final int MAX_PARALLELISM = 128;

    private StreamJob() {}

    /**
     * Adds the job to an environment.
     *
     * @param epoch of this start: greater than that of each earlier one over the same store
     * @param continues true when an earlier run may have left results in the store
     */
    public static void build(
            StreamExecutionEnvironment env,
            CompiledDefinition definition,
            Source<Event, ?, ?> source,
            Sink<Result> sink,
            long epoch,
            boolean continues) {
        env.setMaxParallelism(MAX_PARALLELISM);
        ProcessDefinition d = definition.definition();
        DataStream<Event> events = env.fromSource(source, WatermarkStrategy.noWatermarks(), "events", EVENT)
                .uid("events")
                .setParallelism(1);
        SingleOutputStreamOperator<Result> facts = events.keyBy(Event::caseId, Types.STRING)
                .transform("cases", RESULT, new CaseOperator(definition, epoch, continues))
                .uid("cases");
        DataStream<Delta> deltas = facts.getSideOutput(CaseOperator.DELTAS);
        DataStream<Result> panes = deltas.filter(delta -> delta.table() != FactTable.QUEUE_AGING)
                .uid("pane-deltas")
                .keyBy(Delta::partition, Types.STRING)
                .transform("panes", RESULT, new PaneOperator(d.process(), d.version(), epoch, continues))
                .uid("panes");
        DataStream<Result> ages = deltas.filter(delta -> delta.table() == FactTable.QUEUE_AGING)
                .uid("age-deltas")
                .keyBy(Delta::partition, Types.STRING)
                .transform("ages", RESULT, new AgingOperator(d.process(), d.version(), bounds(d), epoch))
                .uid("ages");
        facts.union(panes, ages).sinkTo(sink).uid("results").name("results").setParallelism(1);
    }

    private static Map<String, List<Long>> bounds(ProcessDefinition d) {
        Map<String, List<Long>> bounds = new HashMap<>();
        for (QueueRule q : d.queues()) {
            bounds.put(q.name(), List.copyOf(q.agesMicros()));
        }
        return bounds;
    }
}
