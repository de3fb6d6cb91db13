package io.sojourn.api.sql;

/**
 * One line to a worker: a query, the snapshot to run it on, and its limits. Of no rows: the columns alone, the query doesn't run.
 *
 * @param cursor a place in the text to make proposals for, running nothing; null: run it
 * @param scope what is seen of the snapshot; null: everything
 */
record WorkerRequest(
        String sql, String snapshot, int maxRows, int maxBytes, int timeoutSeconds, Integer cursor, WorkerSight scope) {

    /** Over everything. */
    WorkerRequest(String sql, String snapshot, int maxRows, int maxBytes, int timeoutSeconds) {
        this(sql, snapshot, maxRows, maxBytes, timeoutSeconds, null, null);
    }
}
