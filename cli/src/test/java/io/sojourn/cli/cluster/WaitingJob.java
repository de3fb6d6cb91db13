package io.sojourn.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The counting job, whose submission waits until a file is there, and says by another file that it does. */
public final class WaitingJob {
    private static final long POLL_NANOS = 20_000_000;

    private WaitingJob() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[List.of(args).indexOf("--definition") + 1]).getParent();
        Files.createFile(folder.resolve("waits"));
        while (!Files.exists(folder.resolve("go"))) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        CountingJob.main(args);
    }
}
