package io.sojourn.stream.metrics;

/**
 * One figure of the job, over all its subtasks.
 *
 * @param name as Prometheus writes it, without {@code _total}
 * @param help what it is, in a sentence
 * @param counter true when it only grows, but for restarts
 */
public record Figure(String name, String help, boolean counter, double value) {}
