package io.sojourn.stream.kafka;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.StreamJob;
import io.sojourn.stream.cases.CaseOperator;
import io.sojourn.stream.measures.AgingOperator;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.PaneOperator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph between the topics: each operator's results go to a sink of its own, in the operator's task. */
public final class KafkaJob {
    private static final Duration AS_OF_INTERVAL = Duration.ofMillis(250);

    private KafkaJob() {}

    /**
     * Adds it to an environment.
     *
     * @param epoch of this start: greater than that of each earlier one over the same topics
     */
    public static void build(
            StreamExecutionEnvironment env, CompiledDefinition definition, KafkaSettings kafka, AsOf asOf, long epoch) {
        env.setMaxParallelism(Result.GROUPS);
        env.getConfig().setAutoWatermarkInterval(AS_OF_INTERVAL.toMillis());
        KafkaResults sinks = new KafkaResults(kafka, List.of(definition.definition()));
        DataStream<Event> events = KafkaEvents.read(env, kafka, definition, asOf, sinks);
        ProcessDefinition d = definition.definition();
        SingleOutputStreamOperator<Result> facts = events.keyBy(Event::caseId, Types.STRING)
                .transform("cases", StreamJob.RESULT, new CaseOperator(definition, epoch, true))
                .uid("cases");
        DataStream<Delta> deltas = facts.getSideOutput(CaseOperator.DELTAS);
        DataStream<Result> panes = deltas.filter(delta -> delta.table() != FactTable.QUEUE_AGING)
                .uid("pane-deltas")
                .keyBy(Delta::partition, Types.STRING)
                .transform("panes", StreamJob.RESULT, new PaneOperator(d.process(), d.version(), epoch, true))
                .uid("panes");
        DataStream<Result> ages = deltas.filter(delta -> delta.table() == FactTable.QUEUE_AGING)
                .uid("age-deltas")
                .keyBy(Delta::partition, Types.STRING)
                .transform("ages", StreamJob.RESULT, new AgingOperator(d.process(), d.version(), bounds(d), epoch))
                .uid("ages");
        facts.sinkTo(sinks.of(Result.Lane.CASES)).name("facts").uid("facts-sink");
        panes.sinkTo(sinks.of(Result.Lane.PANES)).name("pane results").uid("panes-sink");
        ages.sinkTo(sinks.of(Result.Lane.AGES)).name("age results").uid("ages-sink");
    }

    private static Map<String, List<Long>> bounds(ProcessDefinition d) {
        Map<String, List<Long>> bounds = new HashMap<>();
        for (QueueRule q : d.queues()) {
            bounds.put(q.name(), List.copyOf(q.agesMicros()));
        }
        return bounds;
    }
}
