package io.sojourn.cli.cluster;

import java.time.Duration;
import java.util.function.Consumer;

/** Starts a process again when it ended; less and less often when it ends again and again. */
final class Keeper implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final Duration LAST_DELAY = Duration.ofSeconds(30);
    private final KeptProcess process;
    private Duration delay = Duration.ZERO;
    private long begun = System.nanoTime();
    private long endSeen;
    private boolean ended;
    private int restarts;

    Keeper(KeptProcess process) {
        this.process = process;
    }

    ClusterState.Running running() {
        return ClusterState.Running.of(process.name(), process.handle(), restarts, process.metricsPort());
    }

    /** True when it was started again. */
    boolean keep(Consumer<String> log) {
        long now = System.nanoTime();
        if (process.isAlive()) {
            return false;
        }
        if (!ended) {
            ended = true;
            endSeen = now;
            delay = now - begun > LONG_ENOUGH.toNanos() ? Duration.ZERO : longer();
            log.accept("The " + process.name() + " (pid " + process.pid() + ") ended; it starts again"
                    + (delay.isZero() ? "." : " in " + delay.toSeconds() + " s."));
        }
        if (now - endSeen < delay.toNanos()) {
            return false;
        }
        process.begin();
        ended = false;
        begun = now;
        restarts++;
        return true;
    }

    private Duration longer() {
        Duration next = delay.isZero() ? Duration.ofSeconds(1) : delay.multipliedBy(2);
        return next.compareTo(LAST_DELAY) < 0 ? next : LAST_DELAY;
    }

    @Override
    public void close() {
        process.close();
    }
}
