package io.sojourn.benchmark;

import io.sojourn.event.Event;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.DirectlyFollows;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.SavedLogs;
import io.sojourn.mining.log.View;
import io.sojourn.sample.Simulation;
import io.sojourn.sample.SimulationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Mining a log in memory, beside what reading its two hottest columns once costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FlowBenchmark {
    /** Filters that choose many cases, about half, and few. */
    private static final List<LogFilter> FILTERS = List.of(
            cases("not(duration(max=1h))"),
            cases("has('APPEAL')"),
            cases("and(eventually_follows('SUBMITTED', 'DECIDED', min=2d), rework())"),
            cases("variants(share=0.5)"),
            new LogFilter(
                    Filter.parse("time(started, from=2026-02-01)"), LogFilter.parseTests("in(lifecycle, complete)")));

    @Param("10000000")
    private int events;

    private EventLog log;
    private int turn;

    private static LogFilter cases(String filter) {
        return new LogFilter(Filter.parse(filter), List.of());
    }

    /** The system property {@code sojourn.log} names a saved log; else one is simulated. */
    @Setup
    public void setUp() {
        String saved = System.getProperty("sojourn.log");
        log = saved == null ? simulated(events) : SavedLogs.open(Path.of(saved)).log();
    }

    private static EventLog simulated(int events) {
        Simulation simulation = new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE));
        EventLogBuilder builder = new EventLogBuilder();
        for (int i = 0; i < events; i++) {
            Event e = simulation.next();
            builder.add(e.caseId(), e.activity(), e.lifecycle(), e.timeMicros(), e.resource(), e.team(), e.instance());
        }
        return builder.build();
    }

    /** Variants, directly-follows with times, durations, rework, handovers. */
    @Benchmark
    public Flow everything() {
        return Flow.of(log, FlowOptions.defaults());
    }

    /** A filter, one of five by turns, and everything of what it leaves. */
    @Benchmark
    public Flow filterAndEverything() {
        LogFilter filter = FILTERS.get(turn++ % FILTERS.size());
        return Flow.of(filter.of(log.all()), new FlowOptions(View.ALL, 50));
    }

    /** Counts and sums of times of all directly-follows pairs, on all processors. */
    @Benchmark
    public DirectlyFollows directlyFollows() {
        return DirectlyFollows.of(log.all());
    }

    /** The same on one. */
    @Benchmark
    public DirectlyFollows directlyFollowsOnOneProcessor() {
        return DirectlyFollows.of(log.all(), 1);
    }

    /** The memory limit, on one processor: activities and times, read in blocks and summed once. */
    @Benchmark
    public long readingTwoColumns() {
        CaseBlocks blocks = new CaseBlocks(log.all(), 0, log.cases());
        long sum = 0;
        while (blocks.next()) {
            sum += sum(blocks.activities(), blocks.times(), blocks.offsets()[blocks.cases()]);
        }
        return sum;
    }

    /** The same without a copy: the times where they are, one code at a time. */
    @Benchmark
    public long readingTwoColumnsInPlace() {
        long[] times = log.times();
        int[] codes = new int[1 << 12];
        long sum = 0;
        for (int from = 0; from < times.length; from += codes.length) {
            int to = Math.min(times.length, from + codes.length);
            log.activities().read(from, to, codes, 0);
            sum += sum(codes, times, from, to);
        }
        return sum;
    }

    private static long sum(int[] codes, long[] times, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += codes[i] + times[i];
        }
        return sum;
    }

    private static long sum(int[] codes, long[] times, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += codes[i - from] + times[i];
        }
        return sum;
    }
}
