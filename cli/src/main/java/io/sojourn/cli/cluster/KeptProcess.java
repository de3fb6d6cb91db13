package io.sojourn.cli.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A process that is started again when it ends, over the same folder and on the same ports. */
abstract class KeptProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final String name;
    private ServerProcess process;

    KeptProcess(String name) {
        this.name = name;
    }

    /** How it is started this time; writes the files that it reads at its start. */
    abstract ServerProcess.Command command();

    /** Waits until the others can use it. */
    abstract void awaitReady();

    /** Where Prometheus finds its figures, or 0. */
    abstract int metricsPort();

    /** Starts it, without waiting until it is ready. */
    final void begin() {
        if (isAlive()) {
            throw new IllegalStateException("the " + name + " runs");
        }
        process = ServerProcess.start(command());
    }

    /** Starts it, on the same folder and ports, and waits until it is ready. */
    public final void restart() {
        begin();
        awaitReady();
    }

    /** Waits for something that only a ready process does. */
    final void await(String what, BooleanSupplier ready) {
        process.await(what, PATIENCE, ready);
    }

    final String name() {
        return name;
    }

    public final long pid() {
        return process.pid();
    }

    public final boolean isAlive() {
        return process != null && process.isAlive();
    }

    final ProcessHandle handle() {
        return process.handle();
    }

    /** SIGKILL; returns when it is gone. {@link #restart()} brings it back. */
    public final void kill() {
        process.kill();
    }

    /** An orderly end; the folder stays. */
    @Override
    public final void close() {
        if (process != null) {
            process.stop();
        }
    }
}
