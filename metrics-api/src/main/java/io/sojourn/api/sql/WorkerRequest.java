package io.sojourn.api.sql;

/**
 * One line to a worker: a query, the snapshot to run it on, and its limits.
 *
 * @param scope what is seen of the snapshot; null: everything
 */
record WorkerRequest(String sql, String snapshot, int maxRows, int maxBytes, int timeoutSeconds, WorkerSight scope) {

    /** Over everything. */
    WorkerRequest(String sql, String snapshot, int maxRows, int maxBytes, int timeoutSeconds) {
        this(sql, snapshot, maxRows, maxBytes, timeoutSeconds, null);
    }
}
