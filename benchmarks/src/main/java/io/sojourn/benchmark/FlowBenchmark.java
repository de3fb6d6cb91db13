package io.sojourn.benchmark;

import io.sojourn.event.Event;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
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

/** Mining a log in memory, beside what reading its two hottest columns once costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FlowBenchmark {
    private static final int EVENTS = 1_000_000;
    private EventLog log;

    @Setup
    public void setUp() {
        Simulation simulation = new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE));
        EventLogBuilder builder = new EventLogBuilder();
        for (int i = 0; i < EVENTS; i++) {
            Event e = simulation.next();
            builder.add(e.caseId(), e.activity(), e.timeMicros());
        }
        log = builder.build();
    }

    /** Variants, directly-follows with times, durations, rework, handovers of a million events. */
    @Benchmark
    public Flow everything() {
        return Flow.of(log, FlowOptions.defaults());
    }

    /** The memory limit: activities and times, summed once. */
    @Benchmark
    public long readingTwoColumns() {
        long sum = 0;
        for (int i = 0; i < log.events(); i++) {
            sum += log.activities().at(i);
        }
        for (long t : log.times()) {
            sum += t;
        }
        return sum;
    }
}
