package io.sojourn.benchmark;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.definition.expression.ExpressionPrograms;
import io.sojourn.event.EventColumns;
import io.sojourn.sample.PriorAuthorization;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All expressions over events of the prior-authorization definition, on one simulated event after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExpressionBenchmark {
    private static final int EVENTS = 4096;
    private final Object[][] rows = new Object[EVENTS][];
    private ExpressionProgram program;
    private int[] conditions;
    private int next;

    @Setup
    public void setUp() {
        CompiledDefinition d = Definitions.compile(PriorAuthorization.FILE_NAME, PriorAuthorization.definitionText());
        program = ExpressionPrograms.load(d.expressions());
        conditions = d.definition().queues().stream()
                .flatMapToInt(q -> java.util.stream.IntStream.of(
                        q.enter().index(), q.leave().index()))
                .toArray();
        Simulation simulation = new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE));
        for (int i = 0; i < EVENTS; i++) {
            rows[i] = EventColumns.row(simulation.next());
        }
    }

    /** One event through the enter and leave conditions of all nine queues: 18 conditions. */
    @Benchmark
    public int conditionsOfAllQueues() {
        Object[] row = rows[next++ & (EVENTS - 1)];
        int matched = 0;
        for (int c : conditions) {
            matched += program.isTrue(c, row) ? 1 : 0;
        }
        return matched;
    }
}
