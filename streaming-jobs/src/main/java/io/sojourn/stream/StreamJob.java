package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.Event;
import io.sojourn.fact.Result;
import io.sojourn.stream.cases.CaseOperator;
import io.sojourn.stream.measures.AgingOperator;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.PaneKey;
import io.sojourn.stream.measures.PaneOperator;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.sink.ResultSinks;
import io.sojourn.stream.wire.CodecTypeInformation;
import io.sojourn.stream.wire.DefinitionVersionCodec;
import io.sojourn.stream.wire.EventCodec;
import io.sojourn.stream.wire.PackedEvent;
import io.sojourn.stream.wire.PackedEventCodec;
import io.sojourn.stream.wire.Packing;
import io.sojourn.stream.wire.ResultCodec;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job graph:
 *
 * <pre>
 * events -> by case: fold -> results -> sink
 *                        `-> deltas -> by pane: sums -> results -> sink
 *                                   `-> by queue and key: ages -> results -> sink
 * </pre>
 *
 * <p>Event time is in microseconds everywhere: a watermark is as_of, an event's stamp the as_of at which it was read. Deltas
 * are added up before they travel, so a queue with most of the events is no slow task.
 */
public final class StreamJob {
    public static final TypeInformation<Event> EVENT = new CodecTypeInformation<>(new EventCodec());
    public static final TypeInformation<PackedEvent> PACKED_EVENT = new CodecTypeInformation<>(new PackedEventCodec());
    public static final TypeInformation<DefinitionVersion> DEFINITION_VERSION =
            new CodecTypeInformation<>(new DefinitionVersionCodec());
    public static final TypeInformation<Result> RESULT = new CodecTypeInformation<>(new ResultCodec());

    private static final TypeInformation<PaneKey> PANE_KEY = new CodecTypeInformation<>(new PaneKey.Bytes());

    private StreamJob() {}

    /**
     * What may be there already.
     *
     * @param continues true when an earlier run may have left results
     * @param clock where epochs are taken from
     */
    public record Start(boolean continues, EpochClock clock) {
        /** Where it can't be known: as if there were results. */
        public static final Start ANYWHERE = new Start(true, EpochClock.SYSTEM);
    }

    /**
     * By which definitions cases are folded.
     *
     * @param known the processes at the start
     * @param coming versions that come while the job runs, in any order and any number of times; null: none
     */
    public record Rules(Processes known, DataStream<DefinitionVersion> coming) {
        /** One definition, for ever. */
        public static Rules of(CompiledDefinition only) {
            return of(Processes.of(only));
        }

        /** These, for ever. */
        public static Rules of(Processes processes) {
            return new Rules(processes, null);
        }
    }

    /**
     * Adds the job to an environment.
     *
     * @param rules the processes
     * @param events with stamps and watermarks as above
     * @param sinks where the results go
     * @param start what may be there already
     */
    public static void build(
            StreamExecutionEnvironment env, Rules rules, DataStream<Event> events, ResultSinks sinks, Start start) {
        DataStream<PackedEvent> packed = events.transform("pack", PACKED_EVENT, new Packing())
                .uid("pack")
                .setParallelism(events.getParallelism());
        buildPacked(env, rules, packed, sinks, start);
    }

    /** As {@link #build}, for a source that gives events packed: that saves their reading and writing on the way. */
    public static void buildPacked(
            StreamExecutionEnvironment env,
            Rules rules,
            DataStream<PackedEvent> events,
            ResultSinks sinks,
            Start start) {
        // Key groups are in state and in stored rows: their number never changes.
        env.setMaxParallelism(Result.GROUPS);
        EpochClock clock = start.clock();
        boolean continues = start.continues();
        List<DefinitionHistory> known = rules.known().histories();
        CaseOperator cases = new CaseOperator(known, clock, continues);
        KeyedStream<PackedEvent, String> byCase = events.keyBy(PackedEvent::key, Types.STRING);
        SingleOutputStreamOperator<Result> facts = (rules.coming() == null
                        ? byCase.transform("cases", RESULT, cases)
                        : byCase.connect(rules.coming().broadcast()).transform("cases", RESULT, cases))
                .uid("cases");
        DataStream<Delta> deltas = facts.getSideOutput(CaseOperator.DELTAS);
        SingleOutputStreamOperator<Result> panes = deltas.filter(d -> !d.isOfAges())
                .uid("pane-deltas")
                .keyBy(Delta::partition, PANE_KEY)
                .transform("panes", RESULT, new PaneOperator(clock, continues))
                .uid("panes");
        AgingOperator aging = new AgingOperator(known, clock, continues);
        KeyedStream<Delta, PaneKey> byQueue =
                deltas.filter(Delta::isOfAges).uid("age-deltas").keyBy(Delta::partition, PANE_KEY);
        SingleOutputStreamOperator<Result> ages = (rules.coming() == null
                        ? byQueue.transform("ages", RESULT, aging)
                        : byQueue.connect(rules.coming().broadcast()).transform("ages", RESULT, aging))
                .uid("ages");
        sinks.add(facts, Result.Lane.CASES, "case results");
        sinks.add(panes, Result.Lane.PANES, "pane results");
        sinks.add(ages, Result.Lane.AGES, "age results");
    }
}
