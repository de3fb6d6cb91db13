package io.sojourn.api.pgwire;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what takes too long: a login byte by byte, a client that doesn't read. */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, r -> {
            Thread thread = Executors.defaultThreadFactory().newThread(r);
            thread.setName("sql-front-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Until the watch is closed there is so much time; then the connection is closed. */
    Watch within(Duration time, AutoCloseable connection) {
        return new Watch(timer.schedule(() -> end(connection), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void end(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.debug("A connection that took too long can't be closed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Something that has to be done in time. */
    record Watch(ScheduledFuture<?> end) implements AutoCloseable {
        @Override
        public void close() {
            end.cancel(false);
        }
    }
}
