package io.sojourn.cli;

import io.sojourn.api.delivery.Destination;
import io.sojourn.api.delivery.Dispatcher;
import io.sojourn.api.staffing.Staffing;
import io.sojourn.api.staffing.StaffingOptions;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.event.SojournException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the staffing rules of all processes after commits, in a thread of its own; delivers what they say, where a URL is
 * given. The rules are those of the newest versions.
 */
final class StaffingLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StaffingLoop.class);
    private final Store store;
    private final StaffingOptions options;
    private volatile Map<CompiledDefinition, Staffing> staffing = Map.of();
    private final Dispatcher dispatcher;
    private final Semaphore commits = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    private StaffingLoop(Store store, Destination destination) {
        this.store = store;
        StaffingOptions plain = StaffingOptions.defaults();
        this.options = destination == null ? plain : plain.sendingTo(destination.name());
        follow();
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
                    follow();
                    staffing.values().forEach(this::evaluate);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SojournException e) {
                LOG.error("staffing rules can't be followed: {}", e.fullMessage(), e);
            }
        }
    }

    private void evaluate(Staffing rules) {
        try {
            rules.evaluate(store.asOf().getAsLong());
        } catch (SojournException e) {
            LOG.error("staffing rules were not evaluated: {}", e.fullMessage(), e);
        }
    }

    /** One for each newest definition; those of earlier ones end. */
    private void follow() {
        Map<CompiledDefinition, Staffing> before = staffing;
        Map<CompiledDefinition, Staffing> now = new LinkedHashMap<>();
        for (DefinitionHistory h : store.processes().histories()) {
            CompiledDefinition newest = h.newest().compiled();
            Staffing known = before.get(newest);
            now.put(newest, known != null ? known : new Staffing(newest, store::newConnection, options));
        }
        staffing = now;
        before.forEach((definition, s) -> {
            if (!now.containsKey(definition)) {
                s.close();
            }
        });
    }

    /** The signals of all processes, one process after the other. */
    List<Map<String, Object>> documents() {
        return staffing.values().stream().flatMap(s -> s.documents().stream()).toList();
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
        staffing.values().forEach(Staffing::close);
    }
}
