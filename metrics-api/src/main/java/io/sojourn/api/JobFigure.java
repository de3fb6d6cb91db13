package io.sojourn.api;

/**
 * A figure of the job that fills the store, shown beside the store's own.
 *
 * @param name as Prometheus writes it, without {@code _total}
 * @param help what it is, in a sentence
 * @param counter true when it only grows, but for restarts
 */
public record JobFigure(String name, String help, boolean counter, double value) {}
