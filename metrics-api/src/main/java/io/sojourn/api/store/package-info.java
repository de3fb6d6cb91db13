/**
 * The DuckDB store: one file, one process, one writer thread. It applies the stream's results by key, in transactions
 * that carry {@code as_of} with them, and gives connections to readers. The door is {@link io.sojourn.api.store.Store}.
 */
package io.sojourn.api.store;
