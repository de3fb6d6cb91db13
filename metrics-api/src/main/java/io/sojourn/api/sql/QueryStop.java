package io.sojourn.api.sql;

/**
 * Stops a query from another thread: one that waits for a worker at once, one that runs by ending its worker, whatever it is
 * busy with. The price is that worker: the next one needs some seconds to start. A stop stays: use one object for each query.
 */
public final class QueryStop {
    private boolean stopped;
    private Runnable end;

    /** Stops the query, or, where it hasn't begun, keeps it from beginning. */
    public synchronized void stop() {
        stopped = true;
        if (end != null) {
            end.run();
        }
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** From now on a stop ends this worker; null: none any more. */
    synchronized void ends(Runnable worker) {
        end = worker;
        if (stopped && end != null) {
            end.run();
        }
    }
}
