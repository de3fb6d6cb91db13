package io.sojourn.api.store;

import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs a live store in a thread of its own, when events came too late for the stream, and while repaired cases are
 * open and the clock goes on; and lets cases go that are retained no longer. At most once a period, and never more than a
 * tenth of the time. What fails is logged, and tried again.
 */
public final class RepairLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepairLoop.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final int REST_FOR_WORK = 9;
    private static final long LOOK_MILLIS = 1_000;

    private final Store store;
    private final CaseRepair repair;
    private final Retention retention;
    private final Duration period;
    private final LongSupplier nanoClock;
    private final Thread thread = new Thread(this::run, "repair");
    private Marks repaired;
    private boolean open;
    private long restUntil;
    private boolean closing;

    /** What the store had seen. */
    private record Marks(long late, long casesReplaced, int versions, OptionalLong asOf) {}

    RepairLoop(Store store, Duration period, LongSupplier nanoClock) {
        this.store = store;
        this.repair = new CaseRepair(store);
        this.retention = new Retention(store);
        this.period = period;
        this.nanoClock = nanoClock;
        this.restUntil = nanoClock.getAsLong();
    }

    /** Every 30 seconds at most. */
    public static RepairLoop start(Store store) {
        RepairLoop loop = new RepairLoop(store, PERIOD, System::nanoTime);
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    private synchronized void run() {
        try {
            while (!closing) {
                step();
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Repairs and lets go when it is time and there is a reason; true when it did. */
    synchronized boolean step() {
        long begin = nanoClock.getAsLong();
        WriterFigures f = store.figures();
        Marks now = new Marks(
                f.late(), f.casesReplaced(), store.processes().versions().size(), f.asOf());
        if (begin - restUntil < 0 || now.asOf().isEmpty()) {
            return false;
        }
        boolean isWanted = isWanted(now);
        boolean isDue = retention.isDue(now.asOf().getAsLong());
        if (!isWanted && !isDue) {
            return false;
        }
        boolean done = false;
        try {
            if (isWanted) {
                repair.repair();
                open = repair.anyOpen();
                repaired = now;
            }
            if (isDue) {
                retention.step();
            }
            done = true;
        } catch (SojournException e) {
            LOG.warn("late events or old cases wait for the next repair: {}", e.fullMessage(), e);
        }
        long end = nanoClock.getAsLong();
        restUntil = end + Math.max(period.toNanos(), REST_FOR_WORK * (end - begin));
        return done;
    }

    private boolean isWanted(Marks now) {
        return repaired == null
                || now.late() != repaired.late()
                || now.casesReplaced() != repaired.casesReplaced()
                || now.versions() != repaired.versions()
                || ((open || anyChanged()) && !now.asOf().equals(repaired.asOf()));
    }

    /** True when a process has several versions: cases that leave may belong to another one than they were told under. */
    private boolean anyChanged() {
        return store.processes().histories().stream().anyMatch(h -> !h.isSingle());
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
