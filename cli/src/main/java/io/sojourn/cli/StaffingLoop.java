package io.sojourn.cli;

import io.sojourn.api.delivery.Destination;
import io.sojourn.api.delivery.Dispatcher;
import io.sojourn.api.staffing.Staffing;
import io.sojourn.api.staffing.StaffingOptions;
import io.sojourn.api.store.Store;
import io.sojourn.event.SojournException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the staffing rules after commits, in a thread of its own; delivers what they say, where a URL is given. */
final class StaffingLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StaffingLoop.class);
    private final Store store;
    private final Staffing staffing;
    private final Dispatcher dispatcher;
    private final Semaphore commits = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    private StaffingLoop(Store store, Destination destination) {
        this.store = store;
        StaffingOptions options = StaffingOptions.defaults();
        this.staffing = new Staffing(
                store.definition(),
                store::newConnection,
                destination == null ? options : options.sendingTo(destination.name()));
        this.dispatcher = destination == null
                ? null
                : new Dispatcher(
                        destination,
                        store::newConnection,
                        InstantSource.system(),
                        () -> store.asOf().orElse(0),
                        ProcessHandle.current().pid());
        this.thread = new Thread(this::loop, "staffing");
        thread.setDaemon(true);
    }

    static StaffingLoop start(Store store, Delivery delivery) {
        StaffingLoop loop = new StaffingLoop(store, delivery.destination());
        store.addListener(loop.commits::release);
        loop.thread.start();
        if (loop.dispatcher != null) {
            loop.dispatcher.start();
        }
        return loop;
    }

    private void loop() {
        while (!closing) {
            try {
                commits.acquire();
                commits.drainPermits();
                if (!closing && store.asOf().isPresent()) {
                    staffing.evaluate(store.asOf().getAsLong());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SojournException e) {
                LOG.error("staffing rules were not evaluated: {}", e.fullMessage(), e);
            }
        }
    }

    List<Map<String, Object>> documents() {
        return staffing.documents();
    }

    @Override
    public void close() {
        closing = true;
        commits.release();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (dispatcher != null) {
            dispatcher.close();
        }
        staffing.close();
    }
}
