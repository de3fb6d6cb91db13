package io.sojourn.api.store;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Brings in the events that came when the stream had evicted their case already: the batch engine recomputes these
 * cases over all their events, their facts are replaced, and the panes get the difference that the late events make
 * (beside the streamed rows, which the stream goes on to own). Recomputed are the cases with new events since they were
 * repaired last, and those that were open then, when as_of has moved on; so the result is that of a repair of all.
 *
 * <p>A case that had left the stream when a version of the definition came that takes it over belongs here too: its facts
 * are those of the new version, and the panes get the difference to what the stream had told under the old one.
 *
 * <p>One at a time in a store, process after process. Works on one snapshot for each and applies its result in one transaction; it gives up, to be tried again, when the stream
 * has meanwhile told one of the cases anew. The ages in the queues where repaired cases wait are right at the as_of of
 * the repair; while the stream goes on, it overwrites them, until the next repair.
 */
public final class CaseRepair {
    private final Store store;

    public CaseRepair(Store store) {
        this.store = store;
    }

    /** Repairs the cases that are due, and returns how many there are. */
    public int repair() {
        return repair(false);
    }

    /** Repairs all cases with late events. */
    int repairAll() {
        return repair(true);
    }

    private int repair(boolean all) {
        store.repairing().lock();
        long begin = System.nanoTime();
        int cases = -1;
        try (Connection c = store.newConnection()) {
            int sum = 0;
            for (DefinitionHistory history : store.processes().histories()) {
                sum += new ProcessRepair(store, history).repair(c, all);
            }
            cases = sum;
            return cases;
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the repair failed: " + e.getMessage(), null, e);
        } finally {
            store.repairs().ended(cases, System.nanoTime() - begin);
            store.repairing().unlock();
        }
    }

    /** True when a repaired case is open: what it owes to the clock is right at the as_of of its last repair. */
    boolean anyOpen() {
        try (Connection c = store.newConnection()) {
            return Sql.oneLong(c, "SELECT 1 FROM kept.repaired_cases WHERE open LIMIT 1")
                    .isPresent();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the repair failed: " + e.getMessage(), null, e);
        }
    }
}
