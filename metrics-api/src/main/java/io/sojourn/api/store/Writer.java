package io.sojourn.api.store;

import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes facts. Results are coalesced into a batch by the threads that bring them, while the batch
 * before is being applied; when the waiting batch is full they wait. A failure is final: everyone who brings or waits
 * gets it.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private static final long LOOK_MILLIS = 100;

    private final Object lock = new Object();
    private final ReentrantLock applying = new ReentrantLock(true);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Tables tables;
    private final BatchApplier applier;
    private final StoreOptions options;
    private final Thread thread;
    private final WriterFigures figures;
    /** Guarded by {@link #lock}, as are the following. */
    private Batch filling;

    private final Epochs epochs;
    private final WriterClocks clocks;
    private Meeting meeting;
    /** The batch at whose end all writers met. */
    private Batch met;

    private final BatchWindow window;

    /** Threads that wait for room. */
    private int bringing;

    private long accepted;
    private long durable;
    private boolean hurry;
    private boolean closing;
    private Throwable failure;

    /**
     * @param epochs those that the store has; from now on the writer's
     * @param clocks those that the store has; from now on the writer's
     */
    Writer(
            BatchApplier applier,
            Tables tables,
            StoreOptions options,
            WriterFigures figures,
            Epochs epochs,
            WriterClocks clocks) {
        this.applier = applier;
        this.tables = tables;
        this.options = options;
        this.figures = figures;
        this.window = new BatchWindow(options.batchWindow(), System.nanoTime());
        this.epochs = epochs;
        this.clocks = clocks;
        this.filling = new Batch(tables, epochs, clocks);
        this.thread = new Thread(this::run, "store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** The results and positions of a call are applied in one transaction. */
    void accept(List<Result> results, Map<String, Long> positions) {
        synchronized (lock) {
            awaitRoom();
            boolean first = filling.isEmpty();
            int before = filling.said();
            try {
                add(results, positions);
            } finally {
                accepted += filling.said() - before;
                if (first) {
                    window.begin(System.nanoTime());
                }
                if (first || filling.movesAsOf() || filling.size() >= options.batchRows()) {
                    lock.notifyAll();
                }
            }
        }
    }

    private void awaitRoom() {
        bringing++;
        try {
            await(() ->
                    filling.size() < options.batchRows() && (meeting == null || meeting.size() < options.batchRows()));
        } finally {
            bringing--;
        }
        if (closing) {
            throw new SojournException(ErrorCode.BROKEN, "the store is closed: it takes no more results");
        }
    }

    private void add(List<Result> results, Map<String, Long> positions) {
        if (meeting == null) {
            results.forEach(filling::add);
            filling.add(positions);
            return;
        }
        for (Result r : results) {
            if (!meeting.takes(r)) {
                filling.add(r);
                if (meeting.heard(r)) {
                    gathered();
                }
            }
        }
        if (!meeting.takes(positions)) {
            filling.add(positions);
        }
    }

    /** They have met, and the batch is wanted as it is; or one went past the instant, and it takes another. */
    private void gathered() {
        if (meeting.stage() == Meeting.Stage.MET) {
            hurry = true;
            lock.notifyAll();
        } else {
            meeting.release(filling);
        }
    }

    void flush() {
        synchronized (lock) {
            await(() -> meeting == null || meeting.stage() != Meeting.Stage.COMMITTED);
            if (meeting != null && meeting.size() > 0) {
                // What is held back has to become durable too: they meet at another instant.
                release();
                meeting = new Meeting(clocks);
            }
            long goal = accepted;
            hurry = true;
            lock.notifyAll();
            await(() -> durable >= goal);
        }
    }

    void addListener(Runnable afterCommit) {
        listeners.add(afterCommit);
    }

    /** Rows that wait to be applied. */
    int waiting() {
        synchronized (lock) {
            return filling.size();
        }
    }

    <T> T exclusively(Callable<T> task) throws Exception {
        applying.lock();
        try {
            return task.call();
        } finally {
            applying.unlock();
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** Waits under the lock; ends with the writer's failure when there is one. */
    private void await(Condition condition) {
        while (failure == null && !condition.holds()) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SojournException(ErrorCode.BUSY, "interrupted while waiting for the store", null, e);
            }
        }
        failed();
    }

    private void failed() {
        if (failure != null) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the store can't write: " + failure.getMessage() + ".",
                    "Maybe the disk is full; what was flushed before is safe.",
                    failure);
        }
    }

    private void run() {
        try {
            for (Batch batch = next(); batch != null; batch = next()) {
                apply(batch);
            }
        } catch (Throwable e) {
            LOG.error("the store's writer stops", e);
            synchronized (lock) {
                failure = e;
                lock.notifyAll();
            }
        }
    }

    /** The next batch, after its window; null when the store closes and nothing waits. */
    private Batch next() throws InterruptedException {
        synchronized (lock) {
            while (filling.isEmpty() && !closing) {
                hurry = false;
                lock.wait();
            }
            if (filling.isEmpty()) {
                return null;
            }
            for (long left = left(); left > 0 && !hurry && !closing; left = left()) {
                lock.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            window.take(System.nanoTime());
            hurry = false;
            Batch batch = filling.sealed();
            met = meeting != null && meeting.stage() == Meeting.Stage.MET ? batch : null;
            filling = new Batch(tables, epochs, clocks);
            lock.notifyAll();
            return batch;
        }
    }

    private long left() {
        return filling.size() < options.batchRows() ? window.left(filling.movesAsOf(), System.nanoTime()) : 0;
    }

    /** Before a repair reads the store: so that {@link #applyRepair} knows what was replaced meanwhile. */
    void watchReplacements() throws Exception {
        exclusively(() -> {
            applier.replacer().watch();
            return null;
        });
    }

    /**
     * Applies what a repair found, in a transaction of its own; false, and nothing is applied, when the stream has
     * replaced one of the cases since {@link #watchReplacements}.
     *
     * @param cases that the repair was about
     * @param also further statements of the transaction
     */
    boolean applyRepair(Batch batch, List<Long> cases, List<String> also) throws Exception {
        boolean applied = exclusively(() -> {
            boolean holds = !applier.replacer().anyReplaced(cases);
            if (holds) {
                commit(batch.sealed(), also);
            }
            return holds;
        });
        tellListeners();
        return applied;
    }

    /** The tables get the columns of more definitions; see {@link BatchApplier#grow}. */
    void grow(Processes more, List<String> also) throws Exception {
        exclusively(() -> {
            applier.grow(more, also);
            return null;
        });
    }

    private void apply(Batch batch) throws Exception {
        commit(batch, List.of());
        synchronized (lock) {
            durable += batch.said();
            if (batch == met && meeting != null && meeting.stage() == Meeting.Stage.MET) {
                meeting.committed();
            }
            lock.notifyAll();
        }
        tellListeners();
        synchronized (lock) {
            while (meeting != null && meeting.stage() == Meeting.Stage.COMMITTED) {
                lock.wait();
            }
        }
    }

    /**
     * Runs something while what is stored is what all writers have said up to one as_of, and nothing is applied but what
     * it applies itself. Where nobody brings anything for a while, what is stored is taken as it is.
     *
     * @param task runs on this thread; those who bring results may have to wait for it
     */
    <T> T atOneInstant(Callable<T> task) throws Exception {
        try {
            return meet() ? task.call() : exclusively(task);
        } finally {
            synchronized (lock) {
                if (meeting != null) {
                    release();
                    meeting = null;
                }
                lock.notifyAll();
            }
        }
    }

    /** True when the writer waits at the instant, false when nobody brings anything. */
    private boolean meet() {
        synchronized (lock) {
            await(() -> meeting == null);
            meeting = new Meeting(clocks);
            Patience patience = new Patience(System.nanoTime(), figures.results() > 0);
            while (meeting.stage() != Meeting.Stage.COMMITTED) {
                boolean quiet = patience.isQuiet(System.nanoTime(), accepted + meeting.size());
                if (quiet && bringing == 0 && filling.isEmpty() && meeting.stage() != Meeting.Stage.MET) {
                    return false;
                }
                pause();
            }
            return true;
        }
    }

    private void pause() {
        try {
            lock.wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "interrupted while waiting for the store", null, e);
        }
        failed();
    }

    private void release() {
        int before = filling.said();
        meeting.release(filling);
        accepted += filling.said() - before;
        lock.notifyAll();
    }

    private void commit(Batch batch, List<String> also) throws Exception {
        exclusively(() -> {
            long begin = System.nanoTime();
            long rows = applier.apply(batch, also);
            figures.committed(batch, rows, System.nanoTime() - begin);
            return rows;
        });
    }

    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("a listener of commits failed", e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            applier.close();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the store can't be closed: " + e.getMessage(), null, e);
        }
    }
}
