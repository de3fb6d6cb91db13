package io.sojourn.stream;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.fact.Result;
import io.sojourn.stream.wire.CodecSerializer;
import io.sojourn.stream.wire.ResultCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The subtasks of one keyed operator in one thread; each has the key groups that Flink would give it. */
final class Subtasks<K, I> implements AutoCloseable {
    private final List<KeyedOneInputStreamOperatorTestHarness<K, I, Result>> tasks = new ArrayList<>();
    private final KeySelector<I, K> key;
    private int first;

    /**
     * State of all subtasks at a checkpoint.
     *
     * @param parallelism how many they were
     */
    record Kept(OperatorSubtaskState state, int parallelism) {}

    /** @param from state to go on from, also of another number of subtasks; null for none */
    Subtasks(
            Supplier<? extends OneInputStreamOperator<I, Result>> operator,
            KeySelector<I, K> key,
            TypeInformation<K> type,
            int parallelism,
            Kept from)
            throws Exception {
        this.key = key;
        for (int i = 0; i < parallelism; i++) {
            var task = new KeyedOneInputStreamOperatorTestHarness<>(
                    operator.get(), key, type, Result.GROUPS, parallelism, i);
            task.setup(new CodecSerializer<>(new ResultCodec()));
            if (from != null) {
                task.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        from.state(), Result.GROUPS, from.parallelism(), parallelism, i));
            }
            task.open();
            tasks.add(task);
        }
    }

    void element(I element) throws Exception {
        taskOf(element).processElement(new StreamRecord<>(element));
    }

    void element(I element, long stamp) throws Exception {
        taskOf(element).processElement(new StreamRecord<>(element, stamp));
    }

    /** As an operator with two inputs gets it. */
    @SuppressWarnings("unchecked")
    void elementOfFirstInput(I element, long stamp) throws Exception {
        ((TwoInputStreamOperator<I, DefinitionVersion, Result>) taskOf(element).getOperator())
                .processElement1(new StreamRecord<>(element, stamp));
    }

    private KeyedOneInputStreamOperatorTestHarness<K, I, Result> taskOf(I element) throws Exception {
        return tasks.get(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(key.getKey(element), Result.GROUPS, tasks.size()));
    }

    /** A version comes by the second input, which is broadcast: to all subtasks. */
    @SuppressWarnings("unchecked")
    void version(DefinitionVersion version) throws Exception {
        for (var task : tasks) {
            ((TwoInputStreamOperator<I, DefinitionVersion, Result>) task.getOperator())
                    .processElement2(new StreamRecord<>(version));
        }
    }

    void watermark(long asOf) throws Exception {
        for (var task : tasks) {
            task.processWatermark(new Watermark(asOf));
        }
    }

    void beforeBarrier(long checkpoint) throws Exception {
        for (var task : tasks) {
            task.prepareSnapshotPreBarrier(checkpoint);
        }
    }

    /** State of all, to be called after {@link #beforeBarrier} and when all results were taken. */
    Kept snapshot(long checkpoint) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = tasks.get(i).snapshot(checkpoint, 0);
        }
        return new Kept(AbstractStreamOperatorTestHarness.repackageState(states), states.length);
    }

    /** What was said since the last call. Each time another subtask is the first: between them there is no order. */
    @SuppressWarnings("unchecked")
    void results(Consumer<Result> to) {
        first++;
        for (int i = 0; i < tasks.size(); i++) {
            Queue<Object> output = tasks.get((first + i) % tasks.size()).getOutput();
            while (!output.isEmpty()) {
                if (output.poll() instanceof StreamRecord<?> record) {
                    to.accept(((StreamRecord<Result>) record).getValue());
                }
            }
        }
    }

    /** What was said aside since the last call. */
    <X> List<X> aside(OutputTag<X> tag) {
        List<X> said = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Queue<StreamRecord<X>> output =
                    tasks.get((first + i) % tasks.size()).getSideOutput(tag);
            while (output != null && !output.isEmpty()) {
                said.add(output.poll().getValue());
            }
        }
        return said;
    }

    @Override
    public void close() throws Exception {
        for (var task : tasks) {
            task.close();
        }
    }
}
