package io.sojourn.benchmark.stream;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a run took, from its first event to its end.
 *
 * @param cpuNanos of all threads of the process: collector and compiler too
 * @param wallNanos on the clock
 */
record Usage(long cpuNanos, long wallNanos) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    /** Where a run that goes on in this process began: a source inside a job can be found by nothing else. */
    private static volatile Usage begin;

    /** The run's first event is about to be read. */
    static void begin() {
        begin = now();
    }

    /** Since {@link #begin()}. */
    static Usage sinceBegin() {
        Usage end = now();
        return new Usage(end.cpuNanos - begin.cpuNanos, end.wallNanos - begin.wallNanos);
    }

    private static Usage now() {
        return new Usage(SYSTEM.getProcessCpuTime(), System.nanoTime());
    }

    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }
}
