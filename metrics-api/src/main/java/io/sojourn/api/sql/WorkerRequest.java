package io.sojourn.api.sql;

/** One line to a worker: a query, the snapshot to run it on, and its limits. Of no rows: the columns alone, the query doesn't run. */
record WorkerRequest(String sql, String snapshot, int maxRows, int maxBytes, int timeoutSeconds) {}
