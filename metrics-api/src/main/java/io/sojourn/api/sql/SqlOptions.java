package io.sojourn.api.sql;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Limits of the SQL gateway.
 *
 * @param folder where workers keep their temporary files, each in a folder of its own; belongs to one gateway at a time
 * @param workers worker processes: so many queries run at a time
 * @param maxRows rows of one result
 * @param maxBytes bytes of one result, as JSON
 * @param timeout time of one query
 * @param grace how long after the timeout a worker may still answer before it is killed
 * @param queueTimeout how long a query waits for a free worker
 * @param memoryMegabytes DuckDB's own memory limit in a worker
 * @param heapMegabytes Java heap of a worker
 * @param addressSpaceMegabytes address space of a worker, where a POSIX shell can limit it
 * @param archive the one folder that a worker may read besides its snapshot, or null
 */
public record SqlOptions(
        Path folder,
        int workers,
        int maxRows,
        int maxBytes,
        Duration timeout,
        Duration grace,
        Duration queueTimeout,
        int memoryMegabytes,
        int heapMegabytes,
        int addressSpaceMegabytes,
        Path archive) {
    /** Characters of a query. */
    public static final int TEXT_LENGTH = 65_536;
    /** Tokens of a query. */
    public static final int TOKENS = 8_000;
    /** Nesting of parentheses in a query. */
    public static final int DEPTH = 64;
    /** Values of one {@code generate_series}. */
    public static final int SERIES = 10_000;

    /** The defaults: 10,000 rows, 8 MiB, 10 seconds, two workers. */
    public static SqlOptions in(Path folder) {
        return new SqlOptions(
                folder,
                2,
                10_000,
                8 << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                512,
                320,
                5_000,
                null);
    }

    public SqlOptions withTimeout(Duration time) {
        return new SqlOptions(
                folder,
                workers,
                maxRows,
                maxBytes,
                time,
                grace,
                queueTimeout,
                memoryMegabytes,
                heapMegabytes,
                addressSpaceMegabytes,
                archive);
    }

    public SqlOptions withResultLimits(int rows, int bytes) {
        return new SqlOptions(
                folder,
                workers,
                rows,
                bytes,
                timeout,
                grace,
                queueTimeout,
                memoryMegabytes,
                heapMegabytes,
                addressSpaceMegabytes,
                archive);
    }

    public SqlOptions withWorkers(int count) {
        return new SqlOptions(
                folder,
                count,
                maxRows,
                maxBytes,
                timeout,
                grace,
                queueTimeout,
                memoryMegabytes,
                heapMegabytes,
                addressSpaceMegabytes,
                archive);
    }

    /** With an {@link EventArchive} that queries may read. */
    public SqlOptions withArchive(EventArchive events) {
        return new SqlOptions(
                folder,
                workers,
                maxRows,
                maxBytes,
                timeout,
                grace,
                queueTimeout,
                memoryMegabytes,
                heapMegabytes,
                addressSpaceMegabytes,
                events.folder());
    }
}
