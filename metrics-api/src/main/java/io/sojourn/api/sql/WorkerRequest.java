package io.sojourn.api.sql;

/** One line to a worker: a query, the snapshot to run it on, and its limits. */
record WorkerRequest(String sql, String snapshot, int maxRows, int maxBytes, int timeoutSeconds) {}
