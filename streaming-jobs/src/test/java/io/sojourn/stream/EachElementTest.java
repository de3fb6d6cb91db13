package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.stream.cases.CaseOperator;
import io.sojourn.stream.measures.AgingOperator;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.PaneKey;
import io.sojourn.stream.measures.PaneOperator;
import io.sojourn.stream.sink.EpochClock;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.junit.jupiter.api.Test;

/**
 * Each operator by itself: its state is taken and restored after every element and watermark, with a parallelism that goes 1, 2,
 * 3, 1; what it told equals what it tells undisturbed.
 */
class EachElementTest {
    private static final int LOGS = 6;

    /** An element with its stamp, or a watermark where the element is null. */
    private record Input<I>(I element, long time) {}

    private record Operator<K, I>(
            Function<EpochClock, OneInputStreamOperator<I, Result>> start,
            KeySelector<I, K> key,
            TypeInformation<K> type) {}

    private record Said(TableModel tables, List<Input<Delta>> deltas) {}

    /** What goes into the operators when a random log is read. */
    private static final class Feed {
        final CompiledDefinition definition;
        final List<DefinitionHistory> known;
        final Operator<String, PackedEvent> cases;
        final List<Input<PackedEvent>> events = new ArrayList<>();

        Feed(long seed) {
            Random random = new Random(seed);
            definition = Definitions.compile("random.yaml", RandomProcess.yaml(random));
            known = List.of(DefinitionHistory.of(definition));
            cases = new Operator<>(caseOperator(known), PackedEvent::key, Types.STRING);
            EventBytes packing = new EventBytes();
            long asOf = Long.MIN_VALUE;
            for (Event e : RandomLog.disturbed(random, RandomLog.events(random, 20, 3), 10, 10)) {
                asOf = Math.max(asOf, e.timeMicros());
                events.add(new Input<>(packing.pack(e), asOf));
                if (random.nextInt(3) == 0) {
                    events.add(new Input<>(null, asOf));
                }
            }
            events.add(new Input<>(null, asOf));
        }

        private static Function<EpochClock, OneInputStreamOperator<PackedEvent, Result>> caseOperator(
                List<DefinitionHistory> known) {
            return c -> new CaseOperator(known, c, false);
        }

        List<Input<Delta>> deltas(boolean ofAges) throws Exception {
            return run(definition, cases, events, false).deltas().stream()
                    .filter(d -> d.element() == null || ofAges == d.element().isOfAges())
                    .toList();
        }
    }

    @Test
    void casesAreToldTheSame() throws Exception {
        for (long seed : seeds(10)) {
            Feed feed = new Feed(seed);
            check(seed, feed.definition, feed.cases, feed.events);
        }
    }

    @Test
    void panesAreToldTheSame() throws Exception {
        for (long seed : seeds(20)) {
            Feed feed = new Feed(seed);
            Operator<PaneKey, Delta> panes =
                    new Operator<>(c -> new PaneOperator(c, false), Delta::partition, JobHarness.PANE_KEY);
            check(seed, feed.definition, panes, feed.deltas(false));
        }
    }

    @Test
    void agesAreToldTheSame() throws Exception {
        for (long seed : seeds(30)) {
            Feed feed = new Feed(seed);
            Operator<PaneKey, Delta> ages =
                    new Operator<>(c -> new AgingOperator(feed.known, c, false), Delta::partition, JobHarness.PANE_KEY);
            check(seed, feed.definition, ages, feed.deltas(true));
        }
    }

    private static List<Long> seeds(long first) {
        long from = Seeds.from(first);
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < Seeds.count(LOGS); i++) {
            seeds.add(from + i);
        }
        return seeds;
    }

    private static <K, I> void check(
            long seed, CompiledDefinition definition, Operator<K, I> operator, List<Input<I>> inputs) throws Exception {
        TableModel calm = run(definition, operator, inputs, false).tables();
        TableModel restored = run(definition, operator, inputs, true).tables();
        for (FactTable t : FactTable.values()) {
            assertThat(restored.texts(t))
                    .as("%s; repeat with -Dsojourn.seed=%d", t, seed)
                    .isEqualTo(calm.texts(t));
        }
    }

    private static <K, I> Said run(
            CompiledDefinition definition, Operator<K, I> operator, List<Input<I>> inputs, boolean restoring)
            throws Exception {
        TableModel model = new TableModel(definition.definition());
        List<Input<Delta>> deltas = new ArrayList<>();
        int parallelism = 1;
        Subtasks<K, I> tasks = start(operator, 1, parallelism, null);
        for (int i = 0; i < inputs.size(); i++) {
            Input<I> input = inputs.get(i);
            if (input.element() == null) {
                tasks.watermark(input.time());
            } else {
                tasks.element(input.element(), input.time());
            }
            if (restoring) {
                tasks.beforeBarrier(i);
                tasks.results(model::apply);
                Subtasks.Kept kept = tasks.snapshot(i);
                tasks.close();
                parallelism = parallelism % 3 + 1;
                tasks = start(operator, i + 2, parallelism, kept);
            } else {
                tasks.aside(CaseOperator.DELTAS).forEach(d -> deltas.add(new Input<>(d, 0)));
                if (input.element() == null) {
                    deltas.add(new Input<>(null, input.time()));
                }
            }
            tasks.results(model::apply);
        }
        if (restoring) {
            // Ages and panes of the last start are told with the next watermark.
            tasks.watermark(inputs.get(inputs.size() - 1).time());
            tasks.results(model::apply);
        }
        tasks.close();
        return new Said(model, deltas);
    }

    private static <K, I> Subtasks<K, I> start(Operator<K, I> operator, long epoch, int parallelism, Subtasks.Kept from)
            throws Exception {
        EpochClock clock = () -> epoch;
        return new Subtasks<>(() -> operator.start().apply(clock), operator.key(), operator.type(), parallelism, from);
    }
}
