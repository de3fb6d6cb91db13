package io.sojourn.api.resources;

/** Runs a query of an analyst, checked and bounded; refusals are {@link io.sojourn.event.SojournException}s. */
@FunctionalInterface
public interface SqlRunner {
    QueryResult run(String sql);
}
