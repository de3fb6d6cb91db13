package io.sojourn.api.store;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets go what no version of its definition retains any longer: events, deliveries and facts of cases that have left
 * the stream and whose last event is older than as_of − {@code retain}. What they added to the panes stays; the batch
 * engine counts it before they go, so that a verification knows what the events that are left don't explain. The stream
 * takes nothing of its own for such a case any more: its events are late, and the batch engine's.
 *
 * <p>A bounded number of cases at a time, the oldest first, each time in one transaction. A case that waits for its
 * repair, or gets an event meanwhile, stays until a later time.
 */
final class Retention {
    private static final int CASES = 5_000;

    /** Of as_of, from a look that found no more cases than could go to the next. */
    private static final long LOOK_AFTER = 3_600_000_000L;

    private final Store store;
    private final int most;
    /** By process; none: at once. */
    private final Map<String, Long> nextLooks = new HashMap<>();

    Retention(Store store) {
        this(store, CASES);
    }

    /** @param most cases of a process at a time */
    Retention(Store store, int most) {
        this.store = store;
        this.most = most;
    }

    /** True when something is retained for a time only, and more may have to go than at the last step. */
    boolean isDue(long asOf) {
        return store.processes().histories().stream().anyMatch(h -> isDue(h, asOf));
    }

    private boolean isDue(DefinitionHistory history, long asOf) {
        return history.retainMicros() != null && asOf >= nextLooks.getOrDefault(history.process(), Long.MIN_VALUE);
    }

    /** Lets some cases go; returns how many were due, at most as many of a process as go at a time. */
    int step() {
        store.repairing().lock();
        try (Connection c = store.newConnection()) {
            int sum = 0;
            for (DefinitionHistory history : store.processes().histories()) {
                if (history.retainMicros() != null) {
                    sum += step(c, history);
                }
            }
            return sum;
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "old cases can't be let go: " + e.getMessage() + ".", null, e);
        } finally {
            store.repairing().unlock();
        }
    }

    private int step(Connection c, DefinitionHistory history) throws SQLException {
        long asOf = store.asOf().orElse(Long.MIN_VALUE);
        int due = new ProcessRetention(store, history, most).step(c);
        if (due == most || asOf == Long.MIN_VALUE) {
            nextLooks.remove(history.process());
        } else {
            nextLooks.put(history.process(), asOf + LOOK_AFTER);
        }
        return due;
    }
}
