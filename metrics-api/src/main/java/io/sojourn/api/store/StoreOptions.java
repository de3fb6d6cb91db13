package io.sojourn.api.store;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Settings of a {@link Store}.
 *
 * @param memoryMegabytes DuckDB's memory limit
 * @param threads DuckDB's threads
 * @param batchRows rows that one transaction takes at most, and that wait at most: then {@code accept} waits
 * @param batchWindow how long results are collected before they are applied, and how far batches are apart at least
 */
public record StoreOptions(int memoryMegabytes, int threads, int batchRows, Duration batchWindow) {
    private static final int LARGEST_DEFAULT_MEGABYTES = 4_096;

    public StoreOptions {
        if (memoryMegabytes < 64 || threads < 1 || batchRows < 1 || batchWindow.isNegative()) {
            throw new IllegalArgumentException("memoryMegabytes=" + memoryMegabytes + ", threads=" + threads
                    + ", batchRows=" + batchRows + ", batchWindow=" + batchWindow
                    + ": at least 64 megabytes, 1 thread, 1 row and 0 seconds are needed");
        }
    }

    /**
     * 40 % of the machine's memory, at most 4 GB; half of the processors, as the stream needs the others and DuckDB's inserts take
     * less with one thread; 200,000 rows; 250 ms.
     */
    public static StoreOptions defaults() {
        long bytes = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        int megabytes = (int) Math.max(256, Math.min(LARGEST_DEFAULT_MEGABYTES, bytes / 1_048_576 * 2 / 5));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new StoreOptions(megabytes, threads, 200_000, Duration.ofMillis(250));
    }

    /** As {@link #defaults()}, with all processors: for a store that no stream fills. */
    public static StoreOptions alone() {
        StoreOptions d = defaults();
        int threads = Runtime.getRuntime().availableProcessors();
        return new StoreOptions(d.memoryMegabytes, threads, d.batchRows, d.batchWindow);
    }
}
