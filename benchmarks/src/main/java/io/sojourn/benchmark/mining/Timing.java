package io.sojourn.benchmark.mining;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Runs something several times, and says what it took: wall and processor time of this process. */
final class Timing {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something that may fail. */
    interface Work {
        void run() throws Exception;
    }

    private Timing() {}

    static void print(String what, int warmups, int rounds, Work work) throws Exception {
        for (int i = 0; i < warmups; i++) {
            work.run();
        }
        double[] wall = new double[rounds];
        double[] cpu = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long nanos = System.nanoTime();
            long cpuNanos = SYSTEM.getProcessCpuTime();
            work.run();
            wall[i] = (System.nanoTime() - nanos) / 1e6;
            cpu[i] = (SYSTEM.getProcessCpuTime() - cpuNanos) / 1e6;
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        int last = (int) Math.ceil(rounds * 0.95) - 1;
        System.out.printf(
                Locale.ROOT,
                "%-58s wall median %,8.0f ms, p95 %,8.0f ms; CPU median %,8.0f ms, p95 %,8.0f ms; load %.1f%n",
                what,
                wall[rounds / 2],
                wall[last],
                cpu[rounds / 2],
                cpu[last],
                SYSTEM.getSystemLoadAverage());
    }
}
