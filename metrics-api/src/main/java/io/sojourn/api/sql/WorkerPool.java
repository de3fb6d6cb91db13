package io.sojourn.api.sql;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** Workers, each started when it is first needed and replaced when it was lost. The warmest is taken first. */
final class WorkerPool implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final SqlOptions options;
    private final List<Slot> slots = new ArrayList<>();
    private final BlockingDeque<Slot> free = new LinkedBlockingDeque<>();
    private final ExecutorService starter = Executors.newCachedThreadPool(r -> {
        Thread thread = new Thread(r, "sql-worker-starter");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    WorkerPool(SqlOptions options) {
        this.options = options;
        WorkerProcess.sweep(options.folder());
        for (int i = 0; i < options.workers(); i++) {
            slots.add(new Slot());
        }
        free.addAll(slots);
        slots.get(0).begin();
    }

    Slot take(QueryStop stop) {
        long end = System.nanoTime() + options.queueTimeout().toNanos();
        try {
            Slot slot = free.pollFirst();
            while (slot == null && !stop.isStopped() && System.nanoTime() - end < 0) {
                slot = free.pollFirst(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (slot == null && stop.isStopped()) {
                throw Refusal.stopped();
            }
            if (slot == null || closed) {
                throw new SojournException(
                        ErrorCode.BUSY,
                        "query: all " + options.workers() + " SQL workers are busy",
                        "Maybe try again in some seconds.");
            }
            return slot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "query: interrupted", null, e);
        }
    }

    /** One whose worker was lost is taken last: it is still starting. */
    void give(Slot slot) {
        if (slot.isReady()) {
            free.addFirst(slot);
        } else {
            free.addLast(slot);
        }
    }

    @Override
    public void close() {
        closed = true;
        slots.forEach(Slot::end);
        starter.shutdown();
    }

    /** The place of one worker. */
    final class Slot {
        private CompletableFuture<WorkerProcess> starting;

        private synchronized CompletableFuture<WorkerProcess> begin() {
            if (starting == null) {
                starting = CompletableFuture.supplyAsync(this::start, starter);
            }
            return starting;
        }

        private synchronized boolean isReady() {
            return starting != null && starting.isDone();
        }

        private WorkerProcess start() {
            try {
                return WorkerProcess.start(options);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The worker; waits until it is ready. */
        WorkerProcess worker() {
            try {
                WorkerProcess worker = begin().join();
                if (worker.isAlive()) {
                    return worker;
                }
                replace();
                return begin().join();
            } catch (CompletionException e) {
                end();
                throw new SojournException(
                        ErrorCode.BROKEN, "the SQL worker can't be started: " + e.getCause(), null, e.getCause());
            }
        }

        /** Kills the worker and starts another in the background. */
        synchronized void replace() {
            CompletableFuture<WorkerProcess> lost = starting;
            starting = null;
            if (!closed) {
                // Before what is left of the other one is cleared away.
                begin();
            }
            end(lost);
        }

        private synchronized void end() {
            end(starting);
            starting = null;
        }

        private static void end(CompletableFuture<WorkerProcess> one) {
            if (one != null) {
                one.whenComplete((worker, failure) -> {
                    if (worker != null) {
                        worker.close();
                    }
                });
            }
        }
    }
}
